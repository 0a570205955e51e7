import { TextColumn } from './text-column.ts';

/** Room that is kept for each text, in bytes with the four of its length: no source makes a longer one. */
const LONGEST = 1024;

const DIGIT_0 = 48;

/** The digits of base 36, in ASCII. */
const DIGITS = new TextEncoder().encode('0123456789abcdefghijklmnopqrstuvwxyz');

/**
 * Writes a column of text piece by piece, without a string for any row. The pieces between `begin` and
 * `end` are one text, of at most 1,020 bytes.
 */
export class TextWriter {
  #bytes: Uint8Array;
  #rows = 0;
  #position = 0;
  /** Offset of the length of the text that is being written. */
  #start = 0;

  /**
   * @param rows number of texts to be written
   * @param usual bytes that most of them take, including the four of their length. Default: 32. More
   *   memory is allocated where that is not enough.
   */
  constructor(rows: number, usual = 32) {
    this.#bytes = new Uint8Array(rows * usual + LONGEST);
  }

  /** Begins a text. */
  begin(): void {
    if (this.#position + LONGEST > this.#bytes.length) this.#grow();
    this.#start = this.#position;
    this.#position += 4;
  }

  /**
   * Ends a text.
   *
   * @throws RangeError if the text is longer than 1,020 bytes.
   */
  end(): void {
    const bytes = this.#bytes;
    const start = this.#start;
    const length = this.#position - start - 4;
    // Writes beyond the end of an array are lost silently: a text must not get that far.
    if (length > LONGEST - 4) throw new RangeError(`a text of ${length} bytes`);
    bytes[start] = length;
    bytes[start + 1] = length >>> 8;
    this.#rows += 1;
  }

  /** Text in UTF-8, such as a word of a list. Most are short: a loop is faster than `set`. */
  piece(piece: Uint8Array): void {
    const bytes = this.#bytes;
    const position = this.#position;
    const length = piece.length;
    for (let index = 0; index < length; index += 1) {
      bytes[position + index] = piece[index] as number;
    }
    this.#position = position + length;
  }

  /** A text that is one piece. */
  word(piece: Uint8Array): void {
    this.begin();
    this.piece(piece);
    this.end();
  }

  /** One ASCII character, by its code. */
  ascii(code: number): void {
    this.#bytes[this.#position] = code;
    this.#position += 1;
  }

  /** An integer in `width` decimal digits, with leading zeros. */
  digits(number: number, width: number): void {
    const bytes = this.#bytes;
    const position = this.#position;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      const tens = Math.floor(rest / 10);
      bytes[index] = DIGIT_0 + rest - tens * 10;
      rest = tens;
    }
    this.#position = position + width;
  }

  /** An integer in `width` digits of base 36, lower-case, with leading zeros. */
  base36(number: number, width: number): void {
    const bytes = this.#bytes;
    const position = this.#position;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      const quotient = Math.floor(rest / 36);
      bytes[index] = DIGITS[rest - quotient * 36] as number;
      rest = quotient;
    }
    this.#position = position + width;
  }

  /** An integer below 2^32 in `width` hexadecimal digits, lower-case, with leading zeros. */
  hex(number: number, width: number): void {
    const bytes = this.#bytes;
    const position = this.#position;
    let rest = number;
    for (let index = position + width - 1; index >= position; index -= 1) {
      bytes[index] = DIGITS[rest & 15] as number;
      rest >>>= 4;
    }
    this.#position = position + width;
  }

  /** The texts that were written. The writer must not be used afterwards. */
  column(): TextColumn {
    return new TextColumn(this.#bytes.subarray(0, this.#position), this.#rows);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/**
 * A single text as a string.
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
