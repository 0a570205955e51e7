import type { BrokenConnection, Exchange, HttpAnswer, Send } from './exchange.ts';
import { gaveUp, waitTooLong } from './http-failures.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** How requests are repeated. */
export interface RetryOptions {
  /** Tries of a request, the first one included. */
  readonly tries: number;
  /** Longest wait, in seconds, that an answer may ask for. */
  readonly longestWaitSeconds: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** Seconds before the second try; each further one waits twice as long. */
const FIRST_WAIT = 0.5;

/** Most seconds before a try, unless the API asks for more. */
const LONGEST_BACKOFF = 30;

/**
 * Repeats requests that may succeed later: after a broken connection, too many requests, or a failure of
 * the service. It waits as long as the API asks for, and never less than the backoff: with
 * `Retry-After: 0` all tries would be used up within a moment.
 *
 * @throws CaptureError when the last try fails as well, or the API asks for too long a wait.
 */
export function withRetries(
  exchange: Exchange,
  { tries, longestWaitSeconds, now, sleep }: RetryOptions,
): Send {
  return async (request) => {
    const { aim } = request;
    for (let failed = 1; ; failed += 1) {
      const reply = await exchange(request);
      if (!('broken' in reply) && !isTransient(reply.status)) return reply;
      const seconds = askedWait(reply, now());
      if (seconds > longestWaitSeconds) throw waitTooLong(seconds, { aim, longestWaitSeconds });
      if (failed >= tries) throw gaveUp(reply, { aim, tries });
      await sleep(Math.max(seconds, backoffSeconds(failed)) * 1_000);
    }
  };
}

/**
 * Seconds to wait after a number of failed tries, the same in every run.
 *
 * @example
 * [1, 2, 3, 10].map(backoffSeconds) // => [0.5, 1, 2, 30]
 */
export function backoffSeconds(failed: number): number {
  return Math.min(FIRST_WAIT * 2 ** (failed - 1), LONGEST_BACKOFF);
}

/**
 * Whether the same request may get another status later.
 *
 * @example
 * [404, 408, 429, 503].map(isTransient) // => [false, true, true, true]
 */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Seconds that the API asks to wait; 0 where it does not. */
function askedWait(reply: HttpAnswer | BrokenConnection, now: number): number {
  if ('broken' in reply) return 0;
  return retryAfterSeconds(reply.headers.get('retry-after'), now) ?? 0;
}
