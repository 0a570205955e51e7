import type { LandedTables } from '../catalog/local-catalog.ts';
import {
  DuckDb,
  type DuckDbSelect,
  type DuckDbStream,
  type DuckDbValue,
  StoppedStream,
} from '../duckdb/duckdb.ts';
import { untilAborted } from '../duckdb/until-aborted.ts';
import { csvStatement } from './duckdb-csv.ts';
import { duckDbError } from './duckdb-errors.ts';
import { type DuckDbEngineOptions, lakeSettings, openTables } from './duckdb-lake.ts';
import { duckDbValue } from './duckdb-values.ts';
import type { Answer, Engine, QueryOptions, QueryRow } from './engine.ts';
import { interruptedQuery, type Statement } from './statement.ts';

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
    const database = await DuckDb.open(lakeSettings(this.#options));
    this.#open.add(database);
    try {
      const select = await untilAborted(database, signal, async () => {
        await openTables(database, statement, { ...this.#options, tables: this.#tables });
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

function plainRow(row: readonly DuckDbValue[], types: readonly string[]): QueryRow {
  return row.map((value, column) => duckDbValue(value, types[column] ?? ''));
}

function checkGoesOn(statement: Statement, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interruptedQuery(statement, signal.reason);
}
