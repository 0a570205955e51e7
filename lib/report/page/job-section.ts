import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS, isTimed, periodEnd } from '../../model/period.ts';
import type { Pen } from '../charts/pen.ts';
import { rowsChart, type TimeStep } from '../charts/rows-chart.ts';
import { hourOfDayChart, weekdaysChart } from '../charts/small-charts.ts';
import type { Count, JobFacts } from '../report-facts.ts';
import { verdictOnJob, verdictText } from '../verdict.ts';
import { distributionsOf } from './distributions.ts';
import { gridOf } from './grid.ts';
import { type Content, html, type Markup } from './markup.ts';
import { figure, stateBadge } from './parts.ts';
import { problemsOf } from './problems.ts';
import { qualityOf, rejectsOf } from './rules.ts';

const DAY_HOURS = 24;

/** Hours of the chart by hour, up to that of the newest count. */
const LAST_HOURS = 14 * DAY_HOURS;

/** Days from which on their means by day of the week are drawn. */
const LEAST_DAYS = 14;

/** Longer times are drawn by month. */
const LONG_SPAN = 200 * DAY_MS;

/** The section of one job. */
export function jobSection(pen: Pen, job: JobFacts, madeAt: number): Markup {
  const { words } = pen;
  const { job: texts } = words.texts;
  const verdict = verdictOnJob(job);
  const isEmpty = !job.periods.some(({ rows }) => rows !== undefined);
  const kept =
    job.keepDays === undefined
      ? undefined
      : html`<p class="note">${texts.kept(words.number(job.keepDays))}</p>`;
  return html`<section id="${job.name}" aria-labelledby="${job.name}-title" class="job">
<header>
<h2 id="${job.name}-title">${job.name}</h2>
${stateBadge(verdict.state, words.texts.verdict.states[verdict.state])}
${verdict.state === 'bad' || verdict.state === 'warning' ? html`<p class="short">${verdictText(verdict, words)}</p>` : undefined}
<p class="about"><span lang="en">${job.description}</span></p>
<p class="kind">${texts.grains[job.grain]} · ${texts.layers[job.layer]} · ${texts.table} <code>${job.table}</code></p>
</header>
${isEmpty ? nothingOf(pen, job) : figuresOf(pen, job, { madeAt, missing: verdict.counts.missing })}
${problemsOf(job, words)}
${kept}
${job.periods.length === 0 ? undefined : gridOf(pen, job)}
${isEmpty ? undefined : timeCharts(pen, job)}
${isEmpty ? undefined : distributionsOf(pen, job)}
${job.quality === undefined ? undefined : qualityOf(job.quality, words)}
${job.rejects === undefined ? undefined : rejectsOf(job.name, job.rejects, words)}
</section>`;
}

/** Where something is wrong with its files or its declaration, that is said instead. */
function nothingOf({ words }: Pen, { name, problems }: JobFacts): Markup | undefined {
  if (problems.length > 0) return undefined;
  return html`<p>${words.texts.job.nothing(name)}</p>`;
}

/** The figures at the top: how new, how much, and whether anything is missing. */
function figuresOf(
  { words }: Pen,
  job: JobFacts,
  { madeAt, missing }: { readonly madeAt: number; readonly missing: number },
): Markup {
  const { job: texts } = words.texts;
  const landed = job.periods.filter(({ rows }) => rows !== undefined);
  const newest = landed.at(-1)?.period;
  const fresh: Content[] =
    newest === undefined || !isTimed(newest)
      ? []
      : [tile(texts.newest, words.period(newest), words.ago(madeAt - periodEnd(newest)), 'first')];
  return html`<dl class="tiles">${[
    ...fresh,
    tile(texts.periods[job.grain], words.number(landed.length)),
    tile(
      texts.missing,
      missing === 0 ? texts.none : words.number(missing),
      missing === 0 ? texts.noneMissing : undefined,
    ),
    tile(texts.rows, words.number(job.counts.rows)),
    tile(texts.size, words.bytes(job.counts.bytes)),
  ]}</dl>`;
}

function tile(title: string, value: string, note?: string, classes = ''): Markup {
  const small = note === undefined ? undefined : html`<small>${note}</small>`;
  return html`<div class="${classes}"><dt>${title}</dt><dd>${value}${small}</dd></div>`;
}

function timeCharts(pen: Pen, { counts, grain }: JobFacts): Markup {
  const { by, perDay, perHour, hourOfDay } = counts;
  const { charts } = pen.words.texts;
  // Captured files may tell of many years, and have only some of the days.
  if (grain === 'file' && spanOf(perDay) > LONG_SPAN) {
    return html`${rowsFigure(pen, charts.perMonth(by), perMonth(perDay), 'month')}`;
  }
  const whole = grain === 'hour' ? wholeDays(perDay, perHour) : perDay;
  const days = perDay.filter(
    (day, place) => (place > 0 && place < perDay.length - 1) || whole.includes(day),
  );
  const partial = days.length < perDay.length ? charts.partial : undefined;
  const profile = grain === 'file' ? [] : whole;
  return html`${rowsFigure(pen, charts.perDay(by), days, 'day', partial)}${rowsFigure(
    pen,
    charts.perHour(by),
    lastHours(perHour),
    'hour',
  )}${profiles(pen, hourOfDay, profile)}`;
}

function rowsFigure(
  pen: Pen,
  title: string,
  counts: readonly Count[],
  step: TimeStep,
  note?: string,
): Markup | undefined {
  if (counts.length < 2) return undefined;
  return figure(title, rowsChart(pen, { title, counts, step }), note);
}

function spanOf(counts: readonly Count[]): number {
  return (counts.at(-1)?.start ?? 0) - (counts[0]?.start ?? 0);
}

function perMonth(days: readonly Count[]): Count[] {
  const months = new Map<number, number>();
  for (const { start, rows } of days) {
    const month = Date.parse(`${new Date(start).toISOString().slice(0, 7)}-01T00:00:00Z`);
    months.set(month, (months.get(month) ?? 0) + rows);
  }
  return [...months].map(([start, rows]) => ({ start, rows }));
}

/** The means of each hour of the day, and of each day of the week. */
function profiles(
  pen: Pen,
  hourOfDay: readonly number[] | undefined,
  days: readonly Count[],
): Markup | undefined {
  const { charts } = pen.words.texts;
  const figures = [
    ...(hourOfDay === undefined
      ? []
      : [figure(charts.hourOfDay, hourOfDayChart(pen, hourOfDay), charts.hourOfDayNote)]),
    ...(days.length < LEAST_DAYS
      ? []
      : [figure(charts.weekdays, weekdaysChart(pen, days), charts.weekdaysNote)]),
  ];
  return figures.length === 0 ? undefined : html`<div class="pairs">${figures}</div>`;
}

/** The days of which all hours have landed. */
function wholeDays(days: readonly Count[], hours: readonly Count[]): readonly Count[] {
  const counted = new Map<number, number>();
  for (const { start } of hours) {
    const day = Math.floor(start / DAY_MS) * DAY_MS;
    counted.set(day, (counted.get(day) ?? 0) + 1);
  }
  return days.filter(({ start }) => counted.get(start) === DAY_HOURS);
}

function lastHours(hours: readonly Count[]): readonly Count[] {
  const newest = hours.at(-1)?.start ?? 0;
  return hours.filter(({ start }) => start > newest - LAST_HOURS * HOUR_MS);
}
