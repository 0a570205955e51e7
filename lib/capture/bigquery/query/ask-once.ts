import { DatabaseError } from '../../../errors.ts';
import { awaitQuery, type EndedQuery } from '../../../gcp/await-query.ts';
import { googleFailure } from '../../../gcp/google-failure.ts';
import { mayPass } from '../../../gcp/google-retries.ts';
import type { BigQueryQuery, QueryRequests, ResultPage } from '../../../gcp/query-requests.ts';

/** A query that has rows. */
export interface AskedQuery {
  /** The id of its job. */
  readonly job: string;
  /** The head of its rows: their fields and their number. */
  readonly head: ResultPage;
  /** Bytes that this run is billed for: 0 for the query of an earlier run, or a cached answer. */
  readonly bytesBilled: number;
  /** Whether an earlier run, or another one, has asked. */
  readonly isKnown: boolean;
}

/** How a query is asked once. */
export interface AskOnceOptions {
  readonly requests: QueryRequests;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly signal?: AbortSignal | undefined;
  /** The id of the job for an attempt, from 1. */
  readonly jobOf: (attempt: number) => string;
  /** Answers to queries that began before are not used. In milliseconds since 1970-01-01T00:00:00Z. */
  readonly notBefore: number;
}

/** Queries that one run starts for a period, when they fail with transient errors. */
const NEW_ATTEMPTS = 3;

/** BigQuery forgets ids after about six months: this is two for each of these days. */
const MOST_ATTEMPTS = 400;

/** Milliseconds before a query that failed is asked again. */
const PAUSE = 5_000;

/**
 * Runs a query, or finds the job of an earlier or concurrent run that asked the same: the id of the job is
 * derived from what is asked, and BigQuery accepts each id once. So two runs at once, and a run after one
 * that was killed, share one answer, which is billed once.
 *
 * The next id is used when the job with this one failed, when its rows are gone (BigQuery keeps them for 24
 * hours), or when it began before `notBefore`. An answer that is still there is used, even if the table was
 * written to since: it is the table as it was when the query ran.
 *
 * @returns `undefined` when the signal came first: the query goes on, and the next run finds it
 * @throws DatabaseError when the query fails, or BigQuery cannot be asked.
 */
export async function askOnce(
  query: BigQueryQuery,
  { requests, sleep, signal, jobOf, notBefore }: AskOnceOptions,
): Promise<AskedQuery | undefined> {
  const { location } = query;
  let begun = 0;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (signal?.aborted) return undefined;
    const job = jobOf(attempt);
    const isOwn = (await requests.startQuery(job, query)) === 'started';
    const ended = await awaitQuery(requests, job, { location, sleep, signal });
    if (ended === 'interrupted') return undefined;
    if (isOwn) begun += 1;
    const asked = await answerOf(requests, { job, location, isOwn, ended, notBefore });
    if (asked !== undefined) return asked;
    if (!isOwn) continue;
    const reason = ended?.status === 'failed' ? ended.reason : 'notFound';
    if (!mayPass(reason) || begun >= NEW_ATTEMPTS) throw failedQuery(requests, query, reason);
    await sleep(PAUSE);
  }
  throw failedQuery(requests, query, 'duplicate');
}

/** `undefined` when the attempt counts no more. */
async function answerOf(
  requests: QueryRequests,
  {
    job,
    location,
    isOwn,
    ended,
    notBefore,
  }: {
    readonly job: string;
    readonly location: string;
    readonly isOwn: boolean;
    readonly ended: EndedQuery | undefined;
    readonly notBefore: number;
  },
): Promise<AskedQuery | undefined> {
  if (ended?.status !== 'done') return undefined;
  if (!isOwn && ended.started < notBefore) return undefined;
  const head = await requests.resultPage(job, { location, most: 0 });
  if (head === undefined) return undefined;
  const isFree = !isOwn || ended.isFromCache;
  return { job, head, bytesBilled: isFree ? 0 : ended.bytesBilled, isKnown: !isOwn };
}

function failedQuery(
  { project }: QueryRequests,
  { name }: BigQueryQuery,
  reason: string,
): DatabaseError {
  const { message, retryable, code } = googleFailure(
    { status: 200, reason },
    {
      aim: `run the query for ${name} in the project ${project}`,
      permission: 'bigquery.tables.getData',
      role: 'BigQuery Data Viewer',
    },
  );
  return new DatabaseError(message, { retryable, code });
}
