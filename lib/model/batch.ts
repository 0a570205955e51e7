import type { Table } from './table.ts';
import { TextColumn } from './text-column.ts';
import { WordColumn } from './word-column.ts';

/** A value of a column that is not null, as batches hold it. */
export type PresentValue = string | number | bigint | boolean | Uint8Array;

/**
 * The values of one column, in any kind of array, or as text in bytes. Only a nullable column may
 * have `null`.
 */
export type ColumnValues = TextColumn | WordColumn | ArrayLike<PresentValue | null>;

/** One value of a column in a batch; `undefined` where there is no such row. */
export type ColumnValue = PresentValue | null | undefined;

/**
 * Columns of equal length (a struct of arrays), by the name of the column: what flows from a source to
 * Parquet.
 */
export type Batch = Readonly<Record<string, ColumnValues>>;

/**
 * The number of rows in a batch: the length of the table's first column.
 *
 * @example
 * rowCount({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }, { a: [1, 2, 3] }) // => 3
 */
export function rowCount(table: Table, batch: Batch): number {
  const first = table.columns[0];
  return first === undefined ? 0 : (batch[first.name]?.length ?? 0);
}

/**
 * The value of a column in a row (from 0); `undefined` after the last row, or if there is no column.
 *
 * @example
 * valueAt(['a', 'b'], 1) // => 'b'
 */
export function valueAt(values: ColumnValues | undefined, row: number): ColumnValue {
  return values instanceof TextColumn || values instanceof WordColumn
    ? values.at(row)
    : values?.[row];
}

/**
 * The values of some rows of a column, from one row (inclusive) to another (exclusive). Bytes and
 * typed arrays are not copied.
 *
 * @example
 * sliceOf(['a', 'b', 'c'], 1, 3) // => ['b', 'c']
 */
export function sliceOf(values: ColumnValues, from: number, to: number): ColumnValues {
  if (values instanceof TextColumn) return values.slice(from, to);
  if (values instanceof WordColumn) {
    return new WordColumn(values.words, values.numbers.subarray(from, to));
  }
  return ArrayBuffer.isView(values)
    ? (values as Float64Array).subarray(from, to)
    : Array.prototype.slice.call(values, from, to);
}
