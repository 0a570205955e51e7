/** Keeps a byte order mark at the start of a text, which a decoder drops by default. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that the length in front of each text takes. */
export const LENGTH_BYTES = 4;

/**
 * A column of text as bytes: each text in UTF-8, with its length in 32 bits (little-endian) in front.
 * Parquet's PLAIN encoding has the same layout, so that these bytes are written to a page as they are.
 */
export class TextColumn {
  /** Number of texts. */
  readonly length: number;
  /** Lengths and texts, one after the other. */
  readonly bytes: Uint8Array;
  #starts: Uint32Array | undefined;

  /** @param length number of texts that the bytes hold */
  constructor(bytes: Uint8Array, length: number) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * A column of these texts, in UTF-8 or any bytes.
   *
   * @example
   * TextColumn.of([Uint8Array.of(0xc3, 0xa9)]).bytes // => Uint8Array.of(2, 0, 0, 0, 0xc3, 0xa9)
   */
  static of(texts: readonly Uint8Array[]): TextColumn {
    const bytes = new Uint8Array(texts.reduce((sum, text) => sum + LENGTH_BYTES + text.length, 0));
    const view = new DataView(bytes.buffer);
    let position = 0;
    for (const text of texts) {
      view.setUint32(position, text.length, true);
      bytes.set(text, position + LENGTH_BYTES);
      position += LENGTH_BYTES + text.length;
    }
    return new TextColumn(bytes, texts.length);
  }

  /** The text of a row (from 0); `undefined` after the last. */
  at(row: number): string | undefined {
    const bytes = this.bytesAt(row);
    return bytes === undefined ? undefined : decoder.decode(bytes);
  }

  /** The text of a row (from 0) in UTF-8; `undefined` after the last. */
  bytesAt(row: number): Uint8Array | undefined {
    this.#starts ??= startsOf(this.bytes, this.length);
    const start = this.#starts[row];
    if (start === undefined) return undefined;
    return this.bytes.subarray(start + LENGTH_BYTES, this.#starts[row + 1] ?? this.bytes.length);
  }

  /** The texts of some rows, from one (inclusive) to another (exclusive), in the same memory. */
  slice(from: number, to: number): TextColumn {
    this.#starts ??= startsOf(this.bytes, this.length);
    const begin = this.#starts[from] ?? this.bytes.length;
    const end = this.#starts[to] ?? this.bytes.length;
    return new TextColumn(this.bytes.subarray(begin, end), Math.min(to, this.length) - from);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row) ?? '';
  }
}

/** The offset of each text's length. */
function startsOf(bytes: Uint8Array, length: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = new Uint32Array(length);
  let start = 0;
  for (let row = 0; row < length; row += 1) {
    starts[row] = start;
    start += LENGTH_BYTES + view.getUint32(start, true);
  }
  return starts;
}
