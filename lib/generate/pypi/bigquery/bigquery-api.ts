import { recordOr } from '../../../model/is-record.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { Day } from '../../../model/period.ts';
import { type PypiRows, type PypiRowsOptions, pypiRows } from '../pypi-rows.ts';
import { isProjectName } from '../pypi-settings.ts';
import { type BigQueryAnswer, documentAnswer, reasonAnswer } from './api-answer.ts';
import type { BigQueryFault } from './bigquery-faults.ts';
import { DownloadsResult } from './downloads-result.ts';
import { metadataOf } from './metadata.ts';
import { DOWNLOADS_LOCATION, jobResource, type QueryJob, QueryJobs } from './query-jobs.ts';
import { type DownloadsQuery, readDownloadsQuery } from './read-query.ts';
import { resultPageText, resultSchema } from './result-page-text.ts';
import { dryRunBytes } from './scanned-bytes.ts';

/** Options of {@link BigQueryApi}. */
export interface BigQueryApiOptions extends Omit<PypiRowsOptions, 'project'> {
  /** Last day of which the table has rows. */
  readonly day: Day;
  /** Number of polls until a job is done. */
  readonly polls: number;
  /** Bytes after which a page ends. */
  readonly pageBytes: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** A request to the API. */
export interface BigQueryRequest {
  readonly method: string;
  readonly url: URL;
  /** A document; `undefined` where there is none. */
  readonly body?: unknown;
  /** What goes wrong with it. */
  readonly fault?: BigQueryFault | undefined;
}

const API = /^\/bigquery\/v2\/projects\/([^/]+)\/(.+)$/;

/** Most rows of a page, if the request does not say. */
const USUAL_PAGE = 100_000;

/** Names of projects that do not exist. */
const ABSENT = /^no-such-/;

/** The part of the REST API of BigQuery that a capture of downloads uses. */
export class BigQueryApi {
  readonly #options: BigQueryApiOptions;
  readonly #jobs: QueryJobs;
  readonly #rows = new Map<string, PypiRows>();
  readonly #results = new WeakMap<QueryJob, DownloadsResult>();

  constructor(options: BigQueryApiOptions) {
    this.#options = options;
    this.#jobs = new QueryJobs(options);
  }

  /** Ids of the jobs that were started, in their order. */
  get jobs(): readonly string[] {
    return this.#jobs.started.map(({ id }) => id);
  }

