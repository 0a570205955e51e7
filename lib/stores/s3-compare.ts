import { createHash } from 'node:crypto';
import type { S3Head, S3Requests } from '../aws/s3-requests.ts';
import type { NewObject } from '../lake/object.ts';
import { compositeSha256 } from './s3-multipart.ts';

/** What is under a path, beside the object that should be. */
export interface Comparison {
  readonly same: boolean;
  /** `SHA-256 2cf2…` or `5 bytes`. */
  readonly there: string;
}

/** An object without a digest to compare is read in pieces of so much. */
const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * Compares what is stored with an object, by its digest when S3 has one of the whole object, and
 * by reading it when not: it was put by another tool, or in parts of another size.
 *
 * @param partSize in bytes, of objects that land in parts
 * @throws S3Failure, with the status 404 when nothing is there any more.
 */
export async function compareStored(
  requests: S3Requests,
  path: string,
  object: NewObject,
  { partSize }: { partSize: number },
): Promise<Comparison> {
  const head = await requests.head(path);
  if (head.size !== object.bytes.length) return { same: false, there: `${head.size} bytes` };
  if (head.sha256?.includes('-') && head.sha256 === compositeSha256(object.bytes, partSize)) {
    return { same: true, there: `SHA-256 ${object.sha256}` };
  }
  const there = await digestOfStored(requests, path, head);
  return { same: there === object.sha256, there: `SHA-256 ${there}` };
}

/**
 * SHA-256 of what is stored, in lower-case hexadecimal: the one that S3 has of the whole object, or
 * the one of its bytes as they are read.
 *
 * @throws S3Failure, with the code PreconditionFailed when the object has another ETag than `head`.
 */
export async function digestOfStored(
  requests: S3Requests,
  path: string,
  { size, etag, sha256 }: S3Head,
): Promise<string> {
  if (sha256 !== undefined && !sha256.includes('-')) {
    return Buffer.from(sha256, 'base64').toString('hex');
  }
  const hash = createHash('sha256');
  for (let offset = 0; offset < size; offset += PIECE_BYTES) {
    hash.update(await requests.get(path, { range: { offset, length: PIECE_BYTES }, etag }));
  }
  return hash.digest('hex');
}
