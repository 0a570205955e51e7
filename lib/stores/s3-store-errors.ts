import { S3Failure } from '../aws/s3-failure.ts';
import { DifferentObjectError, StoreError } from '../errors.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';

type Lake = Pick<BucketLake, 'bucket' | 'base'>;

/**
 * The error for a key that does not hold the bytes to be replaced.
 *
 * @param expected SHA-256 of the bytes to be replaced, in lower-case hexadecimal
 * @param found what the key holds: `SHA-256 2cf2…` or `5 bytes`
 */
export function changedMeanwhile(
  lake: Lake,
  key: string,
  { expected, found }: { expected: string; found: string },
): DifferentObjectError {
  return new DifferentObjectError(
    {
      expected: `${bucketUrl(lake, key)} to still hold SHA-256 ${expected}`,
      got: found,
      advice:
        'Nothing was overwritten. Find out which other program writes to the bucket, and run the same command again.',
    },
    { key },
  );
}

/** The error for a server that has no ETag by which an object could be replaced or removed safely. */
export function withoutEtag(lake: Lake, key: string, action: 'replace' | 'take in'): StoreError {
  const done = action === 'replace' ? 'replaced' : 'removed';
  return new StoreError(
    {
      failed: `Could not ${action} ${bucketUrl(lake, key)}`,
      got: `the server returned no ETag, by which only the bytes that were seen are ${done}`,
      advice: 'Use a bucket of S3 itself, or of a server with ETags.',
    },
    { key },
  );
}

/** The error for a server that ignores `If-None-Match`. */
export function conditionIgnored(lake: Lake, key: string): StoreError {
  return new StoreError(
    {
      failed: `Could not write ${bucketUrl(lake, key)}`,
      got: 'this server overwrites objects despite If-None-Match',
      advice:
        'Nothing more is written, because no object would be safe there. Use a bucket of S3 itself, or of a server with conditional writes.',
    },
    { key },
  );
}

/** The failure for a key that was taken a moment ago and is free again. */
export function vanished(failure: S3Failure): S3Failure {
  return failureLike(failure, 'PreconditionFailed', 'The object was removed');
}

/** The failure for a key that has no object, of which S3 only said that the request was denied. */
export function missing(failure: S3Failure): S3Failure {
  return failureLike(failure, 'NoSuchKey', 'The listing does not have it');
}

function failureLike({ action, path, cause }: S3Failure, name: string, text: string): S3Failure {
  return new S3Failure(action, path, Object.assign(new Error(text, { cause }), { name }));
}
