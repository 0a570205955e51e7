/** From this size on, in bytes, a copy of all that is there is worth avoiding. */
const LARGE = 32 * 1024 ** 2;

/** A file beyond it could not be one view in Node 20. */
const LARGEST = 2 ** 32 - 1;

/**
 * Bytes that are written one after the other. Few are kept in pieces and put together at the end;
 * many lie in a buffer that grows where it is, so that they never need room twice.
 */
export class GrowingBytes {
  length = 0;
  private pieces: Uint8Array[] = [];
  /** Address space alone, until it is written to. */
  private large: ArrayBuffer | undefined;

  /** @throws RangeError when there would be more than 4 GiB. */
  append(piece: Uint8Array): void {
    const from = this.length;
    this.length += piece.length;
    if (this.large === undefined && this.length < LARGE) {
      this.pieces.push(piece);
      return;
    }
    if (this.large === undefined) {
      this.large = new ArrayBuffer(from, { maxByteLength: LARGEST });
      new Uint8Array(this.large).set(Buffer.concat(this.pieces));
      this.pieces = [];
    }
    this.large.resize(this.length);
    new Uint8Array(this.large).set(piece, from);
  }

  /** All of them. Nothing is appended any more. */
  bytes(): Uint8Array {
    return this.large === undefined ? Buffer.concat(this.pieces) : Buffer.from(this.large);
  }
}
