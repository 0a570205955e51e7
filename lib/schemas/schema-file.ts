import { SchemaError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { bigQuerySchema } from './bigquery-json.ts';
import { isListOfTables, ownTables } from './own-json.ts';
import type { TableSchema } from './table-schema.ts';

/** What a file holds, as its first bytes tell. */
export type SchemaFileKind = 'parquet' | 'duckdb' | 'json' | 'sql';

/** How many bytes at the beginning of a file tell its kind. */
export const TELLING_BYTES = 64;

/** Extensions of the files of a folder that are read. */
export const SCHEMA_EXTENSIONS = ['.json', '.sql', '.ddl', '.parquet', '.duckdb', '.ddb', '.db'];

/**
 * The kind of a file. Its name says nothing: a DuckDB file may be called `shop.db`.
 *
 * @param beginning its first {@link TELLING_BYTES} bytes
 * @example
 * schemaFileKind(new TextEncoder().encode(' [{"name": "id"')) // => 'json'
 * schemaFileKind(new TextEncoder().encode('CREATE TABLE a')) // => 'sql'
 */
export function schemaFileKind(beginning: Uint8Array): SchemaFileKind {
  const text = Buffer.from(beginning).toString('latin1');
  if (text.startsWith('PAR1')) return 'parquet';
  // Behind a checksum: https://duckdb.org/docs/stable/internals/storage
  if (text.startsWith('DUCK', 8)) return 'duckdb';
  return /^(\u00ef\u00bb\u00bf)?\s*[[{]/.test(text) ? 'json' : 'sql';
}

/**
 * The tables of a file of JSON, see {@link jsonTables}.
 *
 * @param options.name of the table, where the file does not say it
 * @throws SchemaError when the text is no JSON, or no schema. The message quotes nothing of the text.
 */
export function jsonSchemas(
  text: string,
  { name, from }: { readonly name: string; readonly from: string },
): TableSchema[] {
  return jsonTables(parsedJson(text.replace(/^\ufeff/, ''), from), { name, from });
}

/**
 * The tables of JSON: one of a BigQuery schema, see {@link bigQuerySchema}, or those that
 * `hourlake schema --json` prints.
 *
 * @throws SchemaError when it is no schema.
 * @example
 * jsonTables([{ name: 'id', type: 'INT64' }], { name: 'a', from: 'a.json' })[0]?.name // => 'a'
 */
export function jsonTables(
  json: unknown,
  { name, from }: { readonly name: string; readonly from: string },
): TableSchema[] {
  return isListOfTables(json) ? ownTables(json, from) : [bigQuerySchema(json, { name, from })];
}

function parsedJson(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = / position (\d+)/.exec(wordsOf(error))?.[1];
    const line = text.slice(0, Number(position ?? text.length)).split('\n').length;
    const place = `${from}, line ${line}`;
    throw new SchemaError(
      {
        expected: `${place} to be JSON`,
        got: 'something else',
        advice: 'A BigQuery schema is one JSON document, not one object a line.',
      },
      { place },
    );
  }
}
