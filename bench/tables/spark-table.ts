import { grouped } from '../../bin/terminal/numbers.ts';
import type { Taken } from '../parts/spark.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of the flat query in DuckDB and in Spark. */
export function sparkTable({ spark }: Results): BenchTable | undefined {
  if (spark === undefined) return undefined;
  const { leftOut, master, sizes } = spark;
  return {
    columns: [
      'flat CSV with `hourlake query movimento-flat`',
      'engine',
      'wall-clock time, over that of DuckDB',
      'wall-clock time',
      'CPU time',
      'peak memory',
    ],
    rows: sizes.flatMap(({ movements, rounds }) => {
      const duckdb = rounds.map((round) => round.duckdb);
      const what = `${grouped(movements)} movements`;
      return [
        line(what, 'DuckDB', duckdb, duckdb),
        line(
          what,
          `Spark, ${master}`,
          rounds.map((round) => round.spark),
          duckdb,
        ),
      ];
    }),
    notes: [
      leftOut === undefined
        ? `Complete commands over a folder with a file for each hour, 30 days. DuckDB makes the lines of CSV, and our process writes them into one file; Spark writes its part files itself, with its usual settings (1 GB of heap). Peak memory is that of the largest process. Rounds: ${sizes.map(({ rounds }) => rounds.length).join(' and ')}.`
        : `Left out, because ${leftOut}.`,
    ],
  };
}

function line(
  what: string,
  engine: string,
  taken: readonly Taken[],
  duckdb: readonly Taken[],
): string[] {
  const walls = taken.map(({ wall }) => wall);
  return [
    what,
    engine,
    timesOf(
      ratioOf(
        walls,
        duckdb.map(({ wall }) => wall),
      ),
    ),
    secondsOf(summaryOf(walls)),
    secondsOf(summaryOf(taken.map(({ cpu }) => cpu))),
    megabytesOf(Math.max(...taken.map(({ peakBytes }) => peakBytes))),
  ];
}
