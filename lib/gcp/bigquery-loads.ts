import { DatabaseError } from '../errors.ts';
import { BIGQUERY_ORIGIN } from './bigquery-origin.ts';
import { type BigQueryDataset, bigQueryUrl } from './bigquery-url.ts';
import { googleHttp } from './google-auth.ts';
import { type GoogleCall, googleFailure } from './google-failure.ts';
import { type GoogleAnswer, type GoogleHttp, isSuccess } from './google-http.ts';
import { withRetries } from './google-retries.ts';
import type { LoadRequests } from './load-requests.ts';
import { loadState } from './load-state.ts';
import { resumableUpload, sessionOf, type UploadFile } from './resumable-upload.ts';

/** How BigQuery is reached. */
export interface BigQueryLoadsOptions {
  /** Waits some milliseconds before a request is repeated. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** URL of an emulator, which is asked without a login. Default: BigQuery itself. */
  readonly endpoint?: string | undefined;
  /** Sends requests. Default: with application default credentials. */
  readonly http?: GoogleHttp;
}

const EDITOR = 'BigQuery Data Editor';
const JOB_USER = 'BigQuery Job User';

/** The requests about loads into one dataset, by the REST API of BigQuery. */
export function bigQueryLoads(
  dataset: BigQueryDataset,
  { sleep, endpoint, http = googleHttp({ logsIn: endpoint === undefined }) }: BigQueryLoadsOptions,
): LoadRequests {
  return new BigQueryLoads(dataset, { http, sleep, endpoint: endpoint ?? BIGQUERY_ORIGIN });
}

class BigQueryLoads implements LoadRequests {
  readonly project: string;
  readonly dataset: string;
  readonly name: string;
  readonly #http: GoogleHttp;
  /** Repeats what may pass. */
  readonly #ask: GoogleHttp;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;
  readonly #endpoint: string;
  #location: Promise<string> | undefined;

  constructor(
    { project, dataset }: BigQueryDataset,
    {
      http,
      sleep,
      endpoint,
    }: Required<Pick<BigQueryLoadsOptions, 'http' | 'sleep'>> & {
      readonly endpoint: string;
    },
  ) {
    this.project = project;
    this.dataset = dataset;
    this.name = bigQueryUrl(this);
    this.#http = http;
    this.#ask = withRetries(http, { sleep });
    this.#sleep = sleep;
    this.#endpoint = endpoint.replace(/\/+$/, '');
  }

  async findTable(table: string): Promise<unknown> {
    const url = `${this.#datasetUrl()}/tables/${encodeURIComponent(table)}`;
    const answer = await this.#ask({ method: 'GET', url });
    if (isSuccess(answer)) return answer.body;
    if (answer.status === 404) {
      // It may be the dataset that is missing.
      await this.#locationOf();
      return undefined;
    }
    throw failed(answer, {
      aim: `look at the table ${bigQueryUrl(this, table)}`,
      permission: 'bigquery.tables.get',
      role: EDITOR,
    });
  }

  async createTable(table: string, resource: object): Promise<void> {
    const { project: projectId, dataset: datasetId } = this;
    const body = { ...resource, tableReference: { projectId, datasetId, tableId: table } };
    const url = `${this.#datasetUrl()}/tables`;
    const answer = await this.#ask({ method: 'POST', url, body });
    if (isSuccess(answer) || answer.status === 409) return;
    throw failed(answer, {
      aim: `create the table ${bigQueryUrl(this, table)}`,
      permission: 'bigquery.tables.create',
      role: EDITOR,
    });
  }

  async startLoad(job: string, table: string, file: UploadFile): Promise<'started' | 'taken'> {
    const url = `${this.#endpoint}/upload/bigquery/v2/projects/${encodeURIComponent(this.project)}/jobs?uploadType=resumable`;
    const headers = {
      'x-upload-content-type': 'application/octet-stream',
      'x-upload-content-length': String(file.size),
    };
    const body = await this.#jobOf(job, table);
    const begun = await this.#ask({ method: 'POST', url, body, headers });
    const session = sessionOf(begun);
    const answer =
      session === undefined
        ? begun
        : await resumableUpload(this.#http, session, file, { sleep: this.#sleep });
    if (session !== undefined && isSuccess(answer)) return 'started';
    if (answer.status === 409) return 'taken';
    throw failed(answer, {
      aim: `load rows into ${bigQueryUrl(this, table)}`,
      permission: 'bigquery.jobs.create',
      role: JOB_USER,
    });
  }

  async findLoad(job: string, fields: ReadonlySet<string>) {
    const location = encodeURIComponent(await this.#locationOf());
    const url = `${this.#projectUrl()}/jobs/${job}?location=${location}`;
    const answer = await this.#ask({ method: 'GET', url });
    if (isSuccess(answer)) return loadState(answer.body, fields);
    if (answer.status === 404) return undefined;
    throw failed(answer, {
      aim: `look at the job ${job} of ${this.name}`,
      permission: 'bigquery.jobs.get',
      role: JOB_USER,
    });
  }

  async #jobOf(jobId: string, tableId: string): Promise<object> {
    const { project: projectId, dataset: datasetId } = this;
    return {
      jobReference: { projectId, jobId, location: await this.#locationOf() },
      configuration: {
        load: {
          destinationTable: { projectId, datasetId, tableId },
          sourceFormat: 'NEWLINE_DELIMITED_JSON',
          createDisposition: 'CREATE_NEVER',
          writeDisposition: 'WRITE_APPEND',
          maxBadRecords: 0,
        },
      },
    };
  }

  /** Jobs are found only with the location of their dataset. */
  #locationOf(): Promise<string> {
    this.#location ??= this.#askLocation().catch((error: unknown) => {
      this.#location = undefined;
      throw error;
    });
    return this.#location;
  }

  async #askLocation(): Promise<string> {
    const answer = await this.#ask({ method: 'GET', url: this.#datasetUrl() });
    if (answer.status === 404) {
      throw new DatabaseError(
        {
          expected: `the dataset ${this.name} to exist`,
          got: 'no such dataset',
          advice: `Create it with "bq mk --dataset ${this.project}:${this.dataset}", or correct its name.`,
        },
        { code: 'notFound' },
      );
    }
    if (isSuccess(answer)) return locationIn(answer.body);
    throw failed(answer, {
      aim: `look at the dataset ${this.name}`,
      permission: 'bigquery.datasets.get',
      role: EDITOR,
    });
  }

  #projectUrl(): string {
    return `${this.#endpoint}/bigquery/v2/projects/${encodeURIComponent(this.project)}`;
  }

  #datasetUrl(): string {
    return `${this.#projectUrl()}/datasets/${encodeURIComponent(this.dataset)}`;
  }
}

/** `US` is where a dataset is that says nothing else. */
function locationIn(body: unknown): string {
  const location =
    typeof body === 'object' && body !== null && 'location' in body ? body.location : undefined;
  return typeof location === 'string' ? location : 'US';
}

function failed(answer: GoogleAnswer, call: GoogleCall): DatabaseError {
  const { message, retryable, code } = googleFailure(answer, call);
  return new DatabaseError(message, { retryable, code });
}
