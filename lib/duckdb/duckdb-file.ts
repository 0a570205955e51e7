import { stat } from 'node:fs/promises';
import { setTimeout as realSleep } from 'node:timers/promises';
import { DatabaseError, InputError } from '../errors.ts';
import { DuckDb } from './duckdb.ts';
import { duckDbFailure } from './duckdb-failure.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** A file of DuckDB. */
export interface DuckDbFile {
  /** Absolute; made where there is none. */
  readonly path: string;
  /** How a person names it: `duckdb:./shop.duckdb`. */
  readonly name: string;
  /** Waits some milliseconds before a further try. Default: by the clock. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** What works on a file, and what it is called when it fails. */
export interface DuckDbWork<Result> {
  /** As a clause: `Could not add rows to duckdb:./shop.duckdb`. */
  readonly failed: string;
  work(database: DuckDb): Promise<Result>;
}

/** Tries to open a file that another process has open, and milliseconds between them: ten seconds. */
const TRIES = { count: 40, delay: 250 };

/** Nothing is downloaded, and no extension of the user changes a result. */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** The end of the last work on each file, by path. */
const lastWork = new Map<string, Promise<unknown>>();

/**
 * Does some work in a file, which is open only that long: DuckDB lets one process at a time open a file to
 * write, so that several of them take turns. Work of this process waits for its turn; a file that another
 * process has open is waited for, up to ten seconds.
 *
 * @throws DatabaseError without any value of a row, retryable when another process has the file open; what
 *   the work throws.
 */
export async function inDuckDbFile<Result>(
  file: DuckDbFile,
  { work, failed }: DuckDbWork<Result>,
): Promise<Result> {
  return inTurn(file.path, async () => {
    const database = await opened(file);
    try {
      await checkIsFile(database, file.name);
      return await work(database);
    } catch (error) {
      throw duckDbFailure(error, failed);
    } finally {
      database.close();
    }
  });
}

/** Two instances in one process would not see each other's lock. */
async function inTurn<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const before = lastWork.get(path);
  const running = (async () => {
    await before?.catch(() => {});
    return work();
  })();
  lastWork.set(path, running);
  try {
    return await running;
  } finally {
    if (lastWork.get(path) === running) lastWork.delete(path);
  }
}

/**
 * DuckDB reads a file of CSV, JSON or Parquet into a database in memory, where rows would be lost.
 */
async function checkIsFile(database: DuckDb, name: string): Promise<void> {
  const [found] = await database.ask(
    'SELECT path FROM duckdb_databases() WHERE database_name = current_database()',
  );
  if (typeof found?.[0] === 'string') return;
  throw new DatabaseError({
    expected: `${name} to be a file of DuckDB`,
    got: 'one of another kind',
    advice: 'Name another file, such as one that ends in .duckdb: it is created.',
  });
}

function opened(file: DuckDbFile): Promise<DuckDb> {
  return onceUnlocked(file, () => DuckDb.open(SETTINGS, file.path));
}

/**
 * Attaches a file to a database, to be read only. Several processes may read a file at a time; one that
 * another process has open to write is waited for, up to ten seconds.
 *
 * @param name of the file in the SQL of the database
 * @throws InputError when there is no such file; DatabaseError when it cannot be opened, retryable when
 *   another process has it open.
 */
export async function attachToRead(
  database: Pick<DuckDb, 'run'>,
  file: DuckDbFile,
  name: string,
): Promise<void> {
  // DuckDB would make a file that is not there, or say that it cannot.
  const found = await stat(file.path).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new InputError({
      expected: `${file.name} to be a file of DuckDB`,
      got: found === undefined ? 'no file' : 'a folder',
      advice: 'Name a file that DuckDB, or "hourlake deliver", has written.',
    });
  }
  await onceUnlocked(file, () =>
    database.run(`ATTACH ${sqlText(file.path)} AS ${sqlName(name)} (TYPE duckdb, READ_ONLY)`),
  );
}

async function onceUnlocked<Result>(
  { name, sleep = realSleep }: DuckDbFile,
  open: () => Promise<Result>,
): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await open();
    } catch (thrown) {
      const error = duckDbFailure(thrown, `Could not open ${name}`);
      const isLocked = error instanceof DatabaseError && error.retryable;
      if (!isLocked || number >= TRIES.count) throw error;
      await sleep(TRIES.delay);
    }
  }
}
