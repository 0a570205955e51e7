import { sqlName } from '../../duckdb/sql-text.ts';
import { s3ReadError } from '../../engines/duckdb-s3.ts';
import { QueryError } from '../../errors.ts';
import type { LakeTables } from './lake-tables.ts';

/**
 * Finds the files of a table whose rows cannot be read, by halves: a group of files that can all be read is
 * read once.
 *
 * @returns why, by path
 * @throws QueryError when S3 does not return a file, which says nothing about its rows.
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
    if (isOfFiles(error)) return error.got;
    throw error;
  }
}

/**
 * Whether an error of a query may be about the content of files: one that DuckDB reports, and not one of the
 * network, of S3 or its permissions.
 */
export function isOfFiles(error: unknown): error is QueryError {
  if (!(error instanceof QueryError) || error.retryable) return false;
  return error.cause !== undefined && s3ReadError(error.got) === undefined;
}
