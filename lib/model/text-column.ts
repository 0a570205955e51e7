/** Room that every text of a writer has: longer than any text that a source makes, in bytes. */
const LONGEST = 1024;

/** Words share memory of so many bytes. */
const SHARED = 64 * 1024;

/** UTF-8 takes at most so many bytes for each unit of a string. */
const UTF8_BYTES = 3;

const DIGIT_0 = 48;

const encoder = new TextEncoder();
/** Keeps a byte order mark at the start of a text, which a decoder drops by default. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A column of text as bytes: each text in UTF-8, behind its length in 32 bits (little-endian). That
 * is how a plain page of Parquet has it, so that text which was written once is never copied again.
 */
export class TextColumn {
  readonly length: number;
  /** Lengths and texts, one after the other. */
  readonly bytes: Uint8Array;
  private starts: Uint32Array | undefined;

  /** @param length how many texts the bytes are */
  constructor(bytes: Uint8Array, length: number) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The text of a row; `undefined` beyond the last. */
  at(row: number): string | undefined {
    this.starts ??= startsOf(this.bytes, this.length);
    const start = this.starts[row];
    if (start === undefined) return undefined;
    const end = this.starts[row + 1] ?? this.bytes.length;
    return decoder.decode(this.bytes.subarray(start + 4, end));
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row) ?? '';
  }
}

/**
 * Writes a column of text piece by piece, without a string for any row. Between `begin` and `end`
 * goes one text, of at most 1,024 bytes.
 */
export class TextWriter {
  private bytes: Uint8Array;
  private rows = 0;
  private position = 0;
  /** Where the length of the text goes that is being written. */
  private start = 0;

  /**
   * @param rows texts that will be written
   * @param usual bytes that most of them take, with the four of their length; it grows as it has to
   */
  constructor(rows: number, usual = 32) {
    this.bytes = new Uint8Array(rows * usual + LONGEST);
  }

  begin(): void {
    if (this.position + LONGEST > this.bytes.length) this.grow();
    this.start = this.position;
    this.position += 4;
  }

  end(): void {
    const { bytes, start, position } = this;
    const length = position - start - 4;
    // Bytes beyond the end of an array vanish: a text that is too long must not get that far.
    if (length > LONGEST - 4) throw new RangeError(`a text of ${length} bytes`);
    bytes[start] = length;
    bytes[start + 1] = length >>> 8;
    this.rows += 1;
  }

  /** Text in UTF-8, such as a word of a list. Most are short: a loop is faster than `set`. */
  piece(piece: Uint8Array): void {
    const { bytes, position } = this;
    const length = piece.length;
    for (let index = 0; index < length; index += 1)
      bytes[position + index] = piece[index] as number;
    this.position = position + length;
  }

  /** A text that is one piece. */
  word(piece: Uint8Array): void {
    this.begin();
    this.piece(piece);
    this.end();
  }

  /** One ASCII character, by its code. */
  ascii(code: number): void {
    this.bytes[this.position] = code;
    this.position += 1;
  }

  /** A whole number in decimal digits, with zeros in front. */
  digits(number: number, width: number): void {
    const { bytes, position } = this;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      const tens = Math.floor(rest / 10);
      bytes[index] = DIGIT_0 + rest - tens * 10;
      rest = tens;
    }
    this.position = position + width;
  }

  /** A whole number in digits of base 36, lower-case, with zeros in front. */
  base36(number: number, width: number): void {
    const { bytes, position } = this;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      const quotient = Math.floor(rest / 36);
      bytes[index] = DIGITS[rest - quotient * 36] as number;
      rest = quotient;
    }
    this.position = position + width;
  }

  /** A whole number below 2^32 in hexadecimal digits, lower-case, with zeros in front. */
  hex(number: number, width: number): void {
    const { bytes, position } = this;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      bytes[index] = DIGITS[rest & 15] as number;
      rest >>>= 4;
    }
    this.position = position + width;
  }

  /** All texts that were written. The writer is not used again. */
  column(): TextColumn {
    return new TextColumn(this.bytes.subarray(0, this.position), this.rows);
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

const DIGITS = encoder.encode('0123456789abcdefghijklmnopqrstuvwxyz');

/** Where in the bytes the length of each text is. */
function startsOf(bytes: Uint8Array, length: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = new Uint32Array(length);
  let start = 0;
  for (let row = 0; row < length; row += 1) {
    starts[row] = start;
    start += 4 + view.getUint32(start, true);
  }
  return starts;
}

let shared = new Uint8Array(0);

/**
 * Text in UTF-8, as a writer takes it: words of a list are encoded once, not for each row.
 *
 * Short ones lie side by side in memory that they share, which lets the rows that are made of them
 * be written 1.05 times as fast as with memory of their own.
 *
 * @throws RangeError when the text has lone surrogates, which UTF-8 cannot write.
 * @example
 * encoded('São').length // => 4
 */
export function encoded(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new RangeError(`lone surrogates in a text of ${text.length} characters`);
  }
  const most = text.length * UTF8_BYTES;
  if (most > LONGEST) return encoder.encode(text);
  if (most > shared.length) shared = new Uint8Array(SHARED);
  const { written } = encoder.encodeInto(text, shared);
  const bytes = shared.subarray(0, written);
  shared = shared.subarray(written);
  return bytes;
}

/**
 * One text by itself.
 *
 * @example
 * stringOf((out) => out.digits(7, 3)) // => '007'
 */
export function stringOf(write: (out: TextWriter) => void): string {
  const out = new TextWriter(1);
  out.begin();
  write(out);
  out.end();
  return out.column().at(0) ?? '';
}
