import { awsErrorFacts, withoutSecrets } from './aws-error-facts.ts';

/** What a request needed permission for. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:GetObject'
  | 's3:PutObject'
  | 's3:AbortMultipartUpload';

/**
 * A request to S3 that failed, its retries included. Never leaves the stores: a StoreError does.
 * Its message is what S3 said, its cause the error of the SDK without secrets.
 */
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
  readonly isMarked: boolean;

  constructor(action: S3Action, path: string, error: unknown) {
    const { code, said, status = 0 } = awsErrorFacts(error);
    super(said, { cause: withoutSecrets(error) });
    this.name = 'S3Failure';
    this.action = action;
    this.path = path;
    this.code = code;
    this.status = status;
    this.bucketRegion = regionOf(error);
    this.isMarked = fieldOf(error, '$retryable') !== undefined;
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

function regionOf(error: unknown): string | undefined {
  const header = fieldOf(fieldOf(fieldOf(error, '$response'), 'headers'), 'x-amz-bucket-region');
  const region = typeof header === 'string' ? header : fieldOf(error, 'Region');
  // It goes into a message: nothing but a region does.
  return typeof region === 'string' && /^[a-z0-9-]+$/.test(region) ? region : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
