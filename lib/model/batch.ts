import type { Table } from './table.ts';
import { TextColumn } from './text-column.ts';

/** The values of one column: text, booleans, or numbers in any kind of array. */
export type ColumnValues = readonly string[] | TextColumn | readonly boolean[] | ArrayLike<number>;

/** One value of a column in a batch. */
export type ColumnValue = string | number | boolean | undefined;

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
  return values instanceof TextColumn ? values.at(row) : values?.[row];
}
