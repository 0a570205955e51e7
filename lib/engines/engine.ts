import { QueryError } from '../errors.ts';
import type { SavedQuery } from './saved-query.ts';

/** A value of a result, as it can be printed or written as JSON: dates and timestamps are text. */
export type QueryValue = string | number | boolean | null;

/** What a query gave. */
export interface QueryResult {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** Rows x columns. */
  readonly rows: readonly (readonly QueryValue[])[];
  /** Bytes that the engine read, where it bills by them. */
  readonly scannedBytes?: number;
  /** One sentence that whoever reads the result should know, such as that an older text was run. */
  readonly notice?: string;
}

/** How far a query is. */
export interface QueryProgress {
  readonly state: 'queued' | 'running';
  /** Bytes read so far. */
  readonly scannedBytes: number;
  /** Milliseconds since it was asked, as far as the engine has counted. */
  readonly milliseconds: number;
}

/** How a query is run. */
export interface QueryOptions {
  /** Cancels the query. */
  readonly signal?: AbortSignal;
  /** Told now and then while the query waits or runs, by an engine that is far away. */
  readonly onProgress?: (progress: QueryProgress) => void;
}

/**
 * The port to whatever runs saved queries over a lake. The same text gives the same result on every
 * engine. Every implementation passes the suite in `test/contracts/engine-contract.ts`.
 */
export interface QueryEngine {
  /** @throws QueryError when the engine refuses or cancels the query. */
  run(query: SavedQuery, options?: QueryOptions): Promise<QueryResult>;
  close(): Promise<void>;
}

/**
 * A number that an engine gave as text; whole numbers that JavaScript cannot hold stay text.
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
 * The error of a query that was cancelled.
 *
 * @param advice what to do. Default: run it again.
 */
export function interruptedQuery(
  query: SavedQuery,
  cause: unknown,
  advice = 'Run it again.',
): QueryError {
  return new QueryError(
    { expected: `query ${query.name} to run to its end`, got: 'an interruption', advice },
    { cause },
  );
}
