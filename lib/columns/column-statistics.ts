import type { ColumnValue, ColumnValues } from '../model/batch.ts';
import { TextColumn } from '../model/text-column.ts';
import { DistinctTexts } from './distinct-texts.ts';
import { joinedNumbers } from './joined-numbers.ts';
import { plainTexts } from './plain-encoding.ts';

/** Days between the first and the last of a column up to which a mark per day counts them: five thousand years. */
const MARKED_DAYS = 2_000_000;

/** What a Parquet file says about the values of a column. */
export interface ColumnStatistics<Value extends ColumnValue = ColumnValue> {
  /** The smallest value. */
  readonly min: Value;
  /** The largest value. */
  readonly max: Value;
  /** Number of distinct values. */
  readonly distinct: number;
}

/**
 * The statistics of a column of text, which Parquet orders by its bytes in UTF-8.
 *
 * @param parts of the column, in order, with at least one value
 * @example
 * textStatistics([['b', 'é'], ['b']]) // => { min: 'b', max: 'é', distinct: 2 }
 */
export function textStatistics(parts: readonly ColumnValues[]): ColumnStatistics<string> {
  const texts = new DistinctTexts();
  for (const part of parts) {
    texts.addAll(
      part instanceof TextColumn ? part : new TextColumn(plainTexts([part]), part.length),
    );
  }
  return texts.statistics();
}

/**
 * The statistics of a column of numbers.
 *
 * @param parts of the column, in order, with at least one value
 * @example
 * numberStatistics([[3, 1, 3], [2]]) // => { min: 1, max: 3, distinct: 3 }
 */
export function numberStatistics(parts: readonly ColumnValues[]): ColumnStatistics<number> {
  const numbers = joinedNumbers(parts);
  return ofAscending(numbers) ?? bySet(numbers);
}

/**
 * The statistics of a column of days. The days of a column lie close together: a mark for each takes a
 * tenth of the time of a set.
 *
 * @param parts of the column, in order, with at least one value
 * @example
 * dayStatistics([[20_000, -1, 20_000]]) // => { min: -1, max: 20_000, distinct: 2 }
 */
export function dayStatistics(parts: readonly ColumnValues[]): ColumnStatistics<number> {
  const days = joinedNumbers(parts);
  return ofAscending(days) ?? byMarks(days) ?? bySet(days);
}

/**
 * The statistics of a column of booleans.
 *
 * @param parts of the column, in order, with at least one value
 * @example
 * booleanStatistics([[true, false, true]]) // => { min: false, max: true, distinct: 2 }
 */
export function booleanStatistics(parts: readonly ColumnValues[]): ColumnStatistics<boolean> {
  return bySet((parts as readonly (readonly boolean[])[]).flat());
}

/** Numbers that never fall, such as times of arrival, need no set; `undefined` if one falls. */
function ofAscending(numbers: ArrayLike<number>): ColumnStatistics<number> | undefined {
  let distinct = 1;
  for (let row = 1; row < numbers.length; row += 1) {
    const [before, now] = [numbers[row - 1] as number, numbers[row] as number];
    if (now < before) return undefined;
    if (now > before) distinct += 1;
  }
  return { min: numbers[0] as number, max: numbers[numbers.length - 1] as number, distinct };
}

/** `undefined` if the days lie too far apart for a mark each. */
function byMarks(days: ArrayLike<number>): ColumnStatistics<number> | undefined {
  let min = days[0] as number;
  let max = min;
  for (let row = 1; row < days.length; row += 1) {
    const day = days[row] as number;
    if (day < min) min = day;
    if (day > max) max = day;
  }
  if (max - min > MARKED_DAYS) return undefined;
  const marks = new Uint8Array(max - min + 1);
  let distinct = 0;
  for (let row = 0; row < days.length; row += 1) {
    const mark = (days[row] as number) - min;
    distinct += 1 - (marks[mark] as number);
    marks[mark] = 1;
  }
  return { min, max, distinct };
}

function bySet<Value extends number | boolean>(values: ArrayLike<Value>): ColumnStatistics<Value> {
  const distinct = new Set<Value>(Array.from(values));
  let min = values[0] as Value;
  let max = min;
  for (const value of distinct) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max, distinct: distinct.size };
}
