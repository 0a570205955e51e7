/** Size in bytes from which on the appended pieces are no longer kept to be joined at the end. */
const LARGE = 32 * 1024 ** 2;

/** In bytes: Node 20 cannot view more as one array. */
const LARGEST = 2 ** 32 - 1;

/**
 * A buffer to append bytes to. A small one keeps its pieces and joins them at the end; a large one
 * grows in place, so that its bytes are never in memory twice.
 */
export class GrowingBytes {
  #length = 0;
  #pieces: Uint8Array[] = [];
  /** Reserves address space; memory is used only as bytes are written. */
  #large: ArrayBuffer | undefined;

  /** Number of bytes appended so far. */
  get length(): number {
    return this.#length;
  }

  /** @throws RangeError if the buffer would exceed 4 GiB. */
  append(piece: Uint8Array): void {
    const from = this.#length;
    this.#length += piece.length;
    if (this.#large === undefined && this.#length < LARGE) {
      this.#pieces.push(piece);
      return;
    }
    if (this.#large === undefined) {
      this.#large = new ArrayBuffer(from, { maxByteLength: LARGEST });
      new Uint8Array(this.#large).set(Buffer.concat(this.#pieces));
      this.#pieces = [];
    }
    this.#large.resize(this.#length);
    new Uint8Array(this.#large).set(piece, from);
  }

  /** All bytes. Nothing may be appended afterwards. */
  bytes(): Uint8Array {
    return this.#large === undefined ? Buffer.concat(this.#pieces) : Buffer.from(this.#large);
  }
}
