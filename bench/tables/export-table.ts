import { counted, grouped } from '../../bin/terminal/numbers.ts';
import type { Exported } from '../parts/export.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of an export against DuckDB's own. */
export function exportTable({ export: measured }: Results): BenchTable | undefined {
  if (measured === undefined) return undefined;
  const { rows, partitions, fileBytes, rounds } = measured;
  const duckdb = rounds.map((round) => round.duckdb);
  const line = (way: string, taken: readonly Exported[]) => [
    way,
    timesOf(ratioOf(wallsOf(duckdb), wallsOf(taken))),
    rateOf(summaryOf(wallsOf(taken).map((wall) => (rows / wall) * 1000))),
    secondsOf(summaryOf(wallsOf(taken))),
    secondsOf(summaryOf(taken.map(({ cpu }) => cpu))),
    megabytesOf(Math.max(...taken.map(({ peakBytes }) => peakBytes))),
  ];
  return {
    columns: [
      `export of ${grouped(rows)} rows`,
      'speed, over that of DuckDB',
      'rows per second',
      'wall-clock time',
      'CPU time',
      'peak memory',
    ],
    rows: [
      line(
        '`hourlake export --partition year,month`',
        rounds.map((round) => round.ours),
      ),
      line('`COPY … (PARTITION_BY (year, month))` of DuckDB', duckdb),
    ],
    notes: [
      `A table of eight columns in a file of DuckDB of ${megabytesOf(fileBytes)}, in the order of its time, as ${partitions} partitions of Parquet with zstd; ${counted(rounds.length, 'round')}. Complete commands, each in a new process. DuckDB has its usual settings.`,
    ],
  };
}

function wallsOf(taken: readonly Exported[]): number[] {
  return taken.map(({ wall }) => wall);
}