  /** Answers a request. */
  answer(request: BigQueryRequest): BigQueryAnswer {
    if (request.fault?.kind === 'error') return reasonAnswer(request.fault.reason);
    const [, project = '', path = ''] = API.exec(request.url.pathname) ?? [];
    const [kind, id, ...more] = path.split('/').map(decodeURIComponent);
    if (request.method === 'POST' && path === 'jobs') return this.#insertJob(project, request);
    if (request.method !== 'GET' || id === undefined) return reasonAnswer('notFound');
    if (kind === 'datasets') {
      const resource = metadataOf([project, id, ...more].join('/'), this.#options.day);
      return resource === undefined ? reasonAnswer('notFound') : documentAnswer(resource);
    }
    if (more.length > 0) return reasonAnswer('notFound');
    if (kind === 'jobs') return this.#getJob({ project, id }, request);
    return kind === 'queries' ? this.#getRows({ project, id }, request) : reasonAnswer('notFound');
  }

  #insertJob(project: string, { body, fault }: BigQueryRequest): BigQueryAnswer {
    const { jobReference, configuration } = recordOr(body);
    const { query: asked, dryRun } = recordOr(configuration);
    const { jobId, location = DOWNLOADS_LOCATION } = recordOr(jobReference);
    const query = readDownloadsQuery(asked);
    if (typeof query === 'string') return reasonAnswer(query);
    if (location !== DOWNLOADS_LOCATION) return reasonAnswer('notFound');
    if (dryRun === true) return documentAnswer(dryRunResource(project, query));
    if (typeof jobId !== 'string') return reasonAnswer('invalid');
    const { maximumBytesBilled = Infinity, useQueryCache = true } = recordOr(asked);
    const job = this.#jobs.start({
      project,
      id: jobId,
      query,
      mostBytes: Number(maximumBytesBilled),
      usesCache: useQueryCache === true,
      failure: fault?.kind === 'failed job' ? fault.reason : undefined,
    });
    return job === undefined
      ? reasonAnswer('duplicate')
      : documentAnswer(jobResource(job, 'PENDING'));
  }

  #getJob(name: { readonly project: string; readonly id: string }, { url }: BigQueryRequest) {
    const job = this.#find(name, url);
    if (job === undefined) return reasonAnswer('notFound');
    return documentAnswer(jobResource(job, this.#jobs.stateOf(job)));
  }

  #getRows(
    name: { readonly project: string; readonly id: string },
    { url, fault }: BigQueryRequest,
  ): BigQueryAnswer {
    const job = this.#find(name, url);
    if (job === undefined || this.#jobs.isExpired(job)) return reasonAnswer('notFound');
    const jobReference = { projectId: job.project, jobId: job.id, location: DOWNLOADS_LOCATION };
    const head = { kind: 'bigquery#getQueryResultsResponse', jobReference };
    if (this.#jobs.stateOf(job) !== 'DONE') return documentAnswer({ ...head, jobComplete: false });
    if (job.failure !== undefined) return reasonAnswer(job.failure);
    const { searchParams: asked } = url;
    const first = Number(asked.get('pageToken') ?? 0);
    const most = Number(asked.get('maxResults') ?? USUAL_PAGE);
    if (!isCount(first) || !isCount(most)) return reasonAnswer('invalid');
    const page = {
      first,
      most,
      mostBytes: this.#options.pageBytes,
      instants: asked.get('formatOptions.useInt64Timestamp') === 'true' ? 'int64' : 'float',
      leftOut: fault?.kind === 'fewer rows' ? fault.rows : undefined,
    } as const;
    const facts = { cacheHit: job.isFromCache, totalBytesProcessed: String(job.bytes) };
    const body = resultPageText(this.#resultOf(job), job.query.columns, {
      page,
      head: { ...head, ...facts },
    });
    return { status: 200, body };
  }

  #find(name: { readonly project: string; readonly id: string }, url: URL): QueryJob | undefined {
    const location = url.searchParams.get('location') ?? DOWNLOADS_LOCATION;
    return location === DOWNLOADS_LOCATION ? this.#jobs.find(name) : undefined;
  }

  #resultOf(job: QueryJob): DownloadsResult {
    const known = this.#results.get(job);
    if (known !== undefined) return known;
    const result = new DownloadsResult(
      job.query,
      this.#rowsOf(job.query.project),
      this.#options.day,
    );
    this.#results.set(job, result);
    return result;
  }

  #rowsOf(project: string): PypiRows | undefined {
    if (!isProjectName(project) || ABSENT.test(project)) return undefined;
    const known = this.#rows.get(project) ?? pypiRows({ ...this.#options, project });
    this.#rows.set(project, known);
    return known;
  }
}

function dryRunResource(project: string, query: DownloadsQuery): JsonValue {
  const bytes = String(dryRunBytes(query));
  const schema = { fields: resultSchema(query.columns) };
  return {
    kind: 'bigquery#job',
    jobReference: { projectId: project, location: DOWNLOADS_LOCATION },
    configuration: { dryRun: true },
    status: { state: 'DONE' },
    statistics: {
      totalBytesProcessed: bytes,
      query: {
        statementType: 'SELECT',
        totalBytesProcessed: bytes,
        totalBytesProcessedAccuracy: 'UPPER_BOUND',
        schema,
      },
    },
  };
}

function isCount(number: number): boolean {
  return Number.isInteger(number) && number >= 0;
}
