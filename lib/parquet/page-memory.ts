import { snappyUncompress } from './hyparquet.ts';

/** In bytes: room for the pages of a column of 10,000 accounts. */
const SMALLEST = 2 ** 20;

/**
 * Memory for the pages of one column, used again for the next one. Pages that are allocated one by one
 * become garbage outside of the heap of the engine, which it collects late.
 */
export class PageMemory {
  #memory = new Uint8Array(SMALLEST);
  #used = 0;

  /** Forgets the pages so far. What was read from them must have been copied. */
  reset(): void {
    this.#used = 0;
  }

  /** A page in SNAPPY, decompressed. */
  readonly uncompress = (page: Uint8Array, size: number): Uint8Array => {
    const room = this.#allocate(size);
    snappyUncompress(page, room);
    return room;
  };

  #allocate(size: number): Uint8Array {
    if (this.#used + size > this.#memory.length) {
      // Pages that were read before keep the memory that they are in.
      this.#memory = new Uint8Array(Math.max(size, this.#memory.length * 2));
      this.#used = 0;
    }
    const room = this.#memory.subarray(this.#used, this.#used + size);
    this.#used += size;
    return room;
  }
}
