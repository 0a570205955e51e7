import { sep } from 'node:path';
import { DuckDb } from '../duckdb/duckdb.ts';
import { sqlPath } from '../duckdb/sql-text.ts';
import { HourlakeError } from '../errors.ts';
import { duckDbError } from './duckdb-errors.ts';
import { type DuckDbEngineOptions, lakeSettings } from './duckdb-lake.ts';
import { openS3, s3ReadError } from './duckdb-s3.ts';

/** Facts from the footer of a Parquet file. */
export interface FileFacts {
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** How the ends of files are read. */
export interface FileFactsOptions extends DuckDbEngineOptions {
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The rows and bytes of Parquet files, by path with `/` between folders; files whose end cannot be read are left out. Nothing but the
 * end of each file is read.
 *
 * @param files absolute paths, or `s3://bucket/key` URLs
 * @throws QueryError when DuckDB is not installed, or S3 does not return a file; the reason of the signal when
 *   that is aborted.
 */
export async function factsOfFiles(
  files: readonly string[],
  { signal, ...options }: FileFactsOptions = {},
): Promise<ReadonlyMap<string, FileFacts>> {
  const facts = new Map<string, FileFacts>();
  if (files.length === 0) return facts;
  const database = await DuckDb.open(lakeSettings(options));
  const stop = () => database.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (options.s3 !== undefined) await openS3((sql) => database.run(sql), options.s3);
    await readFacts(database, files, { facts, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw duckDbError({ sql: '' }, error);
  } finally {
    signal?.removeEventListener('abort', stop);
    database.close();
  }
  return facts;
}

/** DuckDB reads either all of some files or none: those that it cannot read are found by halves. */
async function readFacts(
  database: DuckDb,
  files: readonly string[],
  found: {
    readonly facts: Map<string, FileFacts>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const { facts, signal } = found;
  signal?.throwIfAborted();
  try {
    const list = files.map(sqlPath).join(', ');
    const rows = await database.ask(
      `SELECT file_name, num_rows, file_size_bytes FROM parquet_file_metadata([${list}])`,
    );
    for (const [name, count, size] of rows) {
      facts.set(withSlashes(String(name)), { rows: Number(count), bytes: Number(size) });
    }
  } catch (error) {
    signal?.throwIfAborted();
    // These say nothing about the files.
    if (error instanceof HourlakeError || s3ReadError(error) !== undefined) throw error;
    if (files.length === 1) return;
    const half = Math.ceil(files.length / 2);
    await readFacts(database, files.slice(0, half), found);
    await readFacts(database, files.slice(half), found);
  }
}

/** A path as the catalog of a lake writes it on any platform. */
function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
