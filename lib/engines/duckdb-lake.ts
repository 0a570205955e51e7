import type { LandedTables } from '../catalog/local-catalog.ts';
import type { DuckDb } from '../duckdb/duckdb.ts';
import { lock } from './duckdb-lock.ts';
import { openS3, type S3Access } from './duckdb-s3.ts';
import { viewOf } from './duckdb-sql.ts';
import { isSyntaxError, tablesRead } from './duckdb-statement.ts';
import type { Statement } from './statement.ts';

/** What DuckDB needs to know besides the tables when their files are in S3. */
export interface DuckDbEngineOptions {
  /** How `s3://` URLs are read. Default: they are not, and nothing is downloaded. */
  readonly s3?: S3Access;
  /**
   * Folder with DuckDB's extensions: `<folder>/v1.5.5/linux_amd64/httpfs.duckdb_extension`.
   * Default: DuckDB's own, in the home folder of the user.
   */
  readonly extensionDirectory?: string;
}

/** What a statement may see, and where results may be written. */
export interface OpenTablesOptions extends DuckDbEngineOptions {
  readonly tables: LandedTables;
  /** Absolute paths of folders that `COPY` may write to. Default: none. */
  readonly writable?: readonly string[];
}

/** Settings of a database that reads a lake. */
export function lakeSettings({
  s3,
  extensionDirectory,
}: DuckDbEngineOptions): Record<string, string> {
  return {
    // Nothing is downloaded, and no extension of the user changes a result.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(s3 === undefined
      ? // The operating system keeps files of a folder in memory already. Without a second copy
        // queries over a year of hours take about a third less memory, and less time.
        { enable_external_file_cache: 'false' }
      : // A secret that the user keeps for this bucket would win over the credentials given here.
        { allow_persistent_secrets: 'false' }),
    ...(extensionDirectory === undefined ? {} : { extension_directory: extensionDirectory }),
  };
}

/**
 * Checks that a statement only reads tables of a lake, makes a view of each, and locks the database to
 * their files, for good.
 *
 * @throws InputError or QueryError when the statement reads anything else; what DuckDB throws for text
 *   that is not SQL.
 */
export async function openTables(
  database: DuckDb,
  statement: Statement,
  { tables, s3, writable = [] }: OpenTablesOptions,
): Promise<void> {
  const names = tablesRead(statement, await parsed(database, statement), tables.names);
  const landed = await Promise.all(names.map((name) => tables.find(name)));
  if (s3 !== undefined) await openS3((sql) => database.run(sql), s3);
  await lock(database, landed, writable);
  for (const table of landed) await database.run(viewOf(table));
}

/** The syntax tree of a statement; throws what DuckDB says when its text is not SQL. */
export async function parsed(database: DuckDb, { sql }: Statement): Promise<unknown> {
  const tree = await database.syntaxTree(sql);
  if (isSyntaxError(tree)) await database.checkSyntax(sql);
  return tree;
}
