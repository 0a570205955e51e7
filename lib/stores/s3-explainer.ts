import { s3Error } from '../aws/s3-errors.ts';
import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Requests } from '../aws/s3-requests.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';
import { BodyError } from '../lake/object-body.ts';
import { bodyError } from './body-error.ts';
import { ConditionIgnored } from './condition-proof.ts';
import { isAbsent } from './s3-absence.ts';
import { conditionIgnored, missing } from './s3-store-errors.ts';

/** Turns the errors of requests to a bucket into those of its store, with further requests if needed. */
export class S3Explainer {
  readonly #requests: S3Requests;
  readonly #lake: Pick<BucketLake, 'bucket' | 'base'>;
  readonly #expectedOwner: string | undefined;

  constructor(
    requests: S3Requests,
    lake: Pick<BucketLake, 'bucket' | 'base'>,
    expectedOwner: string | undefined,
  ) {
    this.#requests = requests;
    this.#lake = lake;
    this.#expectedOwner = expectedOwner;
  }

  /** Does the work for a key, and throws the errors of the store. */
  async explaining<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw await this.explained(key, error);
    }
  }

  /** The error of the store for an error of its requests; any other error as it is. */
  async explained(key: string, error: unknown): Promise<unknown> {
    if (error instanceof ConditionIgnored) return conditionIgnored(this.#lake, key);
    if (error instanceof BodyError) return bodyError(bucketUrl(this.#lake, key), key, error);
    if (!(error instanceof S3Failure)) return error;
    const notOwnedBy = (await this.#isOfAnotherOwner(error)) ? this.#expectedOwner : undefined;
    const region = await this.#requests.region();
    const failure = (await this.#isForAbsentObject(error)) ? missing(error) : error;
    return s3Error(failure, { key, lake: this.#lake, region, notOwnedBy });
  }

  async #isForAbsentObject(failure: S3Failure): Promise<boolean> {
    return failure.action === 's3:GetObject' && (await isAbsent(this.#requests, failure));
  }

  /**
   * S3 refuses a wrong owner like a missing permission. Only a bucket that answers requests without
   * an expected owner, and none with it, is known to belong to another account.
   */
  async #isOfAnotherOwner(failure: S3Failure): Promise<boolean> {
    return (
      failure.isDenied &&
      this.#expectedOwner !== undefined &&
      !(await this.#requests.bucketAnswers({ ofOwner: true })) &&
      (await this.#requests.bucketAnswers({ ofOwner: false }))
    );
  }
}
