import type { Pen } from '../charts/pen.ts';
import { agesChart, datesChart, numbersChart } from '../charts/small-charts.ts';
import { type Distribution, type JobFacts, LEAST_ROWS, type WordCounts } from '../report-facts.ts';
import { type Content, html, type Markup } from './markup.ts';
import { dataTable, figure } from './parts.ts';

/** The distributions of a job; `undefined` when its rows have none to show. */
export function distributionsOf(pen: Pen, job: JobFacts): Markup | undefined {
  const { distributions: texts } = pen.words.texts;
  const { distributions, hidden, describedBy } = job;
  if (describedBy !== undefined) {
    return html`<h3>${texts.title}</h3><p>${texts.from} <a href="#${describedBy}">${describedBy}</a>.</p>`;
  }
  if (distributions.length === 0 && hidden.length === 0) return undefined;
  const note =
    hidden.length === 0
      ? undefined
      : html`<p class="note">${texts.hidden(hidden.join(', '), String(LEAST_ROWS))}</p>`;
  // Charts first: tables are taller, and rows of the grid are as tall as their tallest part.
  const inOrder = [
    ...distributions.filter(({ kind }) => kind !== 'words'),
    ...distributions.filter(({ kind }) => kind === 'words'),
  ];
  const figures = inOrder.map((each) => distributionFigure(pen, each));
  const shown =
    figures.length === 0
      ? html`<p class="note">${texts.none}</p>`
      : html`<div class="pairs">${figures}</div>`;
  return html`<h3>${texts.title}</h3>${shown}${note}`;
}

function distributionFigure(pen: Pen, distribution: Distribution): Markup {
  const { distributions: texts } = pen.words.texts;
  switch (distribution.kind) {
    case 'words':
      return figure(texts.words(distribution.column), wordsTable(pen, distribution));
    case 'ages': {
      const title = texts.ages(distribution.column);
      return figure(title, agesChart(pen, title, distribution), leftOut(pen, distribution));
    }
    case 'numbers': {
      const title = texts.numbers(distribution.column);
      return figure(title, numbersChart(pen, title, distribution), leftOut(pen, distribution));
    }
    case 'dates': {
      const title = texts.dates(distribution.column, distribution.unit);
      return figure(title, datesChart(pen, title, distribution), leftOut(pen, distribution));
    }
  }
}

function leftOut({ words }: Pen, { rest }: Distribution): string | undefined {
  if (rest === 0) return undefined;
  return words.texts.distributions.leftOut(words.number(rest), rest === 1);
}

/** Words with their bars as a table: it is read out in order, and needs no room for labels. */
function wordsTable({ words }: Pen, counts: WordCounts): Markup {
  const { distributions: texts } = words.texts;
  const { top, rest, restValues, column } = counts;
  const most = Math.max(...top.map((each) => each.rows));
  const all = top.reduce((sum, each) => sum + each.rows, rest);
  const line = (name: Content, count: number, bar: Content): Content[] => [
    html`<span class="name">${name}</span>${bar}`,
    words.number(count),
    words.percent(count, all),
  ];
  const lines = top.map(({ value, rows: count }) =>
    line(nameOf(value, texts), count, barOf(count, most)),
  );
  const others =
    rest === 0
      ? []
      : [line(texts.rest(words.number(restValues), restValues === 1), rest, undefined)];
  return dataTable(
    texts.words(column),
    [
      { title: texts.value },
      { title: texts.rows, isNumber: true },
      { title: texts.share, isNumber: true },
    ],
    [...lines, ...others],
    'bars',
  );
}

function barOf(count: number, most: number): Markup {
  const share = (count / most).toFixed(3);
  return html`<span class="bar" style="width:calc((100% - 12px)*${share})"></span>`;
}

function nameOf(
  value: string | null,
  { noValue, yes, no }: Pen['words']['texts']['distributions'],
): Content {
  if (value === null || value === '') return html`<em>${noValue}</em>`;
  if (value === 'true') return yes;
  return value === 'false' ? no : value;
}
