import { type GoogleAnswer, type GoogleHttp, NO_ANSWER } from './google-http.ts';

/** How requests are repeated. */
export interface GoogleRetries {
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Tries of a request, the first one included. Default: 6. */
  readonly attempts?: number;
}

const ATTEMPTS = 6;

/** Milliseconds before the second try; each further one waits twice as long. */
const FIRST_WAIT = 500;

/** Codes of transient errors. An exceeded daily quota is not transient. */
const PASSING = new Set<string>([
  NO_ANSWER.noConnection,
  'backendError',
  'internalError',
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'jobBackendError',
  'jobInternalError',
  'jobRateLimitExceeded',
  'RESOURCE_EXHAUSTED',
  'UNAVAILABLE',
]);

/**
 * Whether what an error with this code is about may succeed later.
 *
 * @example
 * mayPass('rateLimitExceeded') // => true
 * mayPass('quotaExceeded') // => false
 */
export function mayPass(reason: string | undefined): boolean {
  return reason !== undefined && PASSING.has(reason);
}

/**
 * Repeats requests that failed for a reason that passes: a broken connection, a failure of the service,
 * too many requests. Only for requests that do no harm when they were carried out and not answered.
 *
 * @returns the last answer, whatever it is
 */
export function withRetries(
  http: GoogleHttp,
  { sleep, attempts = ATTEMPTS }: GoogleRetries,
): GoogleHttp {
  return async (request) => {
    for (let number = 1; ; number += 1) {
      const answer = await http(request);
      if (!isPassing(answer) || number >= attempts) return answer;
      await sleep(FIRST_WAIT * 2 ** (number - 1));
    }
  };
}

/** Whether a request may succeed later. */
export function isPassing({ status, reason }: Pick<GoogleAnswer, 'status' | 'reason'>): boolean {
  return status === 408 || status === 429 || status >= 500 || mayPass(reason);
}
