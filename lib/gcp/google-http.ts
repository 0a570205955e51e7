import { recordOr } from '../model/is-record.ts';

/** A request to an API of Google. */
export interface GoogleRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  /** Bytes are sent as they are, anything else as JSON. Default: nothing is sent. */
  readonly body?: Uint8Array | object;
  /** Default: those of the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. Its words are never part of an error: BigQuery quotes values of rows. */
export interface GoogleAnswer {
  /** Status of HTTP; 0 when no answer arrived. */
  readonly status: number;
  /** Code of an error, in the words of Google: `notFound`, `rateLimitExceeded`. Default: there is no error. */
  readonly reason?: string | undefined;
  /** The parsed JSON; `undefined` where it is none. */
  readonly body: unknown;
  /** A header, by its name in lower case. */
  header(name: string): string | undefined;
}

/** Why no answer arrived. */
export const NO_ANSWER = {
  /** The package with which requests log in is not installed. */
  notInstalled: 'notInstalled',
  /** There are no credentials, or they expired. */
  noCredentials: 'noCredentials',
  /** The host cannot be reached, or the connection broke. */
  noConnection: 'noConnection',
} as const;

/** Sends requests that are logged in. Never throws: what failed is an answer as well. */
export type GoogleHttp = (request: GoogleRequest) => Promise<GoogleAnswer>;

/** An answer to a request that did not reach Google. */
export function noAnswer(reason: keyof typeof NO_ANSWER): GoogleAnswer {
  return { status: 0, reason, body: undefined, header: () => undefined };
}

/**
 * Whether a request succeeded.
 *
 * @example
 * isSuccess({ status: 204 }) // => true
 */
export function isSuccess({ status }: Pick<GoogleAnswer, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/**
 * The code of the error in an answer; of an answer without one, that of its status.
 *
 * @example
 * reasonOf(403, { error: { errors: [{ reason: 'accessDenied' }] } }) // => 'accessDenied'
 * reasonOf(403, { error: { details: [{ reason: 'SERVICE_DISABLED' }], status: 'PERMISSION_DENIED' } }) // => 'SERVICE_DISABLED'
 * reasonOf(503, undefined) // => 'backendError'
 * reasonOf(200, {}) // => undefined
 */
export function reasonOf(status: number, body: unknown): string | undefined {
  if (status < 400) return undefined;
  if (status === 401) return NO_ANSWER.noCredentials;
  const { error } = recordOr(body);
  const { errors, status: name, details } = recordOr(error);
  if (isOfService(details)) return SERVICE_DISABLED;
  const { reason } = recordOr(Array.isArray(errors) ? errors[0] : undefined);
  if (isCode(reason)) return reason;
  if (isCode(name)) return name;
  return REASONS[status] ?? (status >= 500 ? 'backendError' : 'invalid');
}

/** More specific than the code of the error itself, which any missing permission has. */
const SERVICE_DISABLED = 'SERVICE_DISABLED';

function isOfService(details: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(details) ? details : [];
  return list.some((detail) => recordOr(detail).reason === SERVICE_DISABLED);
}

const REASONS: Readonly<Record<number, string>> = {
  403: 'accessDenied',
  404: 'notFound',
  409: 'duplicate',
  429: 'rateLimitExceeded',
};

/** One word, so that no text of a service gets into a message. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_]{1,60}$/.test(value);
}
