/** An object that is ready to land. */
export interface NewObject {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** A part of an object. */
export interface ByteRange {
  /** Number of the first byte, from 0. */
  readonly offset: number;
  /** How many bytes. */
  readonly length: number;
}
