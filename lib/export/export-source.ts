import type { DuckDb } from '../duckdb/duckdb.ts';
import { sqlName } from '../duckdb/sql-text.ts';
import type { Statement } from '../engines/statement.ts';
import { InputError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';

/** The rows that are exported: all of a table, or those that a SELECT returns. */
export type WantedRows = { readonly table: string } | { readonly sql: string };

/** A database in which the rows can be read, and which must be closed. */
export interface OpenRows {
  readonly database: DuckDb;
  /** One SELECT, checked to read nothing but tables of the source. */
  readonly statement: Statement;
  /** Whether it reads a view of somebody else, which may return its rows in any order. */
  readonly readsView: boolean;
}

/** The port to what has rows to export: the tables of a lake, or a file of DuckDB. */
export interface ExportSource {
  /** As messages name it: `the lake`, `duckdb:./coop.duckdb`. */
  readonly name: string;

  /**
   * Opens a database that reads the source, and writes below one folder and nowhere else.
   *
   * @param folder absolute path; for files of the export, and for what does not fit the memory
   * @throws InputError for an unknown table, or SQL that is not one SELECT over tables of the source.
   */
  open(wanted: WantedRows, folder: string): Promise<OpenRows>;
}

/** Memory that DuckDB keeps rows in before it writes them to temporary files. */
const MEMORY = '1GiB';

/** Settings of a database that exports: what does not fit the memory goes below a folder. */
export function exportSettings(folder: string): Record<string, string> {
  return { memory_limit: MEMORY, temp_directory: `${folder}/spill` };
}

/**
 * The statement that reads wanted rows.
 *
 * @param names of the tables of the source; a table of another schema than `main` is `schema.table`
 * @param place that has the tables, as messages name it
 * @throws InputError when the table is not one of them.
 * @example
 * statementOf({ table: 'Cards' }, ['cards'], 'the lake') // => { sql: 'SELECT * FROM "cards"' }
 */
export function statementOf(
  wanted: WantedRows,
  names: readonly string[],
  place: string,
): Statement {
  if ('sql' in wanted) return { sql: wanted.sql };
  const asked = wanted.table.toLowerCase();
  const name = names.find((known) => known.toLowerCase() === asked);
  if (name !== undefined) return { sql: `SELECT * FROM ${name.split('.').map(sqlName).join('.')}` };
  const list = names.length === 0 ? 'It has no tables.' : `The tables are ${names.join(', ')}.`;
  throw new InputError({
    expected: `a table of ${place}`,
    got: JSON.stringify(wanted.table),
    advice: `${didYouMean(wanted.table, names)}${list}`,
  });
}
