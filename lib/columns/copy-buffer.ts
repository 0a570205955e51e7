const TWO_32 = 2 ** 32;

const FIRST_SIZE = 1024;

/** Bytes that are written one after the other, big-endian, as PostgreSQL's binary formats have them. */
export class CopyBuffer {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor() {
    this.#bytes = new Uint8Array(FIRST_SIZE);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Number of bytes written. */
  get length(): number {
    return this.#length;
  }

  /** What was written so far. The buffer goes on in memory of its own, empty. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(this.#bytes.length);
    this.#view = new DataView(this.#bytes.buffer);
    this.#length = 0;
    return taken;
  }

  /** Writes one byte. */
  int8(value: number): void {
    this.#reserve(1);
    this.#view.setInt8(this.#length, value);
    this.#length += 1;
  }

  /** Writes an integer of 16 bits. */
  int16(value: number): void {
    this.#reserve(2);
    this.#view.setInt16(this.#length, value);
    this.#length += 2;
  }

  /** Writes an integer of 32 bits. */
  int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#length, value);
    this.#length += 4;
  }

  /** Writes an integer of 64 bits. */
  int64(value: number | bigint): void {
    this.#reserve(8);
    if (typeof value === 'bigint') {
      this.#view.setBigInt64(this.#length, value);
    } else {
      // Two halves, because a BigInt for each number takes ten times as long.
      const high = Math.floor(value / TWO_32);
      this.#view.setInt32(this.#length, high);
      this.#view.setUint32(this.#length + 4, value - high * TWO_32);
    }
    this.#length += 8;
  }

  /** Writes a floating-point number of 64 bits. */
  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value);
    this.#length += 8;
  }

  /** Writes bytes as they are, from one position (inclusive) to another (exclusive). */
  bytes(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
    this.#reserve(to - from);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  /**
   * Writes a text in UTF-8, from one position (inclusive) to another (exclusive).
   *
   * @returns whether it is free of U+0000
   */
  text(source: DataView, from: number, to: number): boolean {
    this.#reserve(to - from);
    const target = this.#view;
    let position = this.#length;
    let zeros = 0;
    let index = from;
    // Four bytes at a time: most texts are too short for a copy by the engine to be faster.
    for (; index + 4 <= to; index += 4) {
      const word = source.getInt32(index);
      // A bit is left where a byte is zero: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
      zeros |= (word - 0x01010101) & ~word & 0x80808080;
      target.setInt32(position, word);
      position += 4;
    }
    for (; index < to; index += 1) {
      const byte = source.getUint8(index);
      if (byte === 0) zeros = 1;
      target.setUint8(position, byte);
      position += 1;
    }
    this.#length = position;
    return zeros === 0;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
