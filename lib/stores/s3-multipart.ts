import { createHash, type Hash } from 'node:crypto';
import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Part, S3Requests } from '../aws/s3-requests.ts';
import type { NewObject } from '../lake/object.ts';

/** S3 takes from 1 to 10,000 parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MOST_PARTS = 10_000;

/** Parts on their way at the same time. */
const PARTS_AT_ONCE = 4;

/**
 * Lands an object in parts, which nobody sees before the last request. Parts are views of its bytes.
 *
 * Every part carries its SHA-256, which S3 compares; the digest of these digests, which S3 gives
 * at the end, is compared here, and so is the one of the object with what is sent.
 *
 * @param partSize in bytes, 5 MiB at least; larger when the object would have too many parts
 * @throws S3Failure, with the code PreconditionFailed when the path is taken; the parts are gone.
 */
export async function putInParts(
  requests: S3Requests,
  path: string,
  object: NewObject,
  { partSize }: { partSize: number },
): Promise<void> {
  const views = partsOf(object.bytes, partSize);
  const whole = createHash('sha256');
  const upload = await requests.startUpload(path);
  try {
    const parts = await sendParts(views, async (view, position) => {
      const sha256 = digestOf(view, whole);
      return requests.uploadPart(path, upload, { number: position + 1, bytes: view, sha256 });
    });
    if (whole.digest('hex') !== object.sha256) throw failure(path, 'BadDigest');
    const stored = await requests.completeIfAbsent(path, upload, parts);
    // Not every server that speaks S3 gives it; each part has been compared in any case.
    if (stored !== undefined && stored !== compositeOf(parts)) throw failure(path, 'BadDigest');
  } catch (error) {
    // What failed is what a person must hear of; the bucket's lifecycle removes parts in any case.
    await requests.abortUpload(path, upload).catch(() => {});
    throw error;
  }
}

/** The digest that S3 gives for an object of these bytes that landed in parts of this size. */
export function compositeSha256(bytes: Uint8Array, partSize: number): string {
  const parts = partsOf(bytes, partSize).map((view) => ({ ChecksumSHA256: digestOf(view) }));
  return compositeOf(parts);
}

function partsOf(bytes: Uint8Array, partSize: number): Uint8Array[] {
  const size = Math.max(partSize, Math.ceil(bytes.length / MOST_PARTS));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, position) =>
    bytes.subarray(position * size, (position + 1) * size),
  );
}

function digestOf(view: Uint8Array, whole?: Hash): string {
  whole?.update(view);
  return createHash('sha256').update(view).digest('base64');
}

function compositeOf(parts: readonly Pick<S3Part, 'ChecksumSHA256'>[]): string {
  const hash = createHash('sha256');
  for (const { ChecksumSHA256 } of parts) hash.update(ChecksumSHA256, 'base64');
  return `${hash.digest('base64')}-${parts.length}`;
}

/**
 * Starts parts in order, a few at once. Settles when none is on its way any more, because S3 would
 * keep a part that arrives after its upload was aborted.
 */
async function sendParts(
  views: readonly Uint8Array[],
  send: (view: Uint8Array, position: number) => Promise<S3Part>,
): Promise<S3Part[]> {
  const parts: S3Part[] = [];
  const waiting = views.entries();
  let failed = false;
  async function work(): Promise<void> {
    for (const [position, view] of waiting) {
      if (failed) return;
      try {
        parts[position] = await send(view, position);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, work));
  const broken = workers.find((worker) => worker.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return parts;
}

function failure(path: string, code: string): S3Failure {
  return new S3Failure('s3:PutObject', path, Object.assign(new Error(code), { name: code }));
}
