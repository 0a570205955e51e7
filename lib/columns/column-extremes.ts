import type { ColumnValues, PresentValue } from '../model/batch.ts';
import { TextColumn } from '../model/text-column.ts';
import { plainTexts } from './plain-encoding.ts';

/** The smallest and the largest value of a column. */
export interface ColumnExtremes<Value extends PresentValue = PresentValue> {
  readonly min: Value;
  readonly max: Value;
}

/**
 * The extremes of a column of numbers.
 *
 * @param parts of the column, with at least one value and without `null`
 * @example
 * numberExtremes([[3, 1], [2n]]) // => { min: 1, max: 3 }
 */
export function numberExtremes(
  parts: readonly ColumnValues[],
): ColumnExtremes<number | bigint | boolean> {
  return extremesOf(parts as readonly ArrayLike<number>[], (one, other) => one < other);
}

/**
 * The extremes of a column of text or bytes, which Parquet orders as unsigned bytes: text by UTF-8.
 *
 * @param parts of the column, with at least one value and without `null`
 * @example
 * byteExtremes([['b', 'é']]).max // => Uint8Array.of(0xc3, 0xa9)
 */
export function byteExtremes(parts: readonly ColumnValues[]): ColumnExtremes<Uint8Array> {
  return extremesOf(parts.map(bytesOf), isBefore);
}

function extremesOf<Value extends PresentValue>(
  parts: readonly ArrayLike<Value>[],
  isLess: (one: Value, other: Value) => boolean,
): ColumnExtremes<Value> {
  let [min, max]: (Value | undefined)[] = [];
  for (const part of parts) {
    for (let row = 0; row < part.length; row += 1) {
      const value = part[row] as Value;
      if (min === undefined || isLess(value, min)) min = value;
      if (max === undefined || isLess(max, value)) max = value;
    }
  }
  if (min === undefined || max === undefined) throw new TypeError('extremes of no values');
  return { min, max };
}

function bytesOf(part: ColumnValues): Uint8Array[] {
  const texts = new TextColumn(plainTexts([part]), part.length);
  return Array.from({ length: part.length }, (_, row) => texts.bytesAt(row) as Uint8Array);
}

function isBefore(one: Uint8Array, other: Uint8Array): boolean {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    const difference = (one[index] as number) - (other[index] as number);
    if (difference !== 0) return difference < 0;
  }
  return one.length < other.length;
}
