import type { GoogleHttp } from './google-http.ts';
import type { QueryRequests } from './query-requests.ts';

/** How queries reach BigQuery. */
export interface BigQueryQueriesOptions {
  /** The project that is billed. */
  readonly project: string;
  /** Waits some milliseconds before a request is repeated. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** URL of an emulator, which is asked without a login. Default: BigQuery itself. */
  readonly endpoint?: string | undefined;
  /** Sends requests. Default: with application default credentials. */
  readonly http?: GoogleHttp;
}

/** The requests about queries, by the REST API of BigQuery. */
export function bigQueryQueries(_options: BigQueryQueriesOptions): QueryRequests {
  throw new TypeError('Not written yet');
}
