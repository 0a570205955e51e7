import { createHash } from 'node:crypto';
import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Part, S3Requests } from '../aws/s3-requests.ts';
import type { NewObject } from '../lake/object.ts';
import { piecesOf } from '../lake/object-body.ts';

/** S3 takes from 1 to 10,000 parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MOST_PARTS = 10_000;

/** Parts that are sent at the same time. */
const PARTS_AT_ONCE = 4;

/** How often all parts are sent when the end of the upload meets a conflict. */
const ATTEMPTS = 4;

/**
 * Stores an object in parts, which nobody sees before the last request.
 *
 * S3 compares the SHA-256 of each part on arrival. The digest of these digests, which S3 returns at
 * the end, is compared here, and so is that of the object with what is sent. When the end of the
 * upload meets a conflict (409), S3 discards it, and all parts are sent again.
 *
 * @param partSize in bytes, 5 MiB at least; parts are larger when there would be too many
 * @throws S3Failure, with the code PreconditionFailed when the path is taken; BodyError when the body
 *   does not match. The parts are removed.
 */
export async function putInParts(
  requests: S3Requests,
  path: string,
  object: NewObject,
  { partSize }: { partSize: number },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await upload(requests, path, object, partSize);
      return;
    } catch (error) {
      const isConflict = error instanceof S3Failure && error.code === 'ConditionalRequestConflict';
      if (!isConflict || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The digest that S3 computes for an object that was stored in parts of this size. */
export async function compositeSha256(object: NewObject, partSize: number): Promise<string> {
  const digests: string[] = [];
  for await (const bytes of partsOf(object, partSize)) digests.push(digestOf(bytes));
  return compositeOf(digests);
}

async function upload(
  requests: S3Requests,
  path: string,
  object: NewObject,
  partSize: number,
): Promise<void> {
  const id = await requests.startUpload(path);
  try {
    const parts = await sendParts(partsOf(object, partSize), (bytes, number) =>
      requests.uploadPart(path, id, { number, bytes, sha256: digestOf(bytes) }),
    );
    const stored = await requests.completeIfAbsent(path, id, parts);
    const expected = compositeOf(parts.map(({ ChecksumSHA256 }) => ChecksumSHA256));
    // Not every S3-compatible server returns it; S3 has compared each part in any case.
    if (stored !== undefined && stored !== expected) throw badDigest(path);
  } catch (error) {
    // The first error is the one to report; the lifecycle of the bucket removes parts in any case.
    await requests.abortUpload(path, id).catch(() => {});
    throw error;
  }
}

/** The size of a part depends on nothing but the size of the object, since digests depend on it. */
function partsOf(object: NewObject, partSize: number): AsyncGenerator<Uint8Array> {
  return piecesOf(object, Math.max(partSize, Math.ceil(object.size / MOST_PARTS)));
}

/**
 * Reads parts in order and sends a few at once. Settles when none is on its way any more, because S3
 * would keep a part that arrives after its upload was aborted.
 *
 * @param send gets the number of the part, from 1
 */
async function sendParts(
  pieces: AsyncGenerator<Uint8Array>,
  send: (bytes: Uint8Array, number: number) => Promise<S3Part>,
): Promise<S3Part[]> {
  const parts: S3Part[] = [];
  let read = 0;
  let failed = false;
  async function work(): Promise<void> {
    try {
      while (!failed) {
        const { done, value } = await pieces.next();
        if (done === true) return;
        const position = read;
        read += 1;
        parts[position] = await send(value, position + 1);
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, work));
  await pieces.return(undefined);
  const broken = workers.find((worker) => worker.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return parts;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

function compositeOf(digests: readonly string[]): string {
  const hash = createHash('sha256');
  for (const digest of digests) hash.update(digest, 'base64');
  return `${hash.digest('base64')}-${digests.length}`;
}

function badDigest(path: string): S3Failure {
  const error = new Error('The digest of the stored parts is wrong');
  return new S3Failure('s3:PutObject', path, Object.assign(error, { name: 'BadDigest' }));
}
