import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS, isTimed, periodStart } from '../../model/period.ts';
import type { Markup } from '../page/markup.ts';
import type { PeriodFact, PeriodState } from '../report-facts.ts';
import { colours, image, type Pen, widths } from './pen.ts';
import type { PlotOptions, RenderFunction } from './plot.ts';
import { timeTicks } from './time-ticks.ts';

/** A grid of periods: its image, and what it shows. */
export interface PeriodGrid {
  readonly image: Markup;
  /** States of its cells without rows, for the legend. */
  readonly states: readonly PeriodState[];
  /** Whether older periods are left out. */
  readonly isCut: boolean;
}

/** Shades of cells with rows. */
export const SHADES = [0.28, 0.46, 0.64, 0.82, 1] as const;

/** A grid draws this many days at most. */
export const MOST_DAYS = 366;

const WEEK_DAYS = 7;

/** 1970-01-01 was a Thursday, three days after a Monday. */
const MONDAY_SHIFT = 3;

/** Where a period is in the grid, from the left and from the top. */
interface Cell {
  readonly column: number;
  readonly line: number;
  readonly fact: PeriodFact;
}

/** How the cells of a grain are laid out. */
interface Layout {
  /** Days of a column. */
  readonly days: number;
  readonly lines: number;
  /** Height of a cell, in pixels. */
  readonly height: number;
  readonly cellOf: (start: number) => readonly [column: number, line: number];
}

const layouts: Readonly<Record<'hour' | 'day', Layout>> = {
  hour: {
    days: 1,
    lines: 24,
    height: 8,
    cellOf: (start) => [Math.floor(start / DAY_MS), (start % DAY_MS) / HOUR_MS],
  },
  day: {
    days: WEEK_DAYS,
    lines: WEEK_DAYS,
    height: 14,
    cellOf(start) {
      const day = start / DAY_MS + MONDAY_SHIFT;
      return [Math.floor(day / WEEK_DAYS), day % WEEK_DAYS];
    },
  },
};

const LEFT = 52;
const RIGHT = 24;
const WIDEST_CELL = { hour: 18, day: 28 } as const;

/**
 * Draws periods of time as a grid: hours in columns of a day, days in columns of a week.
 *
 * @param periods of one grain of time, oldest first, at least one
 */
export function periodGrid(
  pen: Pen,
  grain: 'hour' | 'day',
  periods: readonly PeriodFact[],
  title: string,
): PeriodGrid {
  const layout = layouts[grain];
  const all = cellsOf(layout, periods);
  const last = all.at(-1)?.column ?? 0;
  const first = Math.max(all[0]?.column ?? 0, last + 1 - Math.ceil(MOST_DAYS / layout.days));
  const cells = all.filter(({ column }) => column >= first);
  const columns = last + 1 - first;
  const width = Math.min(WIDEST_CELL[grain], (widths.wide - LEFT - RIGHT) / columns);
  const options = frame(pen, grain, { first, columns, width });
  const drawing = pen.plotter.draw({ ...options, marks: [cellMark(cells)] });
  return {
    image: image(drawing, label(pen, title, cells), 'grid'),
    states: [...new Set(cells.map(({ fact }) => fact.state))].filter((each) => each !== 'landed'),
    isCut: cells.length < all.length,
  };
}

function cellsOf({ cellOf }: Layout, periods: readonly PeriodFact[]): Cell[] {
  return periods.flatMap((fact) => {
    if (!isTimed(fact.period)) return [];
    const [column, line] = cellOf(periodStart(fact.period));
    return [{ column, line, fact }];
  });
}

interface GridSize {
  readonly first: number;
  readonly columns: number;
  /** Width of a cell, in pixels. */
  readonly width: number;
}

function frame(
  { words }: Pen,
  grain: 'hour' | 'day',
  { first, columns, width }: GridSize,
): PlotOptions {
  const { days, lines, height } = layouts[grain];
  const shift = grain === 'day' ? MONDAY_SHIFT : 0;
  const startOf = (column: number) => (column * days - shift) * DAY_MS;
  const across = width * columns;
  const [from, to] = [startOf(first), startOf(first + columns)];
  const found = timeTicks(from, to, across / 68, words, false);
  // A grid of a few columns has room for its first day.
  const ticks = found.length > 0 ? found : [{ at: from, text: words.dayAndMonth(from) }];
  const columnOf = (at: number) => (at / DAY_MS + shift) / days;
  const texts = new Map(ticks.map(({ at, text }) => [columnOf(at), text]));
  const { numbers } = words.texts;
  return {
    width: LEFT + across + RIGHT,
    height: 24 + lines * height + 6,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 24,
    marginBottom: 6,
    x: {
      type: 'linear',
      domain: [first, first + columns],
      axis: 'top',
      ticks: [...texts.keys()],
      tickFormat: (column: number) => texts.get(column) ?? '',
      label: null,
      tickSize: 4,
    },
    y: {
      type: 'linear',
      domain: [lines, 0],
      ticks: grain === 'hour' ? [0.5, 6.5, 12.5, 18.5] : [0.5, 2.5, 4.5, 6.5],
      tickFormat: (line: number) =>
        grain === 'hour'
          ? numbers.hour(Math.floor(line))
          : (numbers.weekdays[Math.floor(line)] ?? ''),
      label: null,
      tickSize: 0,
    },
  };
}

