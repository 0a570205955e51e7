/**
 * Parquet's PLAIN encoding, one function per physical type, little-endian where nothing else is said.
 * The parts of a column are encoded one after the other. They hold no `null`.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
import type { ColumnValues } from '../model/batch.ts';
import { TextColumn } from '../model/text-column.ts';
import { WordColumn } from '../model/word-column.ts';

const TWO_32 = 2 ** 32;

/** Size of the decimals that no 64-bit integer holds. */
export const DECIMAL_BYTES = 16;

const encoder = new TextEncoder();

/**
 * Texts or bytes as BYTE_ARRAY: each with its length in 32 bits in front, text in UTF-8. A single
 * `TextColumn` holds these very bytes and is not copied.
 *
 * @example
 * plainTexts([['é']]) // => Uint8Array.of(2, 0, 0, 0, 0xc3, 0xa9)
 */
export function plainTexts(parts: readonly ColumnValues[]): Uint8Array {
  const encoded = parts.map(plainTextsOf);
  const [first, ...others] = encoded;
  return first !== undefined && others.length === 0 ? first : Buffer.concat(encoded);
}

function plainTextsOf(part: ColumnValues): Uint8Array {
  if (part instanceof TextColumn) return part.bytes;
  if (part instanceof WordColumn) {
    const { words, numbers } = part;
    const texts = Array.from(numbers, (number) => words.bytes[number] ?? new Uint8Array());
    return TextColumn.of(texts).bytes;
  }
  const values = part as ArrayLike<string | Uint8Array>;
  const texts = Array.from(values, (value) =>
    typeof value === 'string' ? encoder.encode(value) : value,
  );
  return TextColumn.of(texts).bytes;
}

/**
 * Integers as INT64.
 *
 * @example
 * plainInt64s([[-2], [-2n]]) // => Uint8Array.from([254, 255, 255, 255, 255, 255, 255, 255, 254, 255, 255, 255, 255, 255, 255, 255])
 */
export function plainInt64s(parts: readonly ColumnValues[]): Uint8Array {
  return written(parts, 8, (view, offset, value: number | bigint) => {
    if (typeof value === 'bigint') {
      view.setBigInt64(offset, value, true);
      return;
    }
    // Two halves, because a BigInt for each number takes ten times as long.
    const high = Math.floor(value / TWO_32);
    view.setUint32(offset, value - high * TWO_32, true);
    view.setInt32(offset + 4, high, true);
  });
}

/**
 * Integers as INT32.
 *
 * @example
 * plainInt32s([[-2]]) // => Uint8Array.of(0xfe, 0xff, 0xff, 0xff)
 */
export function plainInt32s(parts: readonly ColumnValues[]): Uint8Array {
  return written(parts, 4, (view, offset, value: number | bigint) => {
    view.setInt32(offset, Number(value), true);
  });
}

/**
 * Numbers as DOUBLE.
 *
 * @example
 * plainDoubles([[1]]) // => Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
 */
export function plainDoubles(parts: readonly ColumnValues[]): Uint8Array {
  return written(parts, 8, (view, offset, value: number) => {
    view.setFloat64(offset, value, true);
  });
}

/**
 * Integers as FIXED_LEN_BYTE_ARRAY of {@link DECIMAL_BYTES}: two's complement, big-endian.
 *
 * @example
 * plainDecimals([[-1]]) // => new Uint8Array(16).fill(255)
 */
export function plainDecimals(parts: readonly ColumnValues[]): Uint8Array {
  return written(parts, DECIMAL_BYTES, (view, offset, value: number | bigint) => {
    const integer = BigInt(value);
    view.setBigInt64(offset, integer >> 64n, false);
    view.setBigUint64(offset + 8, BigInt.asUintN(64, integer), false);
  });
}

/**
 * Booleans as BOOLEAN: one bit each, the first in the lowest bit.
 *
 * @example
 * plainBits([[true, false, true]]) // => Uint8Array.of(0b101)
 */
export function plainBits(parts: readonly ColumnValues[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(rowsOf(parts) / 8));
  let row = 0;
  for (const part of parts as readonly ArrayLike<boolean>[]) {
    for (let index = 0; index < part.length; index += 1) {
      if (part[index]) bytes[row >>> 3] = (bytes[row >>> 3] as number) | (1 << (row & 7));
      row += 1;
    }
  }
  return bytes;
}

/** Values of the same size, one after the other. */
function written<Value>(
  parts: readonly ColumnValues[],
  size: number,
  write: (view: DataView, offset: number, value: Value) => void,
): Uint8Array {
  const view = new DataView(new ArrayBuffer(rowsOf(parts) * size));
  let offset = 0;
  for (const part of parts as readonly ArrayLike<Value>[]) {
    for (let row = 0; row < part.length; row += 1) {
      write(view, offset, part[row] as Value);
      offset += size;
    }
  }
  return new Uint8Array(view.buffer);
}

function rowsOf(parts: readonly ColumnValues[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
