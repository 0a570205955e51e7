import type { JsonValue } from '../../../model/json-row.ts';
import { type BigQueryReason, errorProto } from './api-answer.ts';
import type { DownloadsQuery } from './read-query.ts';
import { billedBytes, dryRunBytes, processedBytes } from './scanned-bytes.ts';

/** Results are kept for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Where the dataset is. */
export const DOWNLOADS_LOCATION = 'US';

/** Identifies a job. */
export interface JobName {
  readonly project: string;
  readonly id: string;
}

/** A query that was started. */
export interface QueryJob extends JobName {
  readonly query: DownloadsQuery;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  /** Why it failed; `undefined` when it did not. */
  readonly failure?: BigQueryReason | undefined;
  /** Bytes processed; 0 when the rows came from the cache. */
  readonly bytes: number;
  readonly isFromCache: boolean;
}

/** How a query is started. */
export interface StartedQuery extends JobName {
  readonly query: DownloadsQuery;
  readonly mostBytes: number;
  readonly usesCache: boolean;
  /** Makes it fail. Default: it does not. */
  readonly failure?: BigQueryReason | undefined;
}

/** Query jobs. A job is done after some polls. */
export class QueryJobs {
  readonly #jobs = new Map<string, QueryJob>();
  readonly #asked = new Map<QueryJob, number>();
  readonly #polls: number;
  readonly #now: () => number;

  /**
   * @param options.polls number of polls until a job is done
   * @param options.now milliseconds since 1970-01-01T00:00:00Z
   */
  constructor({ polls, now }: { readonly polls: number; readonly now: () => number }) {
    this.#polls = polls;
    this.#now = now;
  }

  /** Queries that were started, in their order. */
  get started(): readonly QueryJob[] {
    return [...this.#jobs.values()];
  }

  /** Starts a query; `undefined` when its id is taken, even by a failed one. */
  start({ query, mostBytes, usesCache, ...options }: StartedQuery): QueryJob | undefined {
    const { project, id } = options;
    if (this.find(options) !== undefined) return undefined;
    const estimated = dryRunBytes(query);
    const isFromCache = usesCache && this.#isKnown(query);
    const exceeds = estimated > mostBytes ? 'bytesBilledLimitExceeded' : undefined;
    const failure = options.failure ?? (isFromCache ? undefined : exceeds);
    const job = {
      project,
      id,
      query,
      created: this.#now(),
      failure,
      bytes: isFromCache || failure !== undefined ? 0 : processedBytes(estimated),
      isFromCache,
    };
    this.#jobs.set(keyOf(job), job);
    return job;
  }

  /** A job; `undefined` where there is none. */
  find(name: JobName): QueryJob | undefined {
    return this.#jobs.get(keyOf(name));
  }

  /** The state of a job. Each call counts as a poll. */
  stateOf(job: QueryJob): 'PENDING' | 'RUNNING' | 'DONE' {
    const asked = this.#asked.get(job) ?? 0;
    this.#asked.set(job, asked + 1);
    if (asked >= this.#polls) return 'DONE';
    return asked === 0 ? 'PENDING' : 'RUNNING';
  }

  /** Whether the rows of a job have expired. */
  isExpired({ created }: QueryJob): boolean {
    return this.#now() - created >= KEPT_MS;
  }

  /** Whether the rows of an equal query are cached. */
  #isKnown(query: DownloadsQuery): boolean {
    const text = JSON.stringify(query);
    return [...this.#jobs.values()].some(
      (job) =>
        job.failure === undefined && !this.isExpired(job) && JSON.stringify(job.query) === text,
    );
  }
}

/** Describes a job as the API does. */
export function jobResource(job: QueryJob, state: string): JsonValue {
  const { project, id, created, bytes, failure, isFromCache } = job;
  const times = { creationTime: String(created), startTime: String(created) };
  const isDone = state === 'DONE';
  const billed = bytes === 0 ? 0 : billedBytes(bytes);
  const query = {
    statementType: 'SELECT',
    totalBytesProcessed: String(bytes),
    totalBytesBilled: String(billed),
    cacheHit: isFromCache,
  };
  const error = failure && errorProto(failure);
  return {
    kind: 'bigquery#job',
    id: `${project}:${DOWNLOADS_LOCATION}.${id}`,
    jobReference: { projectId: project, jobId: id, location: DOWNLOADS_LOCATION },
    status: {
      state,
      ...(isDone && error !== undefined && { errorResult: error, errors: [error] }),
    },
    statistics: isDone
      ? { ...times, endTime: String(created), totalBytesProcessed: String(bytes), query }
      : times,
  };
}

function keyOf({ project, id }: JobName): string {
  return `${project}:${id}`;
}
