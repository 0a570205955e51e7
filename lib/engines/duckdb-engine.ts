import type { LandedTables } from '../catalog/local-catalog.ts';
import {
  DuckDb,
  type DuckDbSelect,
  type DuckDbStream,
  type DuckDbValue,
  StoppedStream,
} from '../duckdb/duckdb.ts';
import { csvStatement } from './duckdb-csv.ts';
import { duckDbError } from './duckdb-errors.ts';
import { lock } from './duckdb-lock.ts';
import { openS3, type S3Access } from './duckdb-s3.ts';
import { viewOf } from './duckdb-sql.ts';
import { isSyntaxError, tablesRead } from './duckdb-statement.ts';
import { duckDbValue } from './duckdb-values.ts';
import type { Answer, Engine, QueryOptions, QueryRow } from './engine.ts';
import { interruptedQuery, type Statement } from './statement.ts';

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

/** Milliseconds between two interrupts of the same work. */
const INTERRUPT_MS = 50;

/**
 * An engine that answers in this process, with DuckDB. Each table that a statement names is a view of
 * its landed files, with the partition columns as text. A statement can read these files and nothing
 * else: no other file, no URL, no setting, no secret.
 *
 * @param tables of the lake; only those that a statement names are looked up
 */
export function duckDbEngine(tables: LandedTables, options: DuckDbEngineOptions = {}): Engine {
  return new DuckDbEngine(tables, options);
}

/** A statement whose result is read, and its database. */
interface Running {
  readonly database: DuckDb;
  readonly statement: Statement;
  /** The text that runs: that of the statement, or one around it. */
  readonly sql: string;
  readonly signal: AbortSignal | undefined;
}

class DuckDbEngine implements Engine {
  readonly #tables: LandedTables;
  readonly #options: DuckDbEngineOptions;
  /** The databases of answers whose rows are still read. */
  readonly #open = new Set<DuckDb>();

  constructor(tables: LandedTables, options: DuckDbEngineOptions) {
    this.#tables = tables;
    this.#options = options;
  }

  /** Each statement has a database of its own, which is locked to the files of the tables it names. */
  async query(statement: Statement, { signal }: QueryOptions = {}): Promise<Answer> {
    const database = await DuckDb.open(this.#settings());
    this.#open.add(database);
    try {
      const select = await untilAborted(database, signal, async () => {
        await this.#prepare(database, statement);
        return database.select(statement.sql);
      });
      checkGoesOn(statement, signal);
      const running = { database, statement, sql: statement.sql, signal };
      const isWritable = csvStatement(statement.sql, select.types, ',') !== undefined;
      return {
        columns: select.columns,
        rows: this.#rows(running, () => select.stream()),
        ...(isWritable ? { csv: (separator) => this.#csv(running, select, separator) } : {}),
      };
    } catch (error) {
      this.#close(database);
      checkGoesOn(statement, signal);
      throw duckDbError(statement, error);
    }
  }

  async close(): Promise<void> {
    for (const database of this.#open) this.#close(database);
  }

  #settings(): Record<string, string> {
    const { s3, extensionDirectory } = this.#options;
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

  async #prepare(database: DuckDb, statement: Statement): Promise<void> {
    const { s3 } = this.#options;
    const tree = await database.syntaxTree(statement.sql);
    if (isSyntaxError(tree)) await database.checkSyntax(statement.sql);
    const names = tablesRead(statement, tree, this.#tables.names);
    const landed = await Promise.all(names.map((name) => this.#tables.find(name)));
    if (s3 !== undefined) await openS3((sql) => database.run(sql), s3);
    await lock(database, landed);
    for (const table of landed) await database.run(viewOf(table));
  }

  async *#csv(
    running: Running,
    { types }: DuckDbSelect,
    separator: string,
  ): AsyncGenerator<Uint8Array> {
    const { database, statement } = running;
    const sql = csvStatement(statement.sql, types, separator) ?? '';
    const begin = async () => (await database.select(sql)).stream();
    const lines = this.#rows({ ...running, sql }, begin);
    for await (const chunk of lines) yield Buffer.from(chunk.flat().join(''));
  }

  async *#rows(
    { database, statement, sql, signal }: Running,
    begin: () => Promise<DuckDbStream>,
  ): AsyncGenerator<readonly QueryRow[]> {
    try {
      const stream = await untilAborted(database, signal, begin);
      for (;;) {
        const rows = await untilAborted(database, signal, () => stream.next());
        // An interrupted stream may look like one that has ended.
        checkGoesOn(statement, signal);
        if (rows === undefined) return;
        yield rows.map((row) => plainRow(row, stream.types));
      }
    } catch (error) {
      checkGoesOn(statement, signal);
      // An error of another text is not about what a person wrote.
      if (error instanceof StoppedStream || sql !== statement.sql) {
        await untilAborted(database, signal, () => this.#findError(database, statement));
      }
      throw duckDbError(statement, error);
    } finally {
      this.#close(database);
    }
  }

  /** Runs a statement once more, for its error. */
  async #findError(database: DuckDb, statement: Statement): Promise<void> {
    try {
      await database.runThrough(statement.sql);
    } catch (error) {
      throw duckDbError(statement, error);
    }
  }

  #close(database: DuckDb): void {
    if (this.#open.delete(database)) database.close();
  }
}

/**
 * Does some work in a database, and interrupts it when the signal is aborted. DuckDB forgets an
 * interrupt that comes between two statements, so it is repeated until the work ends.
 */
async function untilAborted<Result>(
  database: DuckDb,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  let repeated: NodeJS.Timeout | undefined;
  const interrupt = () => {
    database.interrupt();
    repeated = setInterval(() => database.interrupt(), INTERRUPT_MS);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(repeated);
  }
}

function plainRow(row: readonly DuckDbValue[], types: readonly string[]): QueryRow {
  return row.map((value, column) => duckDbValue(value, types[column] ?? ''));
}

function checkGoesOn(statement: Statement, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interruptedQuery(statement, signal.reason);
}
