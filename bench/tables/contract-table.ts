import { grouped } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { inSeconds, rateOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of rows that are checked against a contract. */
export function contractTable({ contract }: Results): BenchTable | undefined {
  const first = contract?.repetitions[0];
  if (contract === undefined || first === undefined) return undefined;
  const { repetitions } = contract;
  return {
    columns: ['captured rows, 20 columns', 'CPU time', 'rows per second of CPU time'],
    rows: [
      [
        grouped(first.rows),
        secondsOf(summaryOf(repetitions.map(({ cpu }) => cpu))),
        rateOf(summaryOf(repetitions.map(({ rows, cpu }) => (rows / cpu) * 1000))),
      ],
    ],
    notes: [
      `${repetitions.length} rounds in one process on one core, the checker alone, in pieces of 4,096 rows. The first round, in which the code is compiled, takes ${inSeconds(first.cpu)} s.`,
    ],
  };
}
