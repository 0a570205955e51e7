import { type Piece, pieceMemory } from './piece.ts';
import { TextColumn } from './text-column.ts';

/** Room that is kept for each text, in bytes with the four of its length: no source makes a longer one. */
const LONGEST = 1024;

/** Bytes behind the longest text that a piece may be copied to: four are copied at a time. */
const SLACK = 3;

const digits = new TextEncoder().encode('0123456789abcdefghijklmnopqrstuvwxyz');

// Numbers are written several digits at a time, from tables of their ASCII codes: the first digit is
// the lowest byte, and so comes first in little-endian order.
const decimalPairs = codesOf(10, 2);
const decimalTriples = codesOf(10, 3);
const hexPairs = codesOf(16, 2);
const base36Pairs = codesOf(36, 2);

/**
 * Writes a column of text piece by piece, without a string for any row. The pieces between `begin` and
 * `end` are one text, of at most 1,020 bytes.
 */
export class TextWriter {
  #view: DataView;
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
    this.#view = new DataView(new ArrayBuffer(rows * usual + LONGEST + SLACK));
  }

  /** Begins a text. */
  begin(): void {
    if (this.#position + LONGEST + SLACK > this.#view.byteLength) this.#grow();
    this.#start = this.#position;
    this.#position += 4;
  }

  /**
   * Ends a text.
   *
   * @throws RangeError if the text is longer than 1,020 bytes.
   */
  end(): void {
    const length = this.#position - this.#start - 4;
    if (length > LONGEST - 4) throw new RangeError(`a text of ${length} bytes`);
    this.#view.setUint32(this.#start, length, true);
    this.#rows += 1;
  }

  /**
   * A piece of text. Four bytes are copied at a time, which may be up to three too many: whatever is
   * written next replaces them.
   */
  piece(piece: Piece): void {
    const from = pieceMemory.view;
    const to = this.#view;
    const start = piece >>> 8;
    const length = piece & 255;
    const position = this.#position;
    for (let offset = 0; offset < length; offset += 4) {
      to.setUint32(position + offset, from.getUint32(start + offset, true), true);
    }
    this.#position = position + length;
  }

  /** One ASCII character, by its code. */
  ascii(code: number): void {
    this.#view.setUint8(this.#position, code);
    this.#position += 1;
  }

  /** A number below 100 in two decimal digits. */
  digits2(number: number): void {
    this.#view.setUint16(this.#position, decimalPairs[number] as number, true);
    this.#position += 2;
  }

  /** A number below 1,000 in three decimal digits. */
  digits3(number: number): void {
    this.#view.setUint32(this.#position, decimalTriples[number] as number, true);
    this.#position += 3;
  }

  /** A number below 10,000 in four decimal digits. */
  digits4(number: number): void {
    const hundreds = (number / 100) | 0;
    const [high, low] = [decimalPairs[hundreds], decimalPairs[number - hundreds * 100]];
    this.#view.setUint32(this.#position, (high as number) | ((low as number) << 16), true);
    this.#position += 4;
  }

  /** A number of 16 bits in four hexadecimal digits, lower-case. */
  hex4(number: number): void {
    const [high, low] = [hexPairs[(number >>> 8) & 255], hexPairs[number & 255]];
    this.#view.setUint32(this.#position, (high as number) | ((low as number) << 16), true);
    this.#position += 4;
  }

  /** A number of 32 bits in eight hexadecimal digits, lower-case. */
  hex8(number: number): void {
    this.hex4(number >>> 16);
    this.hex4(number & 0xffff);
  }

  /** A number below 1,296 in two digits of base 36, lower-case. */
  base36Digits2(number: number): void {
    this.#view.setUint16(this.#position, base36Pairs[number] as number, true);
    this.#position += 2;
  }

  /** The texts that were written. The writer must not be used afterwards. */
  column(): TextColumn {
    return new TextColumn(new Uint8Array(this.#view.buffer, 0, this.#position), this.#rows);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#view.byteLength * 2);
    larger.set(new Uint8Array(this.#view.buffer));
    this.#view = new DataView(larger.buffer);
  }
}

/**
 * A single text as a string.
 *
 * @example
 * stringOf((out) => out.digits3(7)) // => '007'
 */
export function stringOf(write: (out: TextWriter) => void): string {
  const out = new TextWriter(1);
  out.begin();
  write(out);
  out.end();
  return out.column().at(0) ?? '';
}

/** The ASCII codes of all numbers of `width` digits, each in one integer. */
function codesOf(base: number, width: number): Uint32Array {
  return Uint32Array.from({ length: base ** width }, (_, number) => {
    let [codes, rest] = [0, number];
    for (let digit = 0; digit < width; digit += 1) {
      codes = (codes << 8) | (digits[rest % base] as number);
      rest = Math.floor(rest / base);
    }
    return codes;
  });
}
