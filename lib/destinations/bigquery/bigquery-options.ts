import type { LoadRequests } from '../../gcp/load-requests.ts';

/** What rows are brought into BigQuery with. */
export interface BigQueryOptions {
  readonly requests: LoadRequests;
  /** Absolute path of a folder for temporary files. It is created when it is needed, and removed at the end. */
  readonly temporaryFolder: string;
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}
