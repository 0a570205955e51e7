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
  return differentNumbers(parts, NUMBER_BYTES[physical]);
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
        // Where every second row has another number, little could be saved.
        if (position * 2 > rows) return undefined;
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
