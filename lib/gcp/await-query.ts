import type { QueryRequests, QueryState } from './query-requests.ts';

/** A query that is over. */
export type EndedQuery = Exclude<QueryState, { readonly status: 'running' }>;

/** How a query is waited for. */
export interface AwaitOptions {
  readonly location: string;
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Ends waiting early; the query goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds before a query is looked at again; each further pause is half as long again. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/**
 * Waits until a query is over, with growing pauses.
 *
 * @returns `undefined` when there is no such job, `interrupted` when the signal came first
 * @throws DatabaseError when BigQuery cannot be asked.
 */
export async function awaitQuery(
  requests: Pick<QueryRequests, 'findQuery'>,
  job: string,
  { location, sleep, signal }: AwaitOptions,
): Promise<EndedQuery | 'interrupted' | undefined> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
    if (signal?.aborted) return 'interrupted';
    const state = await requests.findQuery(job, location);
    if (state === undefined || state.status !== 'running') return state;
    await waitOrAbort(sleep(pause), signal);
  }
}

/** Waits for the work, or for the signal, whichever comes first. */
async function waitOrAbort(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return void (await work);
  let listener = (): void => {};
  const aborted = new Promise<void>((resolve) => {
    listener = resolve;
    signal.addEventListener('abort', listener);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', listener);
  }
}
