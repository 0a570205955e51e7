import { formatDay } from './calendar-date.ts';
import type { Column, RowOf, RowValues, Table } from './table.ts';
import { TextColumn } from './text-column.ts';

/** The values of one column: text, truth values, or numbers in an array of any kind. */
export type ColumnValues = readonly string[] | TextColumn | readonly boolean[] | ArrayLike<number>;

/** One value of a column, as it stands in a batch. */
export type ColumnValue = string | number | boolean | undefined;

/**
 * Columns of equal length (a struct of arrays), by the name of the column.
 * What flows from a source to Parquet.
 */
export type Batch = Readonly<Record<string, ColumnValues>>;

/**
 * Rows in a batch: the length of the table's first column.
 *
 * @example
 * rowCount({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }, { a: [1, 2, 3] }) // => 3
 */
export function rowCount(table: Table, batch: Batch): number {
  const first = table.columns[0];
  return first === undefined ? 0 : (batch[first.name]?.length ?? 0);
}

/**
 * The value of a row; `undefined` beyond the last, and of a column that is not there.
 *
 * @example
 * valueAt(['a', 'b'], 1) // => 'b'
 */
export function valueAt(values: ColumnValues | undefined, row: number): ColumnValue {
  return values instanceof TextColumn ? values.at(row) : values?.[row];
}

/**
 * Gives the rows of a batch as objects, for whoever wants objects: dates as text, timestamps as `Date`.
 * The batch has to fit the table, as every batch of a source does.
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
    // The keys and types come from the very declaration that RowOf is computed from.
    yield Object.fromEntries(entries) as RowOf<T>;
  }
}

function rowValue(column: Column, value: ColumnValue): RowValues[keyof RowValues] | undefined {
  if (column.type === 'date') return formatDay(Number(value));
  if (column.type === 'timestamp') return new Date(Number(value));
  return value;
}
