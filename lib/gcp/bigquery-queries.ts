import { DatabaseError } from '../errors.ts';
import { isRecord } from '../model/is-record.ts';
import { BIGQUERY_ORIGIN } from './bigquery-origin.ts';
import { googleHttp } from './google-auth.ts';
import { type GoogleCall, googleFailure } from './google-failure.ts';
import { type GoogleAnswer, type GoogleHttp, isSuccess } from './google-http.ts';
import { withRetries } from './google-retries.ts';
import type {
  BigQueryQuery,
  PageRequest,
  QueryRequests,
  QueryState,
  ResultPage,
  TableFacts,
} from './query-requests.ts';
import { queryState } from './query-state.ts';
import { resultPageOf } from './result-page.ts';
import { tableFactsOf } from './table-facts.ts';
import { tableNameOf } from './table-name.ts';

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

const JOB_USER = 'BigQuery Job User';

/** The requests about queries, by the REST API of BigQuery. */
export function bigQueryQueries({
  project,
  sleep,
  endpoint,
  http = googleHttp({ logsIn: endpoint === undefined }),
}: BigQueryQueriesOptions): QueryRequests {
  return new BigQueryQueries({ project, sleep, http, endpoint: endpoint ?? BIGQUERY_ORIGIN });
}

class BigQueryQueries implements QueryRequests {
  readonly project: string;
  readonly #http: GoogleHttp;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;
  /** Repeats what may pass. */
  readonly #ask: GoogleHttp;
  readonly #endpoint: string;

  constructor({
    project,
    sleep,
    http,
    endpoint,
  }: BigQueryQueriesOptions & { readonly http: GoogleHttp; readonly endpoint: string }) {
    this.project = project;
    this.#http = http;
    this.#sleep = sleep;
    this.#ask = withRetries(http, { sleep });
    this.#endpoint = `${endpoint.replace(/\/+$/, '')}/bigquery/v2/projects`;
  }

  async findTable(name: string): Promise<TableFacts | undefined> {
    const { project, dataset, table } = tableNameOf(name);
    const path = [project, 'datasets', dataset, 'tables', table].map(encodeURIComponent);
    const url = `${this.#endpoint}/${path.join('/')}`;
    const answer = await this.#ask({ method: 'GET', url });
    if (isSuccess(answer)) return tableFactsOf(answer.body);
    if (answer.status === 404) return undefined;
    throw failed(answer, {
      aim: `look at the table ${name}`,
      permission: 'bigquery.tables.get',
      role: 'BigQuery Data Viewer',
    });
  }

  async dryRun(query: BigQueryQuery): Promise<number> {
    const body = {
      jobReference: { projectId: this.project, location: query.location },
      configuration: { dryRun: true, query: configurationOf(query) },
    };
    const answer = await this.#ask({ method: 'POST', url: this.#jobsUrl(), body });
    if (!isSuccess(answer)) throw this.#failedToRun('price', query, answer);
    const bytes = bytesIn(answer.body);
    if (bytes === undefined) throw malformed(`price the query for ${query.name}`);
    return bytes;
  }

  async startQuery(job: string, query: BigQueryQuery): Promise<'started' | 'taken'> {
    // A request without an answer may have been carried out: then its own job is what takes the id.
    let mayHaveStarted = false;
    const ask = withRetries(
      async (request) => {
        const answer = await this.#http(request);
        mayHaveStarted ||= answer.status === 0 || answer.status >= 500;
        return answer;
      },
      { sleep: this.#sleep },
    );
    const body = {
      jobReference: { projectId: this.project, jobId: job, location: query.location },
      configuration: {
        query: { ...configurationOf(query), maximumBytesBilled: String(query.mostBytes) },
      },
    };
    const answer = await ask({ method: 'POST', url: this.#jobsUrl(), body });
    if (isSuccess(answer)) return 'started';
    if (answer.status === 409) return mayHaveStarted ? 'started' : 'taken';
    throw this.#failedToRun('run', query, answer);
  }

  async findQuery(job: string, location: string): Promise<QueryState | undefined> {
    const url = `${this.#jobsUrl()}/${job}?location=${encodeURIComponent(location)}`;
    const answer = await this.#ask({ method: 'GET', url });
    if (isSuccess(answer)) return queryState(answer.body);
    if (answer.status === 404) return undefined;
    throw failed(answer, {
      aim: `look at the job ${job} in the project ${this.project}`,
      permission: 'bigquery.jobs.get',
      role: JOB_USER,
    });
  }

  async resultPage(job: string, { location, most, token }: PageRequest) {
    const url = new URL(`${this.#endpoint}/${encodeURIComponent(this.project)}/queries/${job}`);
    url.searchParams.set('location', location);
    url.searchParams.set('maxResults', String(most));
    // Microseconds: otherwise an instant is a floating-point number of seconds.
    url.searchParams.set('formatOptions.useInt64Timestamp', 'true');
    if (token !== undefined) url.searchParams.set('pageToken', token);
    const answer = await this.#ask({ method: 'GET', url: url.href });
    if (answer.status === 404) return undefined;
    const aim = `read the rows of the job ${job} in the project ${this.project}`;
    if (!isSuccess(answer)) {
      throw failed(answer, { aim, permission: 'bigquery.jobs.get', role: JOB_USER });
    }
    const page: ResultPage | undefined = resultPageOf(answer.body);
    if (page === undefined) throw malformed(aim);
    return page;
  }

  #jobsUrl(): string {
    return `${this.#endpoint}/${encodeURIComponent(this.project)}/jobs`;
  }

  #failedToRun(what: string, { name }: BigQueryQuery, answer: GoogleAnswer): DatabaseError {
    return failed(answer, {
      aim: `${what} the query for ${name} in the project ${this.project}`,
      permission: 'bigquery.jobs.create',
      role: JOB_USER,
    });
  }
}

function configurationOf({ sql, parameters }: BigQueryQuery): object {
  return {
    query: sql,
    useLegacySql: false,
    useQueryCache: true,
    parameterMode: 'NAMED',
    queryParameters: parameters.map(({ name, type, value }) => ({
      name,
      parameterType: { type },
      parameterValue: { value },
    })),
  };
}

function bytesIn(body: unknown): number | undefined {
  const statistics = isRecord(body) && isRecord(body.statistics) ? body.statistics : {};
  const query = isRecord(statistics.query) ? statistics.query : {};
  const processed = statistics.totalBytesProcessed ?? query.totalBytesProcessed;
  const bytes = Number(processed ?? Number.NaN);
  return Number.isFinite(bytes) ? bytes : undefined;
}

function failed(answer: GoogleAnswer, call: GoogleCall): DatabaseError {
  const { message, retryable, code } = googleFailure(answer, call);
  return new DatabaseError(message, { retryable, code });
}

function malformed(aim: string): DatabaseError {
  return new DatabaseError(
    {
      failed: `Could not ${aim}`,
      got: 'the answer does not have the documented form',
      advice: 'Run the same command again.',
    },
    { retryable: true, code: 'malformed' },
  );
}
