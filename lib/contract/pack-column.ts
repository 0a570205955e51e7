import type { ColumnValues, PresentValue } from '../model/batch.ts';
import { WordColumn } from '../model/word-column.ts';
import type { KnownWords } from './known-words.ts';

/** Values that were read one by one. Rows that are not kept may have none. */
export type ReadValues = readonly (PresentValue | null | undefined)[];

/**
 * The values of the kept rows in the smallest array that has room for them, as Parquet writes it fastest:
 * numbers in a typed array, and few texts as numbers of words, where no value is `null`.
 *
 * @param kept numbers of rows; `undefined` for all of them
 * @param words of a column of text
 * @example
 * packColumn([1, 2, 3], Int32Array.of(0, 2), undefined) // => Int32Array.of(1, 3)
 * packColumn([1, null], undefined, undefined) // => [1, null]
 */
export function packColumn(
  values: ReadValues,
  kept: Int32Array | undefined,
  words: KnownWords | undefined,
): ColumnValues {
  const present = kept === undefined ? values : Array.from(kept, (row) => values[row] ?? null);
  if (words !== undefined) return packedWords(present, words) ?? textsOf(present);
  return packedNumbers(present) ?? textsOf(present);
}

function textsOf(values: ReadValues): readonly (PresentValue | null)[] {
  return values as readonly (PresentValue | null)[];
}

function packedWords(values: ReadValues, known: KnownWords): WordColumn | undefined {
  const packed = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    const number = typeof value === 'string' ? known.numberOf(value) : undefined;
    if (number === undefined) return undefined;
    packed[row] = number;
  }
  return new WordColumn(known.words, packed);
}

function packedNumbers(values: ReadValues): Int32Array | Float64Array | undefined {
  const narrow = new Int32Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (typeof value !== 'number') return undefined;
    narrow[row] = value;
    // -0 is a number of its own.
    if (!Object.is(narrow[row], value)) return wideNumbers(values);
  }
  return narrow;
}

function wideNumbers(values: ReadValues): Float64Array | undefined {
  const wide = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (typeof value !== 'number') return undefined;
    wide[row] = value;
  }
  return wide;
}
