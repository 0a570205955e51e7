import type { LoadRequests } from '../../gcp/load-requests.ts';

/** What rows are brought into BigQuery with. */
export interface BigQueryOptions {
  readonly requests: LoadRequests;
  /** Absolute path of a folder for temporary files; it is created if it is missing. */
  readonly temporaryFolder: string;
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}
