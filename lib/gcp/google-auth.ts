import { wordsOf } from '../printable.ts';
import { type GoogleAnswer, type GoogleHttp, noAnswer, reasonOf } from './google-http.ts';

/** How requests log in. */
export interface GoogleLogin {
  /** `false` for an emulator, which knows nobody. Default: with the credentials that Google's library finds. */
  readonly logsIn?: boolean;
}

type AuthLibrary = typeof import('google-auth-library');

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

/** A connection that is silent for this long is broken. In milliseconds. */
const LONGEST_SILENCE = 300_000;

/** What the library says where it has nothing to log in with, or what it has is not accepted. */
const NO_LOGIN =
  /default credentials|credential|invalid_grant|invalid_client|reauth|refresh token|ENOENT/i;

/**
 * Sends requests with application default credentials: those of `gcloud auth application-default login`,
 * the key file in `GOOGLE_APPLICATION_CREDENTIALS`, a workload identity, or those of a machine of Google.
 * The library, an optional peer dependency, is loaded by the first request.
 */
export function googleHttp({ logsIn = true }: GoogleLogin = {}): GoogleHttp {
  let client: ReturnType<typeof clientOf> | undefined;
  return async ({ method, url, body, headers = {} }) => {
    client ??= clientOf(logsIn);
    const opened = await client;
    if (opened === undefined) return noAnswer('notInstalled');
    try {
      const response = await opened.request<string>({
        method,
        url,
        headers: body === undefined ? headers : { 'content-type': typeOf(body), ...headers },
        ...(body === undefined ? {} : { data: dataOf(body) }),
        responseType: 'text',
        redirect: 'manual',
        timeout: LONGEST_SILENCE,
        validateStatus: () => true,
      });
      return answerOf(response.status, response.headers, response.data);
    } catch (error) {
      return noAnswer(NO_LOGIN.test(wordsOf(error)) ? 'noCredentials' : 'noConnection');
    }
  };
}

async function clientOf(logsIn: boolean) {
  const library = await load();
  if (library === undefined) return undefined;
  return logsIn ? new library.GoogleAuth({ scopes: SCOPES }) : new library.PassThroughClient();
}

async function load(): Promise<AuthLibrary | undefined> {
  try {
    return await import('google-auth-library');
  } catch {
    return undefined;
  }
}

function typeOf(body: Uint8Array | object): string {
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

function dataOf(body: Uint8Array | object): Uint8Array | string {
  return body instanceof Uint8Array ? body : JSON.stringify(body);
}

function answerOf(status: number, headers: Headers, text: unknown): GoogleAnswer {
  const body = parsed(text);
  return {
    status,
    reason: reasonOf(status, body),
    body,
    header: (name) => headers.get(name) ?? undefined,
  };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
