import { awsErrorFacts, withoutSecrets } from './aws-error-facts.ts';

/** The permission that a request needs. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:ListBucketVersions'
  | 's3:GetObject'
  | 's3:PutObject'
  | 's3:DeleteObject'
  | 's3:DeleteObjectVersion'
  | 's3:AbortMultipartUpload';

/**
 * A request to S3 that failed, after its retries. It never leaves the stores, which throw StoreError.
 * Its message is that of S3, its cause the error of the SDK without secrets.
 */
export class S3Failure extends Error {
  readonly action: S3Action;
  /** Path within the bucket, with the base folder. */
  readonly path: string;
  /** `NoSuchBucket`, `ECONNREFUSED`; `''` when the response had no body, as for every HEAD. */
  readonly code: string;
  /** HTTP status of the response; 0 without one. */
  readonly status: number;
  /** Region of the bucket, when the response says so. */
  readonly bucketRegion: string | undefined;
  /** Whether the error was marked for the SDK to retry. */
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

  /** Whether permission was denied, for whatever reason. */
  get isDenied(): boolean {
    return this.code === 'AccessDenied' || (this.code === '' && this.status === 403);
  }

  /** Whether the path has no object. */
  get isMissing(): boolean {
    return this.code === 'NoSuchKey' || (this.code === '' && this.status === 404);
  }

  /** Whether the response had no body, so that another request has to find out why. */
  get isUnexplained(): boolean {
    return this.code === '' && this.status >= 300 && this.status < 500;
  }
}

function regionOf(error: unknown): string | undefined {
  const header = fieldOf(fieldOf(fieldOf(error, '$response'), 'headers'), 'x-amz-bucket-region');
  const region = typeof header === 'string' ? header : fieldOf(error, 'Region');
  // It goes into a message, so that nothing but the name of a region may pass.
  return typeof region === 'string' && /^[a-z0-9-]+$/.test(region) ? region : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
