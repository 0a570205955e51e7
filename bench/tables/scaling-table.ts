import { grouped } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table that compares backfills on more cores with one core. */
export function scalingTable({ scaling, amounts, machine }: Results): BenchTable | undefined {
  if (scaling === undefined) return undefined;
  const rows = scaling.ranges.flatMap(({ accountsPerHour, hours, ways }) => {
    const alone = ways[0]?.repetitions.map(({ wall }) => wall) ?? [];
    return ways.map(({ name, repetitions }) => {
      const walls = repetitions.map(({ wall }) => wall);
      return [
        `${grouped(hours)} hours of ${grouped(accountsPerHour)} accounts, ${name}`,
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
      'speed-up over one worker',
      'rows per second of wall-clock time',
      'wall-clock time',
      'CPU time',
      'peak memory',
    ],
    rows,
    notes: [
      `Complete commands, including start-up; ${amounts.scalingRounds} rounds. For two processes, CPU time and memory are sums.`,
      ...(scaling.hasWorkers
        ? []
        : ['Left out: `--workers`, because `hourlake backfill` does not have this option yet.']),
    ],
  };
}
