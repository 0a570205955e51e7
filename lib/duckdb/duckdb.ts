import type { DuckDBConnection, DuckDBInstance, DuckDBResult, Json } from '@duckdb/node-api';
import { QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** A value as the driver gives it for JSON: what a number does not hold exactly is text. */
export type DuckDbValue = Json;

/** A SELECT that was not run yet. */
export interface DuckDbSelect {
  readonly columns: readonly string[];
  /** Their types, as DuckDB names them: `DECIMAL(10,2)`. */
  readonly types: readonly string[];
  /** Runs it. */
  stream(): Promise<DuckDbStream>;
}

/** Rows of a result that DuckDB makes as they are asked for. */
export interface DuckDbStream {
  /** The type of each column, as DuckDB writes it: `DECIMAL(10,2)`. */
  readonly types: readonly string[];
  /**
   * Reads the next rows; `undefined` after the last ones.
   *
   * @throws StoppedStream when DuckDB met an error, or was interrupted, before the last row.
   */
  next(): Promise<readonly (readonly DuckDbValue[])[] | undefined>;
}

/** DuckDB stopped in the middle of a stream. Its driver does not say why. */
export class StoppedStream extends Error {}

/** Most rows of a chunk: the size of DuckDB's vectors. */
const CHUNK_ROWS = 2048;

/** A database of DuckDB, with one connection. Throws what DuckDB does. */
export class DuckDb {
  readonly #api: typeof import('@duckdb/node-api');
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(
    api: typeof import('@duckdb/node-api'),
    instance: DuckDBInstance,
    connection: DuckDBConnection,
  ) {
    this.#api = api;
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * Opens a database.
   *
   * @param settings of DuckDB, by name
   * @param path of its file, which is made where there is none. Default: an empty database in memory. One
   *   process must not open a file twice at a time: the first that is closed gives up the lock of both.
   * @throws QueryError when DuckDB is not installed.
   */
  static async open(
    settings: Readonly<Record<string, string>>,
    path = ':memory:',
  ): Promise<DuckDb> {
    const api = await load();
    const instance = await api.DuckDBInstance.create(path, { ...settings });
    return new DuckDb(api, instance, await instance.connect());
  }

  /**
   * Runs statements for their effect.
   *
   * @returns how many rows the last one added, changed or removed
   */
  async run(sql: string): Promise<number> {
    return (await this.#connection.run(sql)).rowsChanged;
  }

  /**
   * Runs a statement, and returns its rows.
   *
   * @param values of `$1`, `$2` and so on
   */
  async ask(
    sql: string,
    values: readonly (string | number | null)[] = [],
  ): Promise<readonly (readonly DuckDbValue[])[]> {
    return (await this.#connection.runAndReadAll(sql, [...values])).getRowsJson();
  }

  /** Runs some work in a transaction, which is rolled back when the work throws. */
  async inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.run('BEGIN');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A COMMIT that failed has ended the transaction.
      await this.run('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  /** Adds texts to a temporary table of one column. */
  async appendTexts(table: string, texts: readonly string[]): Promise<void> {
    const { DuckDBDataChunk, VARCHAR } = this.#api;
    const appender = await this.#connection.createAppender(table, undefined, 'temp');
    try {
      for (let from = 0; from < texts.length; from += CHUNK_ROWS) {
        const part = texts.slice(from, from + CHUNK_ROWS);
        const chunk = DuckDBDataChunk.create([VARCHAR], part.length);
        chunk.setColumns([part]);
        appender.appendDataChunk(chunk);
      }
    } finally {
      appender.closeSync();
    }
  }

  /** Throws the error of syntax in a text, with its line, if there is one. Runs nothing. */
  async checkSyntax(sql: string): Promise<void> {
    (await this.#connection.prepare(sql)).destroySync();
  }

  /**
   * The syntax tree of a text, as JSON, without running or resolving anything in it.
   * https://duckdb.org/docs/stable/data/json/sql_to_and_from_json
   */
  async syntaxTree(sql: string): Promise<unknown> {
    const reader = await this.#connection.runAndReadAll(
      'SELECT json_serialize_sql(CAST($1 AS varchar))',
      [sql],
    );
    return JSON.parse(String(reader.getRows()[0]?.[0]));
  }

  /** Prepares a SELECT. Nothing but a SELECT is run. */
  async select(sql: string): Promise<DuckDbSelect> {
    const prepared = await this.#connection.prepare(sql);
    if (prepared.statementType !== this.#api.StatementType.SELECT) {
      throw new TypeError('Only a SELECT can be streamed');
    }
    const places = Array.from({ length: prepared.columnCount }, (_, place) => place);
    const types = places.map((place) => String(prepared.columnType(place)));
    return {
      columns: places.map((place) => prepared.columnName(place)),
      types,
      stream: async () => streamOf(await prepared.stream(), types),
    };
  }

  /** Runs a SELECT to its end and discards its rows. Throws the error that a stream hides. */
  async runThrough(sql: string): Promise<void> {
    await this.#connection.run(`EXPLAIN ANALYZE ${sql}`);
  }

  /** Interrupts what runs at this moment, if anything does. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function streamOf(result: DuckDBResult, types: readonly string[]): DuckDbStream {
  const chunks = result.yieldRowsJson();
  return {
    types,
    async next() {
      const step = await chunks.next();
      if (step.done !== true) return step.value;
      checkIsComplete(result);
      return undefined;
    },
  };
}

/**
 * An error in the middle of a stream looks like its end: the driver returns no more rows. But the
 * C API says of a result with an error that it is not streaming.
 */
function checkIsComplete(result: DuckDBResult): void {
  if (!result.isStreaming) throw new StoppedStream('DuckDB stopped before the last row');
}

/** An optional peer dependency, which `package.json` pins to the same version. */
const DUCKDB = '@duckdb/node-api@1.5.5-r.5';

/** Loading takes longer than most commands: nothing does it before the first query. */
async function load(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new QueryError(
      {
        failed: 'DuckDB cannot be loaded',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: `Install it: "npm install ${DUCKDB}".`,
      },
      { cause: error },
    );
  }
}
