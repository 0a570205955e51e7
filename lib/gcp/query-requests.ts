import type { JsonValue } from '../model/json-row.ts';

/**
 * What is asked of BigQuery to run queries, billed to one project. Every call throws DatabaseError, after
 * repeating what may pass, whose message holds no text of BigQuery: it may quote values.
 */
export interface QueryRequests {
  /** The project that is billed. */
  readonly project: string;

  /**
   * A table, or a view; `undefined` where there is none.
   *
   * @param name with its project: `bigquery-public-data.pypi.file_downloads`
   */
  findTable(name: string): Promise<TableFacts | undefined>;

  /** Bytes that a query would process at most. Nothing runs, and nothing is billed. */
  dryRun(query: BigQueryQuery): Promise<number>;

  /**
   * Starts a query as a job with this id.
   *
   * @returns `taken` when there is such a job already; then nothing starts.
   */
  startQuery(job: string, query: BigQueryQuery): Promise<'started' | 'taken'>;

  /** How far a job has come; `undefined` where there is none. */
  findQuery(job: string, location: string): Promise<QueryState | undefined>;

  /** A page of the rows of a query that is done; `undefined` where they are gone. They are kept for 24 hours. */
  resultPage(job: string, page: PageRequest): Promise<ResultPage | undefined>;
}

/** A query in GoogleSQL. */
export interface BigQueryQuery {
  /** How errors name what it asks for: `pypi-downloads 2026-11-20`. */
  readonly name: string;
  readonly sql: string;
  /** Values of its parameters, by name. */
  readonly parameters: readonly QueryParameter[];
  /** Where the tables are: `US`. */
  readonly location: string;
  /** Most bytes that it may be billed: with more it fails, and nothing is billed. */
  readonly mostBytes: number;
}

/** A value of a query. */
export interface QueryParameter {
  readonly name: string;
  readonly type: 'STRING' | 'INT64' | 'FLOAT64' | 'BOOL' | 'TIMESTAMP';
  /** As text, which the REST API wants for each type. */
  readonly value: string;
}

/** A field of a table or of a result. */
export interface ResultField {
  readonly name: string;
  /** In capital letters, as GoogleSQL names it; `STRUCT` for a record. */
  readonly type: string;
  readonly isRepeated: boolean;
  /** Those of a record. */
  readonly fields: readonly ResultField[];
}

/** What is known of a table. Times are in milliseconds since 1970-01-01T00:00:00Z. */
export interface TableFacts {
  readonly fields: readonly ResultField[];
  /** Whether it stores rows; a view does not. */
  readonly isStored: boolean;
  readonly created: number;
  /** When rows were last written. */
  readonly lastModified: number;
  /** When the oldest row was written that is still in the streaming buffer. Default: it is empty. */
  readonly oldestInBuffer?: number;
}

/** How far a query has come. */
export type QueryState =
  | { readonly status: 'running' }
  | {
      readonly status: 'done';
      /** When it began, in milliseconds since 1970-01-01T00:00:00Z. */
      readonly started: number;
      readonly bytesBilled: number;
      /** Whether the rows are those of an earlier query with the same text; then nothing is billed. */
      readonly isFromCache: boolean;
    }
  | {
      readonly status: 'failed';
      /** Code of the error: `bytesBilledLimitExceeded`. */
      readonly reason: string;
    };

/** Which rows are wanted. */
export interface PageRequest {
  readonly location: string;
  /** Most rows; BigQuery may send fewer. */
  readonly most: number;
  /** Where the page before ended. Default: the first page. */
  readonly token?: string | undefined;
}

/** Some rows of a result. */
export interface ResultPage {
  readonly fields: readonly ResultField[];
  /** As the REST API sends them: `{ f: [{ v: '1' }] }`. */
  readonly rows: readonly JsonValue[];
  /** Rows of the whole result. */
  readonly totalRows: number;
  /** For the next page; `undefined` for the last one. */
  readonly token: string | undefined;
}
