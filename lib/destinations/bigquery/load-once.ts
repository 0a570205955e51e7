import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import { mayPass } from '../../gcp/google-retries.ts';
import type { LoadRequests, LoadState } from '../../gcp/load-requests.ts';
import type { UploadFile } from '../../gcp/resumable-upload.ts';
import { loadFailure } from './load-failure.ts';
import { type LoadIdentity, loadJobId } from './load-job-id.ts';

/** Rows that are added to a table once. */
export interface Load {
  readonly identity: LoadIdentity;
  /** How many rows there are, 1 or more. */
  readonly rows: number;
  /** Names of the fields of the table. */
  readonly fields: ReadonlySet<string>;
  /** Lends a file of the rows, as gzipped NDJSON. Called only when they are sent, and again for another attempt. */
  withFile(use: (file: UploadFile) => Promise<Begun>): Promise<Begun>;
}

/** How a load ended, for good. */
export type LoadEnd =
  | { readonly status: 'loaded' | 'already-there' }
  | { readonly status: 'failed'; readonly error: DatabaseError };

/** What loads are made with. */
export interface LoadOnceOptions {
  readonly requests: LoadRequests;
  /** Waits some milliseconds before a job is looked at again, or begun again. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

type Begun = 'started' | 'taken';

type Ended = Exclude<LoadState, { readonly status: 'running' }>;

/** Jobs that may fail for a reason that passes before the load as a whole has failed. */
export const MOST_ATTEMPTS = 5;

/** Uploads whose answers may be lost, one after the other. */
const MOST_UPLOADS = 5;

/** Milliseconds between two looks at a job: each wait is twice the one before. */
const WAIT = { first: 250, longest: 10_000 };

/**
 * Loads rows into a table exactly once, whatever is killed, repeated or done twice at the same time: BigQuery
 * refuses a second job with the same id. If the job exists already, its end is awaited, even if another process started it. Only when it
 * has ended with an error that may pass does the next attempt begin, under an id of its own.
 *
 * @returns how the load ended. The state of its jobs decides it, so everybody gets the same answer, except
 *   that one gets `loaded` and the others `already-there`.
 * @throws DatabaseError when BigQuery cannot be asked, and what the file throws: the end is not known then,
 *   and the same call goes on with it.
 */
export async function loadOnce(load: Load, { requests, sleep }: LoadOnceOptions): Promise<LoadEnd> {
  const once = new LoadOnce(load, requests, sleep);
  for (let attempt = 1; ; attempt += 1) {
    const begun = await once.begin(attempt);
    const ended = await once.end(attempt);
    if (ended.status === 'loaded') {
      once.checkCount(ended.rows);
      return { status: begun === 'started' ? 'loaded' : 'already-there' };
    }
    if (!mayPass(ended.reason) || attempt === MOST_ATTEMPTS) {
      return { status: 'failed', error: loadFailure(load.identity, ended) };
    }
    await sleep(waitBefore(attempt + 1));
  }
}

/** Whether a load was begun before, by anybody: its rows may not have to be sent. */
export async function isBegun(
  { identity, fields }: Load,
  { requests }: Pick<LoadOnceOptions, 'requests'>,
): Promise<boolean> {
  return (await requests.findLoad(loadJobId(identity, 1), fields)) !== undefined;
}

class LoadOnce {
  readonly #load: Load;
  readonly #requests: LoadRequests;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;

  constructor(
    load: Load,
    requests: LoadRequests,
    sleep: (milliseconds: number) => Promise<unknown>,
  ) {
    this.#load = load;
    this.#requests = requests;
    this.#sleep = sleep;
  }

  /** Looks first: a job that is there spares the upload. When the answer to an upload is lost, looks again. */
  async begin(attempt: number): Promise<Begun> {
    const job = this.#id(attempt);
    for (let upload = 1; ; upload += 1) {
      const found = await this.#find(attempt);
      if (found !== undefined) return upload === 1 ? 'taken' : 'started';
      try {
        const { table } = this.#load.identity;
        return await this.#load.withFile((file) => this.#requests.startLoad(job, table, file));
      } catch (error) {
        const isLost = error instanceof DatabaseError && error.retryable;
        if (!isLost || upload === MOST_UPLOADS) throw error;
        await this.#sleep(waitBefore(upload + 1));
      }
    }
  }

  async end(attempt: number): Promise<Ended> {
    for (let look = 1; ; look += 1) {
      const state = await this.#find(attempt);
      if (state !== undefined && state.status !== 'running') return state;
      if (state === undefined && look > MOST_UPLOADS) throw this.#lostJob(attempt);
      await this.#sleep(waitBefore(look + 1));
    }
  }

  checkCount(rows: number): void {
    const { identity } = this.#load;
    if (rows === this.#load.rows) return;
    throw new DatabaseError({
      expected: `${this.#load.rows} rows to be loaded into ${bigQueryUrl(identity, identity.table)}`,
      got: String(rows),
      advice: `Look at the job ${this.#id(1)} in the Google Cloud console before you load anything else.`,
    });
  }

  #find(attempt: number): Promise<LoadState | undefined> {
    return this.#requests.findLoad(this.#id(attempt), this.#load.fields);
  }

  #id(attempt: number): string {
    return loadJobId(this.#load.identity, attempt);
  }

  #lostJob(attempt: number): DatabaseError {
    return new DatabaseError(
      {
        failed: `Could not find the job ${this.#id(attempt)}`,
        got: 'BigQuery said that it exists, and does not show it',
        advice:
          'Check that the account may read jobs (bigquery.jobs.get), and run the same command again.',
      },
      { retryable: true },
    );
  }
}

/** In milliseconds; from the second time on. */
function waitBefore(time: number): number {
  return Math.min(WAIT.first * 2 ** Math.min(time - 2, 20), WAIT.longest);
}
