import { type MockModelOptions, mockModel } from '../../../lib/generate/mock/mock-model.ts';
import type { MockTable } from '../../../lib/generate/mock/mock-table.ts';
import { columnValues } from '../../../lib/generate/mock/rows/mock-column.ts';
import { fixedTime, ONLY_PERIOD } from '../../../lib/generate/mock/rows/mock-time.ts';
import { exactCounts } from '../../../lib/generate/mock/rows/row-counts.ts';
import type { JsonValue } from '../../../lib/model/json-row.ts';
import { sqlSchemas } from '../../../lib/schemas/sql-ddl.ts';
import { loadSqlParser } from '../../../lib/schemas/sql-parser.ts';
import type { TableSchema } from '../../../lib/schemas/table-schema.ts';

const parse = await loadSqlParser();

/** The tables of a file of SQL. */
export function schemasOf(sql: string): readonly TableSchema[] {
  return sqlSchemas(sql, { parse, from: 'test.sql' });
}

/** Options for some rows of each table. */
export function optionsFor(
  rows: number | Readonly<Record<string, number>>,
  options: Partial<MockModelOptions> = {},
): MockModelOptions {
  const countOf = (table: string) => (typeof rows === 'number' ? rows : (rows[table] ?? 1));
  return {
    seed: 'test',
    time: fixedTime,
    counts: exactCounts(ONLY_PERIOD, countOf),
    nulls: 0.05,
    repeated: 3,
    skew: 2,
    ...options,
  };
}

/** The mock tables of SQL, by their names. */
export function tablesOf(
  sql: string,
  rows: number | Readonly<Record<string, number>>,
  options: Partial<MockModelOptions> = {},
): Readonly<Record<string, MockTable>> {
  const tables = mockModel(schemasOf(sql), optionsFor(rows, options));
  return Object.fromEntries(tables.map((table) => [table.schema.name, table]));
}

/** All rows of a table in a period. */
export function rowsOfTable(
  table: MockTable | undefined,
  period = ONLY_PERIOD,
): { readonly [name: string]: JsonValue }[] {
  if (table === undefined) throw new Error('no such table');
  return [...table.rowSets(period)].flatMap((rows) =>
    columnValues(table.records(rows)).map((row) => row as { readonly [name: string]: JsonValue }),
  );
}

/** The rows of all tables of a schema. */
export function rowsOf(sql: string, rows: number): ReturnType<typeof rowsByTable> {
  return rowsByTable(tablesOf(sql, rows));
}

function rowsByTable(tables: Readonly<Record<string, MockTable>>) {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, rowsOfTable(table)]),
  );
}

/** How many different combinations of values some fields have. */
export function differentIn(
  rows: readonly { readonly [name: string]: JsonValue }[],
  ...fields: readonly string[]
): number {
  return new Set(rows.map((row) => JSON.stringify(fields.map((field) => row[field])))).size;
}
