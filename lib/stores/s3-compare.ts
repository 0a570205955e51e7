import { createHash } from 'node:crypto';
import type { S3Head, S3Requests } from '../aws/s3-requests.ts';
import type { NewObject } from '../lake/object.ts';
import { compositeSha256 } from './s3-multipart.ts';

/** What a path holds, compared with an object. */
export interface Comparison {
  readonly same: boolean;
  /** `SHA-256 2cf2…` or `5 bytes`. */
  readonly found: string;
}

/** A stored object without a usable digest is read in pieces of this size. */
const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * Compares a stored object with a given one, by its digest when S3 has one that can be compared, and
 * otherwise by reading it: another tool stored it, or it was stored in parts of another size.
 *
 * @param partSize in bytes, of objects that are stored in parts
 * @throws S3Failure, with the status 404 when the path holds no object any more.
 */
export async function compareStored(
  requests: S3Requests,
  path: string,
  object: NewObject,
  { partSize }: { partSize: number },
): Promise<Comparison> {
  const head = await requests.head(path);
  if (head.size !== object.size) return { same: false, found: `${head.size} bytes` };
  if (isComposite(head.sha256) && head.sha256 === (await compositeSha256(object, partSize))) {
    return { same: true, found: `SHA-256 ${object.sha256}` };
  }
  const found = await digestOfStored(requests, path, head);
  return { same: found === object.sha256, found: `SHA-256 ${found}` };
}

/**
 * SHA-256 of a stored object, in lower-case hexadecimal: the one that S3 has of the whole object, or
 * the one of its bytes, which are read.
 *
 * @throws S3Failure, with the code PreconditionFailed when the object has another ETag than `head`.
 */
export async function digestOfStored(
  requests: S3Requests,
  path: string,
  { size, etag, sha256 }: S3Head,
): Promise<string> {
  if (sha256 !== undefined && !isComposite(sha256)) {
    return Buffer.from(sha256, 'base64').toString('hex');
  }
  const hash = createHash('sha256');
  for (let offset = 0; offset < size; offset += PIECE_BYTES) {
    hash.update(await requests.get(path, { range: { offset, length: PIECE_BYTES }, etag }));
  }
  return hash.digest('hex');
}

/** Whether a digest is that of the digests of parts. */
function isComposite(sha256: string | undefined): boolean {
  return sha256?.includes('-') ?? false;
}
