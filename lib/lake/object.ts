import { sha256 } from './sha256.ts';

/** A file on this machine that can be opened more than once and does not change meanwhile. */
export interface FileBody {
  /** Absolute path. */
  readonly path: string;
}

/** The bytes of an object, or the file that holds them. Never a stream: a retry needs them again. */
export type ObjectBody = Uint8Array | FileBody;

/** An object that is ready to be stored. */
export interface NewObject {
  readonly body: ObjectBody;
  /** Number of bytes in the body. */
  readonly size: number;
  /** SHA-256 of the body, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** A part of an object. */
export interface ByteRange {
  /** Number of the first byte, from 0. */
  readonly offset: number;
  /** Number of bytes. */
  readonly length: number;
}

/**
 * An object whose bytes are in memory.
 *
 * @param digest SHA-256 of the bytes, in lower-case hexadecimal. Default: computed from them.
 *
 * @example
 * objectOf(new Uint8Array(3)).size // => 3
 */
export function objectOf(bytes: Uint8Array, digest: string = sha256(bytes)): NewObject {
  return { body: bytes, size: bytes.length, sha256: digest };
}
