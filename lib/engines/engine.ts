import type { Statement } from './statement.ts';

/**
 * A value of a result, as it is printed or written as JSON. Decimals are text with all digits of their
 * scale, `-5.00`. Dates and timestamps are text: `2026-11-20`, `2026-11-20 13:07:42.500`.
 */
export type QueryValue = string | number | boolean | null;

/** A row of a result: one value for each column. */
export type QueryRow = readonly QueryValue[];

/** What a statement returned, with its rows still to be read. */
export interface Answer {
  /** Names of the columns, in order. Two columns may have the same name. */
  readonly columns: readonly string[];
  /**
   * The rows in chunks, each read from the engine when it is asked for. Can be iterated once;
   * leaving the loop early ends the query.
   *
   * Iterating throws QueryError when the engine fails, or the query is cancelled, halfway.
   */
  readonly rows: AsyncIterable<readonly QueryRow[]>;
  /**
   * The rows as CSV, without the names of the columns, where the engine writes CSV faster than it returns
   * rows. In place of {@link rows}: only one of the two can be read.
   *
   * @param separator between fields, one character
   */
  readonly csv?: (separator: string) => AsyncIterable<Uint8Array>;
  /** Bytes that the engine read, where it bills by them. */
  readonly scannedBytes?: number;
  /** One sentence for the reader of the result, such as that the deployed text differs. */
  readonly notice?: string;
}

/** A result that is in memory. */
export interface QueryResult {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** Rows x columns. */
  readonly rows: readonly QueryRow[];
}

/** How far a query is. */
export interface QueryProgress {
  readonly state: 'queued' | 'running';
  /** Bytes read so far. */
  readonly scannedBytes: number;
  /** Milliseconds since the query was submitted, as counted by the engine. */
  readonly milliseconds: number;
}

/** How a statement is run. */
export interface QueryOptions {
  /** Cancels the query, also while its rows are read. */
  readonly signal?: AbortSignal;
  /** Called now and then while the query waits or runs. Only remote engines call it. */
  readonly onProgress?: (progress: QueryProgress) => void;
}

/**
 * The port to what answers SQL over the tables of a lake. The same text gives the same rows on every
 * engine. Every implementation passes the suite in `test/contracts/engine-contract.ts`.
 */
export interface Engine {
  /**
   * Runs one statement that only reads.
   *
   * @throws InputError when a statement without a name is not one that only reads; QueryError when
   *   the engine refuses, fails or cancels it. No message contains a value of a row.
   */
  query(statement: Statement, options?: QueryOptions): Promise<Answer>;

  /** Ends what is still running, and releases what the engine holds. */
  close(): Promise<void>;
}

/**
 * Reads all rows of an answer into memory: for results that are known to be small.
 *
 * @throws QueryError when the engine fails, or the query is cancelled, halfway.
 */
export async function collect({
  columns,
  rows,
}: Pick<Answer, 'columns' | 'rows'>): Promise<QueryResult> {
  const all: QueryRow[] = [];
  for await (const chunk of rows) for (const row of chunk) all.push(row);
  return { columns, rows: all };
}

/**
 * Reads the first rows of an answer into memory, and ends the query.
 *
 * @param most rows to keep
 * @returns the rows, and whether there are more of them
 * @throws QueryError when the engine fails, or the query is cancelled, before that.
 */
export async function firstRows(
  { columns, rows }: Pick<Answer, 'columns' | 'rows'>,
  most: number,
): Promise<QueryResult & { readonly hasMore: boolean }> {
  const first: QueryRow[] = [];
  for await (const chunk of rows) {
    for (const row of chunk) {
      if (first.length === most) return { columns, rows: first, hasMore: true };
      first.push(row);
    }
  }
  return { columns, rows: first, hasMore: false };
}

/**
 * A number that an engine returned as text. Whole numbers that JavaScript cannot hold stay text.
 *
 * @example
 * numberOf('1.50') // => 1.5
 * numberOf('9007199254740993') // => '9007199254740993'
 */
export function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}

/**
 * A time or timestamp as text with milliseconds, which is as exact as a timestamp of a lake is. Text that
 * does not end in seconds stays as it is.
 *
 * @example
 * withMilliseconds('2026-11-20 13:07:42') // => '2026-11-20 13:07:42.000'
 * withMilliseconds('2026-11-20 13:07:42.51') // => '2026-11-20 13:07:42.510'
 */
export function withMilliseconds(text: string): string {
  const [, whole, fraction = ''] = /^(.*:\d\d)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === undefined ? text : `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}