/** Cells of one shade are one path: a year of hours would be thousands of elements. */
function cellMark(cells: readonly Cell[]): RenderFunction {
  const counts = cells.flatMap(({ fact }) => fact.rows ?? []);
  const range = { least: Math.min(...counts), most: Math.max(...counts) };
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = groupOf(cell.fact, range);
    const some = groups.get(group);
    if (some === undefined) groups.set(group, [cell]);
    else some.push(cell);
  }
  return (_index, scales, _values, _dimensions, { document }) => {
    const space = 'http://www.w3.org/2000/svg';
    const all = document.createElementNS(space, 'g');
    const place = placer(scales);
    for (const [group, some] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = document.createElementNS(space, 'path');
      path.setAttribute('d', some.map(place(pathOf(group))).join(''));
      for (const [name, value] of Object.entries(look(group))) path.setAttribute(name, value);
      all.append(path);
    }
    return all;
  };
}

/** Draws a cell from its left, its top, its width and its height. */
type Shape = (left: number, top: number, width: number, height: number) => string;

function placer(scales: Parameters<RenderFunction>[1]) {
  const { x, y } = scales;
  if (x === undefined || y === undefined) throw new TypeError('A grid has two scales');
  const gap = x(1) - x(0) > 5 ? 1.5 : 0.4;
  return (shape: Shape) =>
    ({ column, line }: Cell) => {
      const [left, top] = [Number(x(column)), Number(y(line))];
      return shape(left, top, Number(x(column + 1)) - left - gap, Number(y(line + 1)) - top - 1);
    };
}

/** The fewest and the most rows of a cell. */
interface Range {
  readonly least: number;
  readonly most: number;
}

function groupOf({ state, rows }: PeriodFact, { least, most }: Range): string {
  if (state !== 'landed' || rows === undefined) return state;
  const share = most === least ? 1 : (rows - least) / (most - least);
  return `shade-${Math.min(SHADES.length - 1, Math.floor(SHADES.length * share))}`;
}

/** A state differs from others by its shape, and not by its colour only. */
function pathOf(group: string): Shape {
  if (group === 'waiting') return hollow;
  if (group === 'missing' || group === 'lost') return crossed;
  return full;
}

const full: Shape = (left, top, width, height) =>
  `M${short(left)},${short(top)}h${short(width)}v${short(height)}h${short(-width)}z`;

const hollow: Shape = (left, top, width, height) =>
  full(left + 0.5, top + 0.5, Math.max(0.5, width - 1), Math.max(0.5, height - 1));

const crossed: Shape = (left, top, width, height) =>
  `${hollow(left, top, width, height)}M${short(left)},${short(top + height)}L${short(left + width)},${short(top)}`;

/** Attributes of the path of a group. */
function look(group: string): Readonly<Record<string, string>> {
  const shade = SHADES[Number(group.replace('shade-', ''))];
  if (shade !== undefined) return { fill: colours.data, 'fill-opacity': String(shade) };
  if (group === 'waiting') return { fill: 'none', stroke: colours.quiet };
  if (group === 'missing') return { fill: 'none', stroke: colours.bad };
  if (group === 'lost') return { fill: 'none', stroke: colours.quiet };
  if (group === 'different') return { fill: 'var(--warn)' };
  return { fill: colours.bad };
}

function label({ words }: Pen, title: string, cells: readonly Cell[]): string {
  const { states } = words.texts.charts;
  const counts = new Map<PeriodState, number>();
  for (const { fact } of cells) counts.set(fact.state, (counts.get(fact.state) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => `${states[state]}: ${words.number(count)}`);
  return `${title}: ${parts.join(', ')}.`;
}

function short(value: number): string {
  return String(Number(value.toFixed(1)));
}
