import type { ParquetRules } from '../columns/column-type-rules.ts';
import { DECIMAL_BYTES } from '../columns/plain-encoding.ts';
import type { ColumnValues } from '../model/batch.ts';
import { LENGTH_BYTES, TextColumn } from '../model/text-column.ts';
import { WordColumn } from '../model/word-column.ts';
import { bitWidth } from './hybrid-encoding.ts';
import { TextDictionary } from './text-dictionary.ts';

/** The different values of a column, and which of them each row has. */
export interface Dictionary {
  /** The different values, in the order of their first rows. */
  readonly values: ColumnValues;
  /** The same in the PLAIN encoding. */
  readonly plain: Uint8Array;
  /** For each row, the position of its value. */
  readonly numbers: Int32Array;
}

/** Largest dictionary, in bytes: as parquet-java and Arrow have it. */
const LARGEST = 1024 ** 2;

/**
 * The dictionary of a column; `undefined` where a dictionary and numbers would take more space than
 * the values themselves, or the dictionary would be large.
 *
 * @param rules of the type of the column
 * @param parts of the column, without `null`
 */
export function dictionaryOf(
  rules: ParquetRules,
  parts: readonly ColumnValues[],
): Dictionary | undefined {
  if (!rules.repeats) return undefined;
  const found = differentValues(parts, rules);
  if (found === undefined) return undefined;
  const { values, numbers, plainBytes } = found;
  const plain = rules.plain([values]);
  const size = plain.length + (numbers.length * bitWidth(values.length - 1)) / 8;
  return plain.length <= LARGEST && size < plainBytes ? { values, numbers, plain } : undefined;
}

interface DifferentValues {
  readonly values: ColumnValues;
  readonly numbers: Int32Array;
  /** Size of the values of all rows in the PLAIN encoding. */
  readonly plainBytes: number;
}

/** Size of a number in the PLAIN encoding, in bytes. */
const NUMBER_BYTES = { INT32: 4, INT64: 8, FIXED_LEN_BYTE_ARRAY: DECIMAL_BYTES };

function differentValues(
  parts: readonly ColumnValues[],
  { physical }: ParquetRules,
): DifferentValues | undefined {
  if (areWords(parts)) return differentWords(parts);
  if (physical === 'BYTE_ARRAY') return differentTexts(parts);
  if (physical === 'BOOLEAN' || physical === 'DOUBLE') return undefined;
  const bytes = NUMBER_BYTES[physical];
  const range = narrowRangeOf(parts);
  return range === undefined ? differentNumbers(parts, bytes) : differentNarrow(range, bytes);
}

/** Whether all parts are numbers of words in the same list. */
function areWords(parts: readonly ColumnValues[]): parts is readonly WordColumn[] {
  const [first] = parts;
  if (!(first instanceof WordColumn)) return false;
  return parts.every((part) => part instanceof WordColumn && part.words === first.words);
}

function differentWords(parts: readonly WordColumn[]): DifferentValues | undefined {
  const words = parts[0]?.words;
  if (words === undefined) return undefined;
  const numbers = new Int32Array(rowsOf(parts));
  /** For each word of the list, its position among those that occur, from 1. */
  const positions = new Int32Array(words.texts.length);
  const used: number[] = [];
  let plainBytes = 0;
  let row = 0;
  for (const { numbers: ofPart } of parts) {
    for (let index = 0; index < ofPart.length; index += 1) {
      const word = ofPart[index] as number;
      if (positions[word] === 0) positions[word] = used.push(word);
      numbers[row] = (positions[word] as number) - 1;
      plainBytes += LENGTH_BYTES + (words.bytes[word]?.length ?? 0);
      row += 1;
    }
  }
  return { values: new WordColumn(words, Uint32Array.from(used)), numbers, plainBytes };
}

function differentTexts(parts: readonly ColumnValues[]): DifferentValues | undefined {
  const dictionary = new TextDictionary(rowsOf(parts), LARGEST);
  for (const part of parts) {
    const isKept = part instanceof TextColumn ? dictionary.addBytes(part) : dictionary.addAll(part);
    if (!isKept) return undefined;
  }
  const { numbers, plainBytes } = dictionary;
  return { values: dictionary.column(), numbers, plainBytes };
}

/** A column of 32-bit integers that lie close together, such as dates of birth. */
interface NarrowRange {
  readonly parts: readonly Int32Array[];
  readonly least: number;
  /** Number of integers from the least to the largest. */
  readonly width: number;
}

/** Widest range of numbers whose positions are kept in an array. */
const NARROW = 2 ** 16;

function narrowRangeOf(parts: readonly ColumnValues[]): NarrowRange | undefined {
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const part of parts) {
    if (!(part instanceof Int32Array)) return undefined;
    for (let row = 0; row < part.length; row += 1) {
      const value = part[row] as number;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
  }
  const width = largest - least + 1;
  return width <= NARROW ? { parts: parts as readonly Int32Array[], least, width } : undefined;
}

/** As {@link differentNumbers}, without a hash table. */
function differentNarrow(
  { parts, least, width }: NarrowRange,
  bytes: number,
): DifferentValues | undefined {
  const rows = rowsOf(parts);
  /** For each number of the range, its position among those that occur, from 1. */
  const positions = new Int32Array(Math.max(0, width));
  const numbers = new Int32Array(rows);
  const used: number[] = [];
  let row = 0;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) {
      const place = (part[index] as number) - least;
      if (positions[place] === 0) positions[place] = used.push(place + least);
      numbers[row] = (positions[place] as number) - 1;
      row += 1;
    }
  }
  return isWorthIt(used.length - 1, rows)
    ? { values: used, numbers, plainBytes: rows * bytes }
    : undefined;
}

/** Where every second row has another number, little could be saved. `last` is the largest position. */
function isWorthIt(last: number, rows: number): boolean {
  return last * 2 <= rows;
}

function differentNumbers(
  parts: readonly ColumnValues[],
  bytes: number,
): DifferentValues | undefined {
  const rows = rowsOf(parts);
  const positions = new Map<number | bigint, number>();
  const numbers = new Int32Array(rows);
  let row = 0;
  for (const part of parts as readonly ArrayLike<number | bigint>[]) {
    for (let index = 0; index < part.length; index += 1) {
      const value = part[index] as number | bigint;
      let position = positions.get(value);
      if (position === undefined) {
        position = positions.size;
        positions.set(value, position);
        if (!isWorthIt(position, rows)) return undefined;
      }
      numbers[row] = position;
      row += 1;
    }
  }
  return { values: [...positions.keys()], numbers, plainBytes: rows * bytes };
}

function rowsOf(parts: readonly ColumnValues[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
