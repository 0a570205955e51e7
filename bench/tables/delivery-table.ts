import { grouped } from '../../bin/terminal/numbers.ts';
import type { AgainstPsql, Delivery } from '../parts/delivery.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of PostgreSQL: delivery against COPY, and the flat CSV against psql. */
export function deliveryTable({ delivery }: Results): BenchTable | undefined {
  if (delivery === undefined) return undefined;
  const { leftOut } = delivery;
  return {
    columns: [
      'work',
      'wall-clock time, over that of psql',
      'wall-clock time',
      'wall-clock time of psql',
      'rows per second',
      'CPU time of our process',
      'peak memory of our process',
    ],
    rows: leftOut === undefined ? linesOf(delivery) : [],
    notes: leftOut === undefined ? notesOf(delivery) : [`Left out, because ${leftOut}.`],
  };
}

function linesOf({ movements, rows, loads, flats }: Delivery): string[][] {
  return [
    line(`\`hourlake deliver\` of ${grouped(rows)} rows in four tables`, rows, loads),
    line(`flat CSV of ${grouped(movements)} movements`, movements, flats),
  ];
}

function line(work: string, rows: number, rounds: readonly AgainstPsql[]): string[] {
  const ours = rounds.map((round) => round.ours);
  const psql = rounds.map((round) => round.psql);
  return [
    work,
    timesOf(ratioOf(ours, psql)),
    secondsOf(summaryOf(ours)),
    secondsOf(summaryOf(psql)),
    rateOf(summaryOf(ours.map((wall) => (rows / wall) * 1000))),
    secondsOf(summaryOf(rounds.map(({ cpu }) => cpu))),
    megabytesOf(Math.max(...rounds.map(({ peakBytes }) => peakBytes))),
  ];
}

function notesOf({ version, periods, loads }: Delivery): string[] {
  return [
    `PostgreSQL ${version} with its usual settings, on the same machine; ${loads.length} rounds. Our times are those of complete commands, including start-up.`,
    `Delivery: ${grouped(periods)} periods into an empty database, which creates the tables. psql: \`\\copy\` of the same rows, in files that were written before, into the same empty tables with their keys.`,
  ];
}
