import { formatDay } from './calendar-date.ts';
import type { Column, RowOf, RowValues, Table } from './table.ts';
import { TextColumn } from './text-column.ts';

/** The values of one column: text, booleans, or numbers in any kind of array. */
export type ColumnValues = readonly string[] | TextColumn | readonly boolean[] | ArrayLike<number>;

/** One value of a column, as in a batch. */
export type ColumnValue = string | number | boolean | undefined;

/**
 * Columns of equal length (a struct of arrays), by column name. Sources produce batches, and
 * Parquet files are encoded from them.
 */
export type Batch = Readonly<Record<string, ColumnValues>>;

/**
 * Returns the number of rows in a batch: the length of the table's first column.
 *
 * @example
 * rowCount({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }, { a: [1, 2, 3] }) // => 3
 */
export function rowCount(table: Table, batch: Batch): number {
  const first = table.columns[0];
  return first === undefined ? 0 : (batch[first.name]?.length ?? 0);
}

/**
 * Returns the value of a row, or `undefined` beyond the last row or for a missing column.
 *
 * @example
 * valueAt(['a', 'b'], 1) // => 'b'
 */
export function valueAt(values: ColumnValues | undefined, row: number): ColumnValue {
  return values instanceof TextColumn ? values.at(row) : values?.[row];
}

/**
 * Yields the rows of a batch as objects: dates as text, timestamps as `Date`. The batch must fit
 * the table, as every batch of a source does.
 *
 * @example
 * [...rows({ name: 't', description: '', columns: [{ name: 'd', type: 'date' }] }, { d: [-1, 0] })] // => [{ d: '1969-12-31' }, { d: '1970-01-01' }]
 */
export function* rows<T extends Table>(table: T, batch: Batch): Generator<RowOf<T>> {
  const count = rowCount(table, batch);
  for (let row = 0; row < count; row += 1) {
    const entries = table.columns.map((column) => [
      column.name,
      rowValue(column, valueAt(batch[column.name], row)),
    ]);
    // Safe: RowOf is derived from these same columns.
    yield Object.fromEntries(entries) as RowOf<T>;
  }
}

function rowValue(column: Column, value: ColumnValue): RowValues[keyof RowValues] | undefined {
  if (column.type === 'date') return formatDay(Number(value));
  if (column.type === 'timestamp') return new Date(Number(value));
  return value;
}
