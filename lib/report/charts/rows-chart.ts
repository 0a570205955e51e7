import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS } from '../../model/period.ts';
import type { Markup } from '../page/markup.ts';
import type { Count } from '../report-facts.ts';
import { colours, type Pen, wideImage, widths } from './pen.ts';
import type { PlotOptions } from './plot.ts';
import { timeTicks } from './time-ticks.ts';

/** Rows over time to draw. */
export interface RowsOverTime {
  readonly title: string;
  /** Oldest first, at least two. */
  readonly counts: readonly Count[];
  readonly step: 'hour' | 'day';
}

const STEPS = { hour: HOUR_MS, day: DAY_MS } as const;

/** More bars than this are an area: bars would be thinner than a pixel on a phone. */
const MOST_BARS = 62;

/** Draws rows over time, from 0 on. Times without rows stay empty. */
export function rowsChart(pen: Pen, { title, counts, step }: RowsOverTime): readonly Markup[] {
  const { words } = pen;
  const length = STEPS[step];
  const first = counts[0]?.start ?? 0;
  const last = counts.at(-1)?.start ?? first;
  const most = Math.max(...counts.map(({ rows }) => rows));
  const when = (at: number) => (step === 'day' ? words.date(at) : words.instant(at));
  const label = words.texts.charts.described(title, when(first), when(last), words.number(most));
  return wideImage(pen, label, (width) => ({
    ...frame(pen, width, { from: first, to: last + length, most }),
    marks: [
      pen.plotter.plot.gridY({ stroke: colours.rule, strokeOpacity: 1, ticks: 4 }),
      ...series(pen, filled(counts, length), length),
      pen.plotter.plot.ruleY([0], { stroke: colours.quiet }),
    ],
  }));
}

function frame(
  { words }: Pen,
  width: number,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
): PlotOptions {
  const ticks = timeTicks(from, to, width === widths.wide ? 10 : 4, words);
  const texts = new Map(ticks.map(({ at, text }) => [at, text]));
  return {
    width,
    height: width === widths.wide ? 190 : 170,
    marginLeft: 52,
    marginRight: 24,
    marginTop: 22,
    marginBottom: 30,
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

interface Point {
  readonly start: number;
  readonly rows: number | undefined;
}

function series({ plotter }: Pen, points: readonly Point[], length: number) {
  const { plot } = plotter;
  if (points.length <= MOST_BARS) {
    const bars = points.filter(({ rows }) => rows !== undefined);
    return [
      plot.rectY(bars, {
        x1: ({ start }: Point) => start,
        x2: ({ start }: Point) => start + length,
        y: 'rows',
        fill: colours.data,
        insetLeft: 0.6,
        insetRight: 0.6,
      }),
    ];
  }
  const across = { x: ({ start }: Point) => start + length / 2, y: 'rows' };
  return [
    plot.areaY(points, { ...across, fill: colours.soft }),
    plot.lineY(points, { ...across, stroke: colours.data, strokeWidth: 1.3 }),
  ];
}

/** The counts with an empty one for each time between them that has none. */
function filled(counts: readonly Count[], length: number): Point[] {
  const byStart = new Map(counts.map(({ start, rows }) => [start, rows]));
  const first = counts[0]?.start ?? 0;
  const last = counts.at(-1)?.start ?? first;
  const points: Point[] = [];
  for (let start = first; start <= last; start += length) {
    points.push({ start, rows: byStart.get(start) });
  }
  return points;
}
