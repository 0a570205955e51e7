import type { ByteRange, NewObject } from '../lake/object.ts';

/** What HEAD says about an object. */
export interface S3Head {
  /** In bytes. */
  readonly size: number;
  readonly etag: string | undefined;
  /** In Base64: of the whole object, or of the digests of its parts, such as `…-3` for three parts. */
  readonly sha256: string | undefined;
}

/** The bytes of a part, with the SHA-256 that S3 compares on arrival. */
export interface S3Body {
  readonly bytes: Uint8Array;
  /** In Base64. */
  readonly sha256: string;
}

/** A part that S3 holds, as the end of the upload lists it. */
export interface S3Part {
  readonly PartNumber: number;
  readonly ETag: string | undefined;
  readonly ChecksumSHA256: string;
}

/**
 * The requests to one bucket. Every method throws {@link S3Failure}; those that send an object throw
 * BodyError when its body cannot be read or does not match.
 */
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
  putIfAbsent(path: string, object: NewObject): Promise<void>;
  /**
   * Replaces the object that has this ETag. Fails with the code PreconditionFailed when the path has
   * another ETag, and as for a missing object when it has none.
   */
  putOver(path: string, object: NewObject, etag: string): Promise<void>;
  /**
   * Removes the object that has this ETag. Fails with the code PreconditionFailed when the path has
   * another ETag. A missing object is no failure.
   */
  removeUnchanged(path: string, etag: string): Promise<void>;
  /**
   * The ids of all versions of an object and of the markers of its removal, in any order. A bucket
   * that keeps no versions has one, whose id is `null`.
   */
  versions(path: string): Promise<readonly string[]>;
  /** Removes one version for good. A missing version is no failure. */
  removeVersion(path: string, version: string): Promise<void>;
  /** Starts a multipart upload and returns its id. */
  startUpload(path: string): Promise<string>;
  /** @param number of the part, from 1 */
  uploadPart(path: string, upload: string, part: S3Body & { number: number }): Promise<S3Part>;
  /**
   * Returns the digest of the object, as HEAD does; `undefined` from a server that has none. Fails
   * like `putIfAbsent` when the path is taken, and with the code ConditionalRequestConflict when all
   * parts have to be sent again.
   */
  completeIfAbsent(
    path: string,
    upload: string,
    parts: readonly S3Part[],
  ): Promise<string | undefined>;
  abortUpload(path: string, upload: string): Promise<void>;
  /** Whether the bucket answers requests, of its expected owner or of anybody. */
  bucketAnswers(asked: { ofOwner: boolean }): Promise<boolean>;
  /** The region that requests go to; `undefined` when none is set. */
  region(): Promise<string | undefined>;
}
