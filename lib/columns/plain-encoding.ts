/**
 * Parquet's PLAIN encoding, one function per physical type, all little-endian. The parts of a column
 * are encoded one after the other.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
import type { ColumnValues } from '../model/batch.ts';
import { TextColumn } from '../model/text-column.ts';
import { joinedNumbers } from './joined-numbers.ts';

const TWO_32 = 2 ** 32;

/** Bytes that the length in front of each text takes. */
const LENGTH_BYTES = 4;

const encoder = new TextEncoder();

/**
 * Texts as BYTE_ARRAY: each in UTF-8, with its length in 32 bits in front. A single `TextColumn` holds
 * these very bytes and is not copied.
 *
 * @example
 * plainTexts([['é']]) // => Uint8Array.of(2, 0, 0, 0, 0xc3, 0xa9)
 */
export function plainTexts(parts: readonly ColumnValues[]): Uint8Array {
  const encoded = parts.map((part) =>
    part instanceof TextColumn ? part.bytes : encodedTexts(part as readonly string[]),
  );
  const [first, ...others] = encoded;
  return first !== undefined && others.length === 0 ? first : Buffer.concat(encoded);
}

function encodedTexts(values: readonly string[]): Uint8Array {
  const texts = Array.from(values, (text) => encoder.encode(text));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + LENGTH_BYTES + text.length, 0));
  const view = new DataView(bytes.buffer);
  let position = 0;
  for (const text of texts) {
    view.setUint32(position, text.length, true);
    bytes.set(text, position + LENGTH_BYTES);
    position += LENGTH_BYTES + text.length;
  }
  return bytes;
}

/**
 * Integers as INT64.
 *
 * @example
 * plainInt64s([[-2]]) // => Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
 */
export function plainInt64s(parts: readonly ColumnValues[]): Uint8Array {
  const numbers = joinedNumbers(parts);
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] as number;
    // Two halves, because a BigInt for each number takes ten times as long.
    const high = Math.floor(number / TWO_32);
    view.setUint32(row * 8, number - high * TWO_32, true);
    view.setInt32(row * 8 + 4, high, true);
  }
  return new Uint8Array(view.buffer);
}

/**
 * Integers as INT32.
 *
 * @example
 * plainInt32s([[-2]]) // => Uint8Array.of(0xfe, 0xff, 0xff, 0xff)
 */
export function plainInt32s(parts: readonly ColumnValues[]): Uint8Array {
  const numbers = joinedNumbers(parts);
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  for (let row = 0; row < numbers.length; row += 1) {
    view.setInt32(row * 4, numbers[row] as number, true);
  }
  return new Uint8Array(view.buffer);
}

/**
 * Numbers as DOUBLE.
 *
 * @example
 * plainDoubles([[1]]) // => Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
 */
export function plainDoubles(parts: readonly ColumnValues[]): Uint8Array {
  const numbers = joinedNumbers(parts);
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  for (let row = 0; row < numbers.length; row += 1) {
    view.setFloat64(row * 8, numbers[row] as number, true);
  }
  return new Uint8Array(view.buffer);
}

/**
 * Booleans as BOOLEAN: one bit each, the first in the lowest bit.
 *
 * @example
 * plainBits([[true, false, true]]) // => Uint8Array.of(0b101)
 */
export function plainBits(parts: readonly ColumnValues[]): Uint8Array {
  const values = joinedNumbers(parts);
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (let row = 0; row < values.length; row += 1) {
    if (values[row]) bytes[row >>> 3] = (bytes[row >>> 3] as number) | (1 << (row & 7));
  }
  return bytes;
}
