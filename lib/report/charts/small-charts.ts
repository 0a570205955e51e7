import { DAY_MS } from '../../model/calendar-date.ts';
import { niceStep } from '../nice-step.ts';
import type { Markup } from '../page/markup.ts';
import type { AgeCounts, Count, DateCounts, NumberCounts } from '../report-facts.ts';
import { colours, HALF_WIDTH, image, type Pen } from './pen.ts';
import type { PlotOptions } from './plot.ts';
import { timeTicks } from './time-ticks.ts';

/** A bar of a small chart. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** What is below the bars. */
interface Axis {
  readonly title: string;
  readonly ticks: readonly number[];
  readonly text: (at: number) => string;
}

/** Draws the mean rows of each hour of the day. */
export function hourOfDayChart(pen: Pen, means: readonly number[]): Markup {
  const { charts, numbers } = pen.words.texts;
  const bars = means.map((rows, hour) => ({ from: hour, to: hour + 1, rows }));
  const ticks = [0, 6, 12, 18, 24];
  return barChart(pen, bars, {
    title: charts.hourOfDay,
    ticks,
    text: (hour) => numbers.hour(hour),
  });
}

/** Draws the mean rows of each day of the week. */
export function weekdaysChart(pen: Pen, days: readonly Count[]): Markup {
  const { charts, numbers } = pen.words.texts;
  const bars = numbers.weekdays.map((_, weekday) => {
    const some = days.filter(({ start }) => weekdayOf(start) === weekday);
    const rows = some.reduce((sum, each) => sum + each.rows, 0) / Math.max(1, some.length);
    return { from: weekday, to: weekday + 1, rows };
  });
  return barChart(pen, bars, {
    title: charts.weekdays,
    ticks: bars.map(({ from }) => from + 0.5),
    text: (at) => numbers.weekdays[Math.floor(at)] ?? '',
  });
}

/** Draws ages in their bands, each as wide as its years. */
export function agesChart(pen: Pen, title: string, { bands }: AgeCounts): Markup {
  const { distributions } = pen.words.texts;
  const texts = bands.map(({ from, to }) => distributions.band(from, to));
  const bars = bands.map(({ rows }, place) => ({ from: place, to: place + 1, rows }));
  // Every other band has room for its text.
  const ticks = bars.filter((_, place) => place % 2 === 0).map(({ from }) => from + 0.5);
  const text = (at: number) => texts[Math.floor(at)] ?? '';
  return barChart(pen, bars, { title, ticks, text });
}

/** Draws numbers in bins. */
export function numbersChart(pen: Pen, title: string, { bins, width }: NumberCounts): Markup {
  const bars = bins.map(({ from, rows }) => ({ from, to: from + width, rows }));
  const low = bars[0]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 1;
  const step = niceStep((high - low) / 5);
  const ticks: number[] = [];
  for (let place = Math.ceil(low / step); place * step <= high; place += 1)
    ticks.push(place * step);
  // Two decimals would make marks of smaller steps equal.
  const decimals = Math.max(2, String(step).split('.')[1]?.length ?? 0);
  const text = (at: number) => (step < 0.01 ? pen.words.number(at, decimals) : pen.words.short(at));
  return barChart(pen, bars, { title, ticks, text });
}

/** Draws days, months or years. */
export function datesChart(pen: Pen, title: string, { bins, unit }: DateCounts): Markup {
  const days = { day: 1, month: 30, year: 365 } as const;
  const bars = bins.map(({ start, rows }) => ({
    from: start,
    to: start + days[unit] * DAY_MS,
    rows,
  }));
  const low = bars[0]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 1;
  const ticks = timeTicks(low, high, 5, pen.words, false);
  const texts = new Map(ticks.map(({ at, text }) => [at, text]));
  const text = (at: number) => texts.get(at) ?? '';
  return barChart(pen, bars, { title, ticks: ticks.map(({ at }) => at), text });
}

function barChart(pen: Pen, bars: readonly Bar[], axis: Axis): Markup {
  const { plotter, words } = pen;
  const { plot } = plotter;
  const most = Math.max(...bars.map(({ rows }) => rows));
  const label = words.texts.distributions.histogram(axis.title, words.number(most, 0));
  const options: PlotOptions = {
    ...smallFrame(pen, bars, axis, most),
    marks: [
      plot.gridY({ stroke: colours.rule, strokeOpacity: 1, ticks: 4 }),
      plot.rectY(bars, {
        x1: 'from',
        x2: 'to',
        y: 'rows',
        fill: colours.data,
        insetLeft: 0.7,
        insetRight: 0.7,
      }),
      plot.ruleY([0], { stroke: colours.quiet }),
    ],
  };
  return image(plotter.draw(options), label, 'small');
}

function smallFrame(
  { words }: Pen,
  bars: readonly Bar[],
  { ticks, text }: Axis,
  most: number,
): PlotOptions {
  const [low, high] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 1];
  return {
    width: HALF_WIDTH,
    height: 200,
    marginLeft: 52,
    marginRight: 22,
    marginTop: 22,
    marginBottom: 30,
    x: {
      type: 'linear',
      domain: [low, high],
      ticks: [...ticks],
      tickFormat: text,
      label: null,
      tickSize: 4,
    },
    y: {
      domain: [0, most],
      nice: true,
      ticks: 4,
      tickFormat: (value: number) => words.short(value),
      label: words.texts.charts.rowsAxis,
      labelArrow: 'none',
      tickSize: 0,
    },
  };
}

/** 0 for a Monday; 1970-01-01 was a Thursday. */
function weekdayOf(start: number): number {
  return (start / DAY_MS + 3) % 7;
}
