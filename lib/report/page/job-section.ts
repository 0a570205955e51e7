import { DAY_MS } from '../../model/calendar-date.ts';
import { isTimed, periodEnd } from '../../model/period.ts';
import type { Pen } from '../charts/pen.ts';
import { rowsChart } from '../charts/rows-chart.ts';
import { hourOfDayChart } from '../charts/small-charts.ts';
import type { Count, JobFacts } from '../report-facts.ts';
import { verdictOnJob, verdictText } from '../verdict.ts';
import { distributionsOf } from './distributions.ts';
import { gridOf } from './grid.ts';
import { type Content, html, type Markup } from './markup.ts';
import { figure, stateBadge } from './parts.ts';
import { problemsOf } from './problems.ts';
import { qualityOf, rejectsOf } from './rules.ts';

/** Hours of the chart by hour. */
const LAST_HOURS = 14 * 24;

const DAY_HOURS = 24;

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
<p class="about"><span lang="en">${job.description}</span></p>
<p class="kind">${texts.grains[job.grain]} · ${texts.layers[job.layer]} · ${texts.table} <code>${job.table}</code></p>
</header>
${isEmpty ? html`<p>${texts.nothing(job.name)}</p>` : figuresOf(pen, job, madeAt)}
${verdict.state === 'bad' || verdict.state === 'warning' ? html`<p class="verdict-line">${verdictText(verdict, words)}</p>` : undefined}
${problemsOf(job, words)}
${kept}
${job.periods.length === 0 ? undefined : gridOf(pen, job)}
${isEmpty ? undefined : timeCharts(pen, job)}
${isEmpty ? undefined : distributionsOf(pen, job)}
${job.quality === undefined ? undefined : qualityOf(job.quality, words)}
${job.rejects === undefined ? undefined : rejectsOf(job.name, job.rejects, words)}
</section>`;
}

/** The figures at the top: how new, how much, and whether anything is missing. */
function figuresOf({ words }: Pen, job: JobFacts, madeAt: number): Markup {
  const { job: texts } = words.texts;
  const landed = job.periods.filter(({ rows }) => rows !== undefined);
  const newest = landed.at(-1)?.period;
  const missing = job.gaps.reduce((sum, { periods }) => sum + periods, 0);
  const fresh: Content[] =
    newest === undefined || !isTimed(newest)
      ? []
      : [tile(texts.newest, words.period(newest), words.ago(madeAt - periodEnd(newest)))];
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

function tile(title: string, value: string, note?: string): Markup {
  const small = note === undefined ? undefined : html`<small>${note}</small>`;
  return html`<div><dt>${title}</dt><dd>${value}${small}</dd></div>`;
}

function timeCharts(pen: Pen, { counts, grain }: JobFacts): Markup {
  const { charts } = pen.words.texts;
  const { by } = counts;
  const days = grain === 'hour' ? wholeDays(counts.perDay, counts.perHour) : counts.perDay;
  const hours = counts.perHour.slice(-LAST_HOURS);
  const perDay =
    days.length < 2
      ? undefined
      : figure(
          charts.perDay(by),
          rowsChart(pen, { title: charts.perDay(by), counts: days, step: 'day' }),
          days.length < counts.perDay.length ? charts.partial : undefined,
        );
  const perHour =
    hours.length < 2
      ? undefined
      : figure(
          charts.perHour(by),
          rowsChart(pen, { title: charts.perHour(by), counts: hours, step: 'hour' }),
          undefined,
        );
  const { hourOfDay } = counts;
  const profile =
    hourOfDay === undefined
      ? undefined
      : html`<div class="pairs">${figure(charts.hourOfDay, hourOfDayChart(pen, hourOfDay), charts.hourOfDayNote)}</div>`;
  return html`${perDay}${perHour}${profile}`;
}

/** The days without a first or last one of which only some hours have landed. */
function wholeDays(days: readonly Count[], hours: readonly Count[]): readonly Count[] {
  const isWhole = ({ start }: Count) =>
    hours.filter((hour) => hour.start >= start && hour.start < start + DAY_MS).length === DAY_HOURS;
  return days.filter((day, place) => (place > 0 && place < days.length - 1) || isWhole(day));
}
