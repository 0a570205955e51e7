import { grouped } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Backfills with more cores against the same with one. */
export function scalingTable({ scaling, amounts, machine }: Results): BenchTable | undefined {
  if (scaling === undefined) return undefined;
  const rows = scaling.ranges.flatMap(({ accountsPerHour, hours, ways }) => {
    const alone = ways[0]?.repetitions.map(({ wall }) => wall) ?? [];
    return ways.map(({ name, repetitions }) => {
      const walls = repetitions.map(({ wall }) => wall);
      return [
        `${grouped(hours)} hours of ${grouped(accountsPerHour)}, ${name}`,
        timesOf(ratioOf(alone, walls)),
        rateOf(summaryOf(repetitions.map((each) => (each.rows / each.wall) * 1000))),
        secondsOf(summaryOf(walls)),
        secondsOf(summaryOf(repetitions.map(({ cpu }) => cpu))),
        megabytesOf(summaryOf(repetitions.map(({ peakBytes }) => peakBytes)).median),
      ];
    });
  });
  return {
    columns: [
      `\`hourlake backfill\` on ${machine.cores} cores`,
      'so many times as fast as one',
      'rows per second by the clock',
      'by the clock',
      'processor time',
      'peak memory',
    ],
    rows,
    notes: [
      `Whole commands, their start included; ${amounts.scalingRounds} rounds. Of two processes, processor time and memory are the sums.`,
      ...(scaling.hasWorkers
        ? []
        : ['Left out: `--workers`, because `hourlake backfill` has no such option yet.']),
    ],
  };
}
