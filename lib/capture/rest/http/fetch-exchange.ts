import { HourlakeError } from '../../../errors.ts';
import type { BrokenConnection, Exchange, HttpAnswer, HttpRequest } from './exchange.ts';
import { interrupted } from './http-failures.ts';
import { destinationOf, type Origins } from './origins.ts';
import { readText } from './read-text.ts';
import { Silence } from './silence.ts';

/** How requests are sent. */
export interface FetchExchangeOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly origins: Origins;
  /** Seconds without a byte after which a connection counts as broken. */
  readonly timeoutSeconds: number;
  /** Ends requests early. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends requests with `fetch`. Redirects are not followed.
 * No error of `fetch` is passed on, because some quote URLs and headers.
 */
export function fetchExchange(options: FetchExchangeOptions): Exchange {
  const { origins, timeoutSeconds, signal } = options;
  return async (request) => {
    if (signal?.aborted) throw interrupted(request);
    const destination = destinationOf(request.url, { origins, aim: request.aim });
    const silence = new Silence(timeoutSeconds, signal);
    try {
      return await exchange(request, { destination, silence, fetch: options.fetch });
    } catch (error) {
      if (error instanceof HourlakeError) throw error;
      if (signal?.aborted) throw interrupted(request);
      return broken(error, { origin: destination.origin, silence, timeoutSeconds });
    } finally {
      silence.end();
    }
  };
}

async function exchange(
  { method, url, headers, body, aim, mostBytes }: HttpRequest,
  {
    destination,
    silence,
    fetch,
  }: Pick<FetchExchangeOptions, 'fetch'> & {
    readonly destination: URL;
    readonly silence: Silence;
  },
): Promise<HttpAnswer> {
  const response = await fetch(destination, {
    method,
    headers,
    body: body ?? null,
    redirect: 'manual',
    signal: silence.signal,
  });
  silence.heard();
  const about = {
    status: response.status,
    url,
    headers: response.headers,
    origin: destination.origin,
  };
  if (!response.ok) {
    // A body that is neither read nor cancelled keeps its connection. The status counts even when it breaks.
    await response.body?.cancel().catch(() => {});
    return { ...about, text: '', bytes: 0 };
  }
  const onChunk = () => silence.heard();
  return { ...about, ...(await readText(response.body, { aim, mostBytes, onChunk })) };
}

function broken(
  error: unknown,
  {
    origin,
    silence,
    timeoutSeconds,
  }: { readonly origin: string; readonly silence: Silence; readonly timeoutSeconds: number },
): BrokenConnection {
  if (silence.isTooLong) return { broken: `${origin} sent nothing for ${timeoutSeconds} s` };
  const code = codeOf(error);
  const reason = code === undefined ? '' : ` (${code})`;
  return { broken: `${origin} cannot be reached, or the connection broke${reason}` };
}

/** A word such as `ECONNREFUSED` that Node gives to an error, or to its cause. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  const isWord = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code);
  return isWord ? code : codeOf(error.cause);
}
