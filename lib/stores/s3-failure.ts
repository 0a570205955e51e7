/** What a request needed permission for. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:GetObject'
  | 's3:PutObject'
  | 's3:AbortMultipartUpload';

/** Codes of Node and of S3 for a connection that failed or was too slow. */
const CONNECTION = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'RequestTimeout',
  'TimeoutError',
]);

/** Codes of S3 that ask for patience, beside every status from 500 on but 501, Not Implemented. */
const BUSY = new Set([
  'ConditionalRequestConflict',
  'OperationAborted',
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Names that say no more than that something failed: the status or the code of Node says more. */
const NAMELESS = new Set(['', 'Error', 'NotFound', 'TypeError', 'Unknown', 'UnknownError']);

/** A request to S3 that failed, its retries included. Never leaves the stores: a StoreError does. */
export class S3Failure extends Error {
  readonly action: S3Action;
  /** Of the whole bucket: the base folder included. */
  readonly path: string;
  /** `NoSuchBucket`, `ECONNREFUSED`; `''` when the answer had no body to say so, as to every HEAD. */
  readonly code: string;
  /** Of the answer; 0 without one. */
  readonly status: number;
  /** Where the bucket is, when the answer says so. */
  readonly bucketRegion: string | undefined;
  /** Whether the SDK was told that the same request may succeed. */
  private readonly isMarked: boolean;

  constructor(action: S3Action, path: string, error: unknown) {
    super(stringOf(error, 'message') ?? String(error), { cause: withoutSecrets(error) });
    this.name = 'S3Failure';
    this.action = action;
    this.path = path;
    this.code = codeOf(error);
    this.status = numberOf(fieldOf(error, '$metadata'), 'httpStatusCode') ?? 0;
    this.bucketRegion = regionOf(error);
    this.isMarked = fieldOf(error, '$retryable') !== undefined;
  }

  /** Whether the answer was no answer, or broke off. */
  get isConnection(): boolean {
    return CONNECTION.has(this.code);
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    const { code, status } = this;
    const isBusy = BUSY.has(code) || status === 429 || (status >= 500 && status !== 501);
    return this.isMarked || this.isConnection || isBusy;
  }

  /** Whether permission was refused, for whatever reason. */
  get isDenied(): boolean {
    return this.code === 'AccessDenied' || (this.code === '' && this.status === 403);
  }

  /** Whether nothing is under the path. */
  get isMissing(): boolean {
    return this.code === 'NoSuchKey' || (this.code === '' && this.status === 404);
  }

  /** Whether the answer had no body, so that another request has to find out why. */
  get isUnexplained(): boolean {
    return this.code === '' && this.status >= 300 && this.status < 500;
  }
}

/** The sign by which the SDK knows what to try again: it looks for it on the error itself. */
export function markedRetryable(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { $retryable: {} }) : error;
}

/** Node puts its code in `code`, the SDK the one of S3 in `name`. */
function codeOf(error: unknown): string {
  const name = stringOf(error, 'name') ?? '';
  if (name !== 'TimeoutError' && !NAMELESS.has(name)) return name;
  return stringOf(error, 'code') ?? (NAMELESS.has(name) ? '' : name);
}

function regionOf(error: unknown): string | undefined {
  const headers = fieldOf(fieldOf(error, '$response'), 'headers');
  const region = stringOf(headers, 'x-amz-bucket-region') ?? stringOf(error, 'Region');
  // It goes into a message: nothing but a region does.
  return region !== undefined && /^[a-z0-9-]+$/.test(region) ? region : undefined;
}

/**
 * S3 repeats the key id, the session token or the text that was signed in the fields of an error,
 * and `--debug` prints the fields of a cause.
 */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const copy = new Error(error.message);
  const requestId = stringOf(fieldOf(error, '$metadata'), 'requestId');
  return Object.assign(copy, {
    name: error.name,
    stack: error.stack,
    ...(requestId === undefined ? {} : { requestId }),
    ...(error.cause === undefined ? {} : { cause: withoutSecrets(error.cause) }),
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function stringOf(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : undefined;
}

function numberOf(value: unknown, name: string): number | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'number' ? field : undefined;
}
