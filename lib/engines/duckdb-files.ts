import { sep } from 'node:path';
import { DuckDb } from '../duckdb/duckdb.ts';
import { sqlPath } from '../duckdb/sql-text.ts';
import { duckDbError } from './duckdb-errors.ts';
import { type DuckDbEngineOptions, lakeSettings } from './duckdb-lake.ts';
import { openS3 } from './duckdb-s3.ts';

/** What the end of a Parquet file says of it. */
export interface FileFacts {
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * The rows and bytes of Parquet files, by path with `/` between folders; files whose end cannot be read are left out. Nothing but the
 * end of each file is read.
 *
 * @param files absolute paths, or `s3://bucket/key` URLs
 * @throws QueryError when DuckDB is not installed.
 */
export async function factsOfFiles(
  files: readonly string[],
  options: DuckDbEngineOptions = {},
): Promise<ReadonlyMap<string, FileFacts>> {
  const facts = new Map<string, FileFacts>();
  if (files.length === 0) return facts;
  const database = await DuckDb.open(lakeSettings(options));
  try {
    if (options.s3 !== undefined) await openS3((sql) => database.run(sql), options.s3);
    await readFacts(database, files, facts);
  } catch (error) {
    throw duckDbError({ sql: '' }, error);
  } finally {
    database.close();
  }
  return facts;
}

/** DuckDB reads either all of some files or none: those that it cannot read are found by halves. */
async function readFacts(
  database: DuckDb,
  files: readonly string[],
  facts: Map<string, FileFacts>,
): Promise<void> {
  try {
    const list = files.map(sqlPath).join(', ');
    const rows = await database.ask(
      `SELECT file_name, num_rows, file_size_bytes FROM parquet_file_metadata([${list}])`,
    );
    for (const [name, count, size] of rows) {
      facts.set(withSlashes(String(name)), { rows: Number(count), bytes: Number(size) });
    }
  } catch {
    if (files.length === 1) return;
    const half = Math.ceil(files.length / 2);
    await readFacts(database, files.slice(0, half), facts);
    await readFacts(database, files.slice(half), facts);
  }
}

/** A path as the catalog of a lake writes it on any platform. */
function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
