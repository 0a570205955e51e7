import { sqlName } from '../../duckdb/sql-text.ts';
import { QueryError } from '../../errors.ts';
import type { LakeTables } from './lake-tables.ts';

/**
 * Finds the files of a table whose rows cannot be read, by halves: a group of files that can all be read is
 * read once.
 *
 * @returns why, by path
 */
export async function findUnreadable(
  tables: LakeTables,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const { files } = await tables.find(table);
  await search(files);
  return found;

  async function search(some: readonly string[]): Promise<void> {
    const reason = await whyUnreadable(tables, table, some);
    if (reason === undefined) return;
    const [file] = some;
    if (some.length === 1 && file !== undefined) {
      found.set(file, reason);
      return;
    }
    const half = Math.ceil(some.length / 2);
    await search(some.slice(0, half));
    await search(some.slice(half));
  }
}

async function whyUnreadable(
  tables: LakeTables,
  table: string,
  files: readonly string[],
): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  const name = sqlName(table);
  try {
    // The hash of a row needs all its values, and returns none of them.
    await tables.rows({ sql: `SELECT max(hash(${name})) FROM ${name}` }, new Map([[table, files]]));
    return undefined;
  } catch (error) {
    if (error instanceof QueryError && !error.retryable) return error.got;
    throw error;
  }
}
