import type { UploadFile } from './resumable-upload.ts';

/**
 * What is asked of BigQuery to load rows into tables of one dataset. Every call throws DatabaseError, after
 * repeating what may pass, whose message holds no text of BigQuery.
 */
export interface LoadRequests {
  readonly project: string;
  readonly dataset: string;
  /** The dataset as a person names it: `bigquery://project/dataset`. */
  readonly name: string;

  /** A table as the REST API describes it; `undefined` where there is none. */
  findTable(table: string): Promise<unknown>;

  /**
   * Creates a table, unless another process did so first.
   *
   * @param resource https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#Table
   */
  createTable(table: string, resource: object): Promise<void>;

  /**
   * Appends the rows of a file of gzipped NDJSON to a table, by a job with this id.
   *
   * @returns `taken` when there is such a job already; then no row is added.
   */
  startLoad(job: string, table: string, file: UploadFile): Promise<'started' | 'taken'>;

  /**
   * How far a job has come; `undefined` where there is none.
   *
   * @param fields names of the fields of the table, which an error may name
   */
  findLoad(job: string, fields: ReadonlySet<string>): Promise<LoadState | undefined>;
}

/** How far a load has come. */
export type LoadState =
  | { readonly status: 'running' }
  | { readonly status: 'loaded'; readonly rows: number }
  | {
      readonly status: 'failed';
      /** Code of the error: `invalid`, `quotaExceeded`. */
      readonly reason: string;
      /** Where rows were refused. */
      readonly places: readonly LoadPlace[];
    };

/** A place in a file of rows that BigQuery refused. */
export interface LoadPlace {
  readonly reason: string;
  /** Byte at which the row begins, in the file before it was compressed. */
  readonly position?: number;
  readonly field?: string;
}
