import type { Pen } from '../charts/pen.ts';
import { MOST_DAYS, periodGrid, SHADES } from '../charts/period-grid.ts';
import type { JobFacts, PeriodFact, PeriodState } from '../report-facts.ts';
import type { ReportWords } from '../texts/words.ts';
import { type Content, html, type Markup } from './markup.ts';
import { dataTable, figure, scrollBox } from './parts.ts';

/** A list of files names this many at most. */
const FILES = 20;

/** The periods of a job as a grid; captured files as a list. */
export function gridOf(pen: Pen, { grain, periods }: JobFacts): Markup {
  const { charts } = pen.words.texts;
  const title = charts.grid[grain];
  if (grain === 'file') return figure(title, fileList(pen.words, periods));
  const grid = periodGrid(pen, grain, periods, title);
  const cut = grid.isCut ? ` ${charts.gridCut(pen.words.number(MOST_DAYS))}` : '';
  return figure(
    title,
    [scrollBox(title, grid.image, 'from-end'), legend(pen.words, grid.states)],
    `${charts.gridNote[grain]}.${cut}`,
  );
}

function legend({ texts }: ReportWords, states: readonly PeriodState[]): Markup {
  const { fewer, more, states: names } = texts.charts;
  const shades = SHADES.map(
    (shade) =>
      html`<rect x="${SHADES.indexOf(shade) * 14}" width="12" height="12" fill="var(--data)" fill-opacity="${shade}"></rect>`,
  );
  const others = states.map(
    (state) =>
      html`<li><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${signOf(state)}</svg> ${names[state]}</li>`,
  );
  return html`<ul class="legend"><li>${fewer} <svg width="68" height="12" viewBox="0 0 68 12" aria-hidden="true">${shades}</svg> ${more}</li>${others}</ul>`;
}

function signOf(state: PeriodState): Content {
  const box = (stroke: string) =>
    html`<rect x="0.5" y="0.5" width="11" height="11" fill="none" stroke="${stroke}"></rect>`;
  const stroke = (colour: string) => html`<path d="M0,12L12,0" stroke="${colour}"></path>`;
  switch (state) {
    case 'missing':
      return [box('var(--bad)'), stroke('var(--bad)')];
    case 'lost':
      return [box('var(--quiet)'), stroke('var(--quiet)')];
    case 'waiting':
      return box('var(--quiet)');
    case 'different':
      return html`<rect width="12" height="12" fill="var(--warn)"></rect>`;
    default:
      return html`<rect width="12" height="12" fill="var(--bad)"></rect>`;
  }
}

function fileList(words: ReportWords, periods: readonly PeriodFact[]): Markup {
  const { charts, job, overview } = words.texts;
  const largest = [...periods]
    .sort((one, other) => (other.rows ?? 0) - (one.rows ?? 0))
    .slice(0, FILES);
  const rows = largest.map(({ period, state, rows: count, bytes }) => [
    html`<code>${period}</code>`,
    charts.states[state],
    count === undefined ? '–' : words.number(count),
    bytes === undefined ? '–' : words.bytes(bytes),
  ]);
  const columns = [
    { title: charts.file },
    { title: overview.columns.state },
    { title: job.rows, isNumber: true },
    { title: job.size, isNumber: true },
  ];
  const note =
    largest.length < periods.length
      ? html`<p class="note">${charts.files(words.number(largest.length), words.number(periods.length))}</p>`
      : undefined;
  return html`${note}${dataTable(charts.grid.file, columns, rows)}`;
}
