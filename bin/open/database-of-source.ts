import { parseSchemaSource } from '../../lib/schemas/schema-source.ts';

/** Extensions of the files of DuckDB that take rows. */
const DUCKDB_FILE = /\.(duckdb|ddb|db)$/i;

/**
 * The database that a source of schemas is, as a place for rows; `undefined` where it is none.
 *
 * @throws InputError when it is no source.
 * @example
 * databaseOfSource('bigquery://project/sales/orders') // => 'bigquery://project/sales'
 * databaseOfSource('shop.duckdb#orders') // => 'duckdb:shop.duckdb'
 * databaseOfSource('shop.sql') // => undefined
 */
export function databaseOfSource(text: string): string | undefined {
  const source = parseSchemaSource(text);
  switch (source.kind) {
    case 'bigquery':
      return `bigquery://${source.project}/${source.dataset}`;
    case 'postgres':
      return source.database;
    case 'path':
      return DUCKDB_FILE.test(source.path) ? `duckdb:${source.path}` : undefined;
    default:
      return undefined;
  }
}
