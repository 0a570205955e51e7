import { sqlName } from '../../duckdb/sql-text.ts';
import type { QueryRow } from '../../engines/engine.ts';
import type { Look, ShownColumn } from './shown-columns.ts';

/** What one pass over a table shows of a column, which decides how it is counted. */
export interface ColumnSurvey extends ShownColumn {
  /** About how many values it has. Only of words. */
  readonly values: number;
  /** Numbers: the 1st and 99th percentile. Dates: the first and last, in milliseconds since 1970. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** What one pass over a table shows. */
export interface TableSurvey {
  readonly rows: number;
  readonly columns: readonly ColumnSurvey[];
}

const figures: Readonly<Record<Look, (column: string) => readonly [string, string, string]>> = {
  words: (name) => [`approx_count_distinct(${name})`, 'NULL', 'NULL'],
  numbers: (name) => [
    'NULL',
    `CAST(quantile_disc(${name}, 0.01) AS double)`,
    `CAST(quantile_disc(${name}, 0.99) AS double)`,
  ],
  dates: (name) => ['NULL', `epoch_ms(min(${name}))`, `epoch_ms(max(${name}))`],
  ages: () => ['NULL', 'NULL', 'NULL'],
  births: () => ['NULL', 'NULL', 'NULL'],
};

/**
 * The statement that surveys some columns of a table in one pass.
 *
 * @example
 * surveyStatement('t', [{ name: 'uf', look: 'words' }]) // => 'SELECT count(*), approx_count_distinct("uf"), NULL, NULL FROM "t"'
 */
export function surveyStatement(table: string, columns: readonly ShownColumn[]): string {
  const parts = columns.flatMap(({ name, look }) => figures[look](sqlName(name)));
  return `SELECT ${['count(*)', ...parts].join(', ')} FROM ${sqlName(table)}`;
}

/** Reads the one row that the {@link surveyStatement} of the same columns returns. */
export function surveyOf(row: QueryRow, columns: readonly ShownColumn[]): TableSurvey {
  const [rows, ...others] = row;
  return {
    rows: Number(rows),
    columns: columns.map((column, place) => {
      const [values, low, high] = others.slice(3 * place, 3 * place + 3);
      return { ...column, values: Number(values ?? 0), low: numeric(low), high: numeric(high) };
    }),
  };
}

function numeric(value: QueryRow[number] | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
