import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS } from '../../model/period.ts';
import type { Markup } from '../page/markup.ts';
import type { Count } from '../report-facts.ts';
import { colours, type Pen, wideImage, widths } from './pen.ts';
import type { PlotOptions } from './plot.ts';
import { timeTicks } from './time-ticks.ts';

/** How long each count of rows lasts. */
export type TimeStep = 'hour' | 'day' | 'month';

/** Rows over time to draw. */
export interface RowsOverTime {
  readonly title: string;
  /** Oldest first, at least two. */
  readonly counts: readonly Count[];
  readonly step: TimeStep;
}

/** More bars than this are an area: bars would be thinner than a pixel on a phone. */
const MOST_BARS = 62;

/** Wider bars look like a background, in pixels. */
const WIDEST_BAR = 36;

const MARGINS = { marginLeft: 52, marginRight: 24, marginTop: 22, marginBottom: 30 } as const;

/** First instant after the step that begins at an instant. */
const nextOf: Readonly<Record<TimeStep, (start: number) => number>> = {
  hour: (start) => start + HOUR_MS,
  day: (start) => start + DAY_MS,
  month(start) {
    const [year = 1970, month = 1] = new Date(start).toISOString().split('-').map(Number);
    return Date.UTC(year, month, 1);
  },
};

/** Draws rows over time, from 0 on. Times without rows stay empty. */
export function rowsChart(pen: Pen, { title, counts, step }: RowsOverTime): readonly Markup[] {
  const { words } = pen;
  const next = nextOf[step];
  const first = counts[0]?.start ?? 0;
  const last = counts.at(-1)?.start ?? first;
  const most = Math.max(...counts.map(({ rows }) => rows));
  const when = (at: number) => (step === 'hour' ? words.instant(at) : words.date(at));
  const label = words.texts.charts.described(title, when(first), when(last), words.number(most));
  const points = filled(counts, next);
  return wideImage(pen, label, (width) => ({
    ...frame(pen, width, { from: first, to: next(last), most, hasHours: step === 'hour' }),
    marks: [
      ...(points.length > MOST_BARS ? area(pen, points) : bars(pen, points, width)),
      pen.plotter.plot.ruleY([0], { stroke: colours.quiet }),
    ],
  }));
}

interface Axes {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly hasHours: boolean;
}

function frame({ words }: Pen, width: number, { from, to, most, hasHours }: Axes): PlotOptions {
  const ticks = timeTicks(from, to, width === widths.wide ? 10 : 4, words, hasHours);
  const texts = new Map(ticks.map(({ at, text }) => [at, text]));
  return {
    ...MARGINS,
    width,
    height: width === widths.wide ? 190 : 170,
    x: {
      type: 'linear',
      domain: [from, to],
      ticks: ticks.map(({ at }) => at),
      tickFormat: (at: number) => texts.get(at) ?? '',
      label: null,
      tickSize: 4,
    },
    y: {
      domain: [0, most],
      nice: true,
      ticks: 4,
      tickFormat: (value: number) => (Number.isInteger(value) ? words.short(value) : ''),
      label: words.texts.charts.rowsAxis,
      labelArrow: 'none',
      tickSize: 0,
    },
  };
}

/** A step of time; without rows where nothing is known of it. */
interface Point {
  readonly from: number;
  readonly to: number;
  readonly rows: number | undefined;
}

function bars({ plotter: { plot } }: Pen, points: readonly Point[], width: number) {
  const room = (width - MARGINS.marginLeft - MARGINS.marginRight) / points.length;
  const inset = Math.max(0.6, (room - WIDEST_BAR) / 2);
  return [
    plot.gridY({ stroke: colours.rule, strokeOpacity: 1, ticks: 4 }),
    plot.rectY(
      points.filter(({ rows }) => rows !== undefined),
      {
        ...{ x1: 'from', x2: 'to', y: 'rows' },
        ...{ fill: colours.data, insetLeft: inset, insetRight: inset },
      },
    ),
  ];
}

function area({ plotter: { plot } }: Pen, points: readonly Point[]) {
  const middle = { x: ({ from, to }: Point) => (from + to) / 2, y: 'rows' };
  return [
    plot.areaY(points, { ...middle, fill: colours.soft }),
    // Above the area, which would hide its lines.
    plot.gridY({ stroke: colours.rule, strokeOpacity: 1, ticks: 4 }),
    plot.lineY(points, { ...middle, stroke: colours.data, strokeWidth: 1.3 }),
  ];
}

/** The counts with a point without rows for each step between them that has none. */
function filled(counts: readonly Count[], next: (start: number) => number): Point[] {
  const byStart = new Map(counts.map(({ start, rows }) => [start, rows]));
  const last = counts.at(-1)?.start ?? 0;
  const points: Point[] = [];
  for (let from = counts[0]?.start ?? 0; from <= last; from = next(from)) {
    points.push({ from, to: next(from), rows: byStart.get(from) });
  }
  return points;
}
