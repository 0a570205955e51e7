import type { ByteRange } from '../lake/object.ts';

/** What HEAD tells of an object. */
export interface S3Head {
  /** In bytes. */
  readonly size: number;
  readonly etag: string | undefined;
  /** In Base64, of the whole object; `…-3` is the one of the digests of its three parts. */
  readonly sha256: string | undefined;
}

/** Bytes that S3 compares with their digest when they arrive. */
export interface S3Body {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A part that S3 has, as it wants to hear of it at the end. */
export interface S3Part {
  readonly PartNumber: number;
  readonly ETag: string | undefined;
  readonly ChecksumSHA256: string;
}

/** What is asked of S3, about one bucket. Digests are in Base64. Every call throws {@link S3Failure}. */
export interface S3Requests {
  /** Pages of up to 1,000 paths that begin with a prefix. */
  pages(prefix: string): AsyncIterable<readonly string[]>;
  head(path: string): Promise<S3Head>;
  /** The whole object or a range of it, which must begin before its end. */
  get(
    path: string,
    options?: { range?: ByteRange; etag?: string | undefined },
  ): Promise<Uint8Array>;
  /** Fails with the code PreconditionFailed when the path is taken. */
  putIfAbsent(path: string, body: S3Body): Promise<void>;
  /**
   * Puts in the place of the object with this ETag alone: fails with the code PreconditionFailed
   * when the path has another one, and as for a missing object when it has none.
   */
  putOver(path: string, body: S3Body, etag: string): Promise<void>;
  /** Gives the id of a multipart upload. */
  startUpload(path: string): Promise<string>;
  /** @param number of the part, from 1 */
  uploadPart(path: string, upload: string, part: S3Body & { number: number }): Promise<S3Part>;
  /**
   * Gives the digest of the object, as HEAD does; `undefined` from a server that has none. Fails
   * like `putIfAbsent` when the path is taken.
   */
  completeIfAbsent(
    path: string,
    upload: string,
    parts: readonly S3Part[],
  ): Promise<string | undefined>;
  abortUpload(path: string, upload: string): Promise<void>;
  /** Whether the bucket answers, to its expected owner or to anybody. */
  bucketAnswers(asked: { ofOwner: boolean }): Promise<boolean>;
  /** The region that requests go to; `undefined` when none is set. */
  region(): Promise<string | undefined>;
}
