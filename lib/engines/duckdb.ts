import type { DuckDBConnection, DuckDBInstance, DuckDBResult, Json } from '@duckdb/node-api';
import { QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { numberOf, type QueryRow, type QueryValue, withMilliseconds } from './engine.ts';

/** Rows of a result that DuckDB makes as they are asked for. */
export interface DuckDbStream {
  readonly columns: readonly string[];
  /**
   * Reads the next rows; `undefined` after the last ones.
   *
   * @throws StoppedStream when DuckDB met an error, or was interrupted, before the last row.
   */
  next(): Promise<readonly QueryRow[] | undefined>;
}

/** DuckDB stopped in the middle of a stream. Its driver does not say why. */
export class StoppedStream extends Error {}

/** Types whose values the driver returns as text, although most fit a number. */
const WIDE_NUMBERS = /^U?(BIGINT|HUGEINT)$/;

/** Times without a zone, at any precision. */
const TIMES = /^(TIMESTAMP(_\w+)?|TIME)$/;

/** A database of DuckDB in memory, with one connection. Throws what DuckDB does. */
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
   * Opens an empty database.
   *
   * @param settings of DuckDB, by name
   * @throws QueryError when DuckDB is not installed.
   */
  static async open(settings: Readonly<Record<string, string>>): Promise<DuckDb> {
    const api = await load();
    const instance = await api.DuckDBInstance.create(':memory:', { ...settings });
    return new DuckDb(api, instance, await instance.connect());
  }

  /** Runs statements for their effect. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
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

  /** Begins a SELECT. Nothing but a SELECT is run. */
  async stream(sql: string): Promise<DuckDbStream> {
    const prepared = await this.#connection.prepare(sql);
    if (prepared.statementType !== this.#api.StatementType.SELECT) {
      throw new TypeError('Only a SELECT can be streamed');
    }
    const result = await prepared.stream();
    const chunks = result.yieldRowsJson();
    const types = result.columnTypes().map(String);
    return {
      columns: result.columnNames(),
      async next() {
        const step = await chunks.next();
        if (step.done !== true) return step.value.map((row) => plainRow(row, types));
        checkIsComplete(result);
        return undefined;
      },
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

/**
 * An error in the middle of a stream looks like its end: the driver returns no more rows. But the
 * C API says of a result with an error that it is not streaming.
 */
function checkIsComplete(result: DuckDBResult): void {
  if (!result.isStreaming) throw new StoppedStream('DuckDB stopped before the last row');
}

function plainRow(row: readonly Json[], types: readonly string[]): QueryValue[] {
  return row.map((value, column) => plainValue(value, types[column] ?? ''));
}

function plainValue(value: Json, type: string): QueryValue {
  if (typeof value === 'string' && WIDE_NUMBERS.test(type)) return numberOf(value);
  if (typeof value === 'string' && TIMES.test(type)) return withMilliseconds(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
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
