import { InputError } from '../../../errors.ts';
import type { RestApi } from '../rest-data.ts';
import type { AskPage } from '../rest-http.ts';
import { authorizationOf, type ReadSecret } from './authorization.ts';
import type { Send } from './exchange.ts';
import { fetchExchange } from './fetch-exchange.ts';
import { ledElsewhere, refusal } from './http-failures.ts';
import { askedOrigin, type Origins } from './origins.ts';
import { Pace } from './pace.ts';
import { withAuthorization } from './with-authorization.ts';
import { withRedirects } from './with-redirects.ts';
import { withRetries } from './with-retries.ts';

/** What requests need from the world. */
export interface RestHttpOptions {
  readonly readSecret: ReadSecret;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Waits some milliseconds; less when the signal is aborted, if it can. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** Default: none is replaced. */
  readonly origins?: Origins;
  /** Ends requests and waits early. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the one of Node. */
  readonly fetch?: typeof globalThis.fetch;
}

const REQUESTS_PER_SECOND = 5;
const TRIES = 5;
const LONGEST_WAIT_SECONDS = 300;
const TIMEOUT_SECONDS = 30;

/**
 * Opens an API whose pages can be asked for. Requests go evenly spaced, in the order in which they are
 * asked for, requests for tokens and repeated ones included.
 *
 * @param api one that `restDataOf` has checked
 * @throws InputError when its headers or its rate cannot be used.
 */
export function openRestHttp(api: RestApi, options: RestHttpOptions): AskPage {
  const { readSecret, now, origins = new Map() } = options;
  const headers = headersOf(api);
  const send = sending(api, options);
  const authorization = authorizationOf(api.auth, { send, readSecret, now });
  const ask = withRedirects(withAuthorization(send, authorization), origins);
  const home = askedOrigin(new URL(api.baseUrl), origins);
  return async ({ url, what, mostBytes }) => {
    const aim = `read ${what}`;
    // Credentials are sent to no other origin, whatever an answer has as the link to its next page.
    if (askedOrigin(url, origins) !== home) throw ledElsewhere({ aim });
    const answer = await ask({ method: 'GET', url, headers, aim, mostBytes });
    const { status, text, bytes } = answer;
    if (status < 200 || status > 299) throw refusal(answer, { aim });
    const link = answer.headers.get('link') ?? undefined;
    return { url: answer.url, status, text, bytes, link, time: now() };
  };
}

/** Sends requests no faster than the API allows, and again where a later try may succeed. */
function sending(
  {
    requestsPerSecond = REQUESTS_PER_SECOND,
    tries = TRIES,
    longestWaitSeconds = LONGEST_WAIT_SECONDS,
    timeoutSeconds = TIMEOUT_SECONDS,
  }: RestApi,
  { now, sleep, signal, origins = new Map(), fetch = globalThis.fetch }: RestHttpOptions,
): Send {
  const wait = async (milliseconds: number) => {
    try {
      await sleep(milliseconds, signal);
    } catch (error) {
      // The next request says that the run ends.
      if (!signal?.aborted) throw error;
    }
  };
  const exchange = fetchExchange({ fetch, origins, timeoutSeconds, signal });
  const pace = new Pace({ requestsPerSecond, now, sleep: wait });
  return withRetries(
    async (request) => {
      await pace.turn();
      return exchange(request);
    },
    { tries, longestWaitSeconds, now, sleep: wait },
  );
}

/** Names in lower case, so that a header of the job replaces the default. */
function headersOf({ headers = {} }: RestApi): Readonly<Record<string, string>> {
  const all: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value)) {
      throw new InputError({
        expected: 'headers with names of HTTP and values of visible ASCII characters',
        got: `another name or value in the header ${JSON.stringify(name)}`,
        advice: 'Correct the headers of the API.',
      });
    }
    all[name.toLowerCase()] = value;
  }
  return all;
}
