import { createHash } from 'node:crypto';

/**
 * Writes bytes, which stay as they are. The promise resolves when the next ones may come.
 *
 * @throws what the encoder passes on as it is.
 */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>;

/**
 * The bytes of a file on their way out, with their number and their SHA-256. Pieces are held until
 * `flush`: the encoder needs the offset of each piece at once, so `append` does not wait for a disk.
 */
export class OutgoingBytes {
  readonly #write: WriteBytes;
  readonly #hash = createHash('sha256');
  #held: Uint8Array[] = [];
  #length = 0;

  constructor(write: WriteBytes) {
    this.#write = write;
  }

  /** Number of bytes appended so far. */
  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    this.#held.push(piece);
    this.#length += piece.length;
  }

  /** Writes what is held, and holds it no longer. */
  async flush(): Promise<void> {
    const pieces = this.#held;
    this.#held = [];
    for (const piece of pieces) {
      this.#hash.update(piece);
      await this.#write(piece);
    }
  }

  /** SHA-256 of all flushed bytes, in lower-case hexadecimal. Nothing may be flushed afterwards. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}
