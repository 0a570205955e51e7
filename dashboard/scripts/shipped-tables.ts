import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type GoldSource, sqlOverGold } from './gold-tables.ts';

/** Types that Evidence ships as they are, or as numbers; all others become texts. */
const NUMBERS = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|DOUBLE|FLOAT|DECIMAL.*)$/;

/**
 * The type that a column has in the pages. Evidence ships numbers as doubles, and days as instants.
 *
 * @param type of the column in the source, as DuckDB writes it
 * @example
 * shippedType('BIGINT') // => 'DOUBLE'
 */
export function shippedType(type: string): string {
  if (type === 'BOOLEAN') return type;
  if (/^(DATE|TIMESTAMP.*)$/.test(type)) return 'TIMESTAMP';
  return NUMBERS.test(type) ? 'DOUBLE' : 'VARCHAR';
}

/**
 * The query of a source with the types that its result has in the pages.
 *
 * @param gold the folder of the gold tables
 */
export async function shippedSql(
  connection: DuckDBConnection,
  source: GoldSource,
  gold: string,
): Promise<string> {
  const sql = sqlOverGold(source, gold);
  const described = await connection.runAndReadAll(`DESCRIBE ${sql}`);
  const columns = described.getRowObjects().map((row) => {
    const name = `"${String(row.column_name).replaceAll('"', '""')}"`;
    return `CAST(${name} AS ${shippedType(String(row.column_type))}) AS ${name}`;
  });
  return `SELECT ${columns.join(', ')} FROM (\n${sql}\n) AS source`;
}

/**
 * Writes the files of empty tables. Evidence lists them in its manifest but writes no file, and every query of a
 * page that reads one would fail.
 *
 * @param data the folder of the tables of the site
 * @param gold the folder of the gold tables
 * @returns the names of the empty tables
 */
export async function writeEmptyTables(
  sources: readonly GoldSource[],
  { data, gold }: { readonly data: string; readonly gold: string },
): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const empty: string[] = [];
  try {
    for (const source of sources) {
      const file = join(data, 'gold', source.name, `${source.name}.parquet`);
      if (existsSync(file)) continue;
      await mkdir(dirname(file), { recursive: true });
      const sql = await shippedSql(connection, source, gold);
      await connection.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
      empty.push(source.name);
    }
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
  return empty;
}
