import { counted, grouped } from '../../bin/terminal/numbers.ts';
import type { DroppedFile } from '../parts/inbox.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

const LABELS: Readonly<Record<DroppedFile['name'], string>> = {
  'vendas.xlsx': 'a workbook',
  'vendas.csv': 'a file of CSV',
};

/** Returns the table of files that are taken in from an inbox. */
export function inboxTable({ inbox }: Results): BenchTable | undefined {
  if (inbox === undefined) return undefined;
  const rounds = inbox.files[0]?.taken.length ?? 0;
  return {
    columns: [
      '`hourlake inbox` of',
      'rows',
      'wall-clock time',
      'CPU time',
      'peak memory',
      'rows per second of CPU time: parsed, checked, encoded',
    ],
    rows: inbox.files.map(({ name, rows, taken, read }) => [
      LABELS[name],
      grouped(rows),
      secondsOf(summaryOf(taken.map(({ wall }) => wall))),
      secondsOf(summaryOf(taken.map(({ cpu }) => cpu))),
      megabytesOf(Math.max(...taken.map(({ peakBytes }) => peakBytes))),
      rateOf(summaryOf(read.map((each) => (each.rows / each.cpu) * 1000))),
    ]),
    notes: [
      `${counted(rounds, 'round')}, each in a new process. Memory is the largest resident set size of all rounds. CSV does not say where it ends, so that a run waits for two seconds to see that nothing changes it; they are part of its wall-clock time. The last column is one pass over the rows, in a process on one core.`,
    ],
  };
}
