import type { ColumnValues } from '../model/batch.ts';
import type { Column } from '../model/table.ts';
import { TextColumn } from '../model/text-column.ts';
import { joinedNumbers } from './joined-numbers.ts';

const TWO_32 = 2 ** 32;

const encoder = new TextEncoder();

/**
 * The values of a column in Parquet's PLAIN encoding, little-endian: text behind its length, numbers
 * in 64 bits, dates in 32, truth values in one.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 *
 * @param parts of the column, one after the other; their values fit its type
 * @example
 * plainValues({ name: 'a', type: 'string' }, [['é']]) // => Uint8Array.of(2, 0, 0, 0, 0xc3, 0xa9)
 */
export function plainValues(
  { type }: Pick<Column, 'type'>,
  parts: readonly ColumnValues[],
): Uint8Array {
  if (type === 'string') return joined(parts.map(plainTexts));
  const numbers = joinedNumbers(parts);
  switch (type) {
    case 'boolean':
      return plainBits(numbers);
    case 'double':
      return plainDoubles(numbers);
    case 'date':
      return plainInt32s(numbers);
    case 'integer':
    case 'timestamp':
      return plainInt64s(numbers);
  }
}

/** Text that lies so already is not copied. */
function plainTexts(values: ColumnValues): Uint8Array {
  if (values instanceof TextColumn) return values.bytes;
  const texts = Array.from(values as readonly string[], (text) => encoder.encode(text));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = new DataView(bytes.buffer);
  let position = 0;
  for (const text of texts) {
    view.setUint32(position, text.length, true);
    bytes.set(text, position + 4);
    position += 4 + text.length;
  }
  return bytes;
}

function plainInt64s(numbers: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] as number;
    // Two halves, because a BigInt for each number costs ten times as much.
    const high = Math.floor(number / TWO_32);
    view.setUint32(row * 8, number - high * TWO_32, true);
    view.setInt32(row * 8 + 4, high, true);
  }
  return new Uint8Array(view.buffer);
}

function plainInt32s(numbers: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  for (let row = 0; row < numbers.length; row += 1) {
    view.setInt32(row * 4, numbers[row] as number, true);
  }
  return new Uint8Array(view.buffer);
}

function plainDoubles(numbers: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  for (let row = 0; row < numbers.length; row += 1) {
    view.setFloat64(row * 8, numbers[row] as number, true);
  }
  return new Uint8Array(view.buffer);
}

function plainBits(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (let row = 0; row < values.length; row += 1) {
    if (values[row]) bytes[row >>> 3] = (bytes[row >>> 3] as number) | (1 << (row & 7));
  }
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}
