import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { columnTypeOf } from '../columns/column-types.ts';
import { QueryError } from '../errors.ts';
import type { Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { openS3, type S3Access, s3ReadError } from './duckdb-s3.ts';
import { checkPartitions, sqlName, sqlPath } from './duckdb-sql.ts';
import {
  interruptedQuery,
  numberOf,
  type QueryEngine,
  type QueryOptions,
  type QueryResult,
  type QueryValue,
} from './engine.ts';
import type { SavedQuery } from './saved-query.ts';

/** A table and the files that its rows are in. */
export interface LandedTable {
  readonly table: Table;
  /**
   * Absolute paths of landed hours, or their `s3://bucket/key` URLs, whose folders are named
   * `dt=...` and `hour=...`.
   */
  readonly files: readonly string[];
}

/** What DuckDB needs beside the tables when their files are in S3. */
export interface DuckDbEngineOptions {
  /** How `s3://` URLs are read. Default: they are not, and nothing is fetched from anywhere. */
  readonly s3?: S3Access;
  /**
   * Folder with DuckDB's extensions: `<folder>/v1.5.5/linux_amd64/httpfs.duckdb_extension`.
   * Default: DuckDB's own, in the home folder of the user.
   */
  readonly extensionDirectory?: string;
}

/** Types whose values DuckDB's driver gives as text, although most fit a number. */
const WIDE_NUMBERS = /^(U?BIGINT|U?HUGEINT|DECIMAL)/;

/**
 * An engine that runs saved queries in this process, with DuckDB: each table is a view of its files,
 * with `dt` and `hour` as text, as Athena has them. Other files in the lake are not seen.
 *
 * @throws QueryError when DuckDB is not installed, cannot read S3, or a file is no Parquet file.
 */
export async function duckDbEngine(
  tables: readonly LandedTable[],
  { s3, extensionDirectory }: DuckDbEngineOptions = {},
): Promise<QueryEngine> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:', {
    // Nothing is fetched from anywhere, and no extension of the user's changes a result.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(s3 === undefined
      ? // The operating system keeps files of a folder in memory already. Without a second copy
        // queries over a year of hours take about a third less memory, and less time.
        { enable_external_file_cache: 'false' }
      : // A secret that the user keeps for this bucket would win over the credentials given here.
        { allow_persistent_secrets: 'false' }),
    ...(extensionDirectory === undefined ? {} : { extension_directory: extensionDirectory }),
  });
  const connection = await instance.connect();

  async function close(): Promise<void> {
    connection.closeSync();
    instance.closeSync();
  }

  async function run(query: SavedQuery, { signal }: QueryOptions = {}): Promise<QueryResult> {
    const interrupt = () => connection.interrupt();
    signal?.addEventListener('abort', interrupt);
    try {
      return await read(connection, query.sql);
    } catch (error) {
      throw queryError(query, error);
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }

  try {
    if (s3 !== undefined) await openS3((sql) => connection.run(sql), s3);
    for (const landed of tables) await createView(connection, landed);
  } catch (error) {
    await close();
    throw error instanceof QueryError ? error : (s3ReadError(error) ?? unreadableFile(error));
  }
  return { run, close };
}

async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new QueryError(
      {
        expected: 'DuckDB to be installed',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: 'Install with optional packages: "npm install --include=optional".',
      },
      { cause: error },
    );
  }
}

async function createView(
  connection: DuckDBConnection,
  { table, files }: LandedTable,
): Promise<void> {
  const columns = table.columns.map(({ name }) => sqlName(name));
  const [first] = files;
  if (first === undefined) {
    const empty = table.columns.map(
      (column) => `CAST(NULL AS ${columnTypeOf(column).sql}) AS ${sqlName(column.name)}`,
    );
    await connection.run(
      `CREATE VIEW ${sqlName(table.name)} AS
       SELECT ${empty.join(', ')}, CAST(NULL AS varchar) AS dt, CAST(NULL AS varchar) AS hour
       WHERE false`,
    );
    return;
  }
  checkPartitions(first, table);
  const list = files.map(sqlPath).join(', ');
  await connection.run(
    `CREATE VIEW ${sqlName(table.name)} AS
     SELECT ${columns.join(', ')}, dt, hour
     FROM read_parquet([${list}], hive_partitioning = true,
                       hive_types = {'dt': VARCHAR, 'hour': VARCHAR})`,
  );
}

async function read(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql);
  const types = reader.columnTypes().map(String);
  return {
    columns: reader.columnNames(),
    rows: reader
      .getRowsJson()
      .map((row) => row.map((value, column) => plainValue(value, types[column] ?? ''))),
  };
}

function plainValue(value: Json, type: string): QueryValue {
  if (typeof value === 'string' && WIDE_NUMBERS.test(type)) {
    return numberOf(value);
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function queryError(query: SavedQuery, error: unknown): QueryError {
  const message = wordsOf(error);
  if (/^INTERRUPT/i.test(message)) return interruptedQuery(query, error);
  const fromS3 = s3ReadError(error);
  if (fromS3 !== undefined) return fromS3;
  if (/^(Invalid Input|IO|Invalid) Error|parquet/i.test(message)) return unreadableFile(error);
  const isOfItsText = /^(Parser|Syntax|Catalog|Binder) Error/.test(message);
  return new QueryError(
    {
      expected: `query ${query.name} to be SQL that DuckDB runs`,
      got: message.trim(),
      advice: isOfItsText
        ? `Correct queries/${query.name}.sql.`
        : `Correct queries/${query.name}.sql, or run "hourlake verify" to find hours that were changed.`,
    },
    { cause: error },
  );
}

function unreadableFile(error: unknown): QueryError {
  return new QueryError(
    {
      expected: 'every landed hour to be a whole Parquet file',
      got: wordsOf(error).trim(),
      advice: 'Run "hourlake doctor" to find the hours that are not, and what to do about them.',
    },
    { cause: error },
  );
}
