import type { SavedQuery } from './saved-query.ts';

/** A value of a result, as it can be printed or written as JSON: dates and timestamps are text. */
export type QueryValue = string | number | boolean | null;

/** What a query gave. */
export interface QueryResult {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** Rows x columns. */
  readonly rows: readonly (readonly QueryValue[])[];
}

/** How a query is run. */
export interface QueryOptions {
  /** Cancels the query. */
  readonly signal?: AbortSignal;
}

/**
 * The port to whatever runs saved queries over a lake. The same text gives the same result on every
 * engine. Every implementation passes the suite in `test/contracts/query-engine-contract.ts`.
 */
export interface QueryEngine {
  /** @throws QueryError when the engine refuses or cancels the query. */
  run(query: SavedQuery, options?: QueryOptions): Promise<QueryResult>;
  close(): Promise<void>;
}
