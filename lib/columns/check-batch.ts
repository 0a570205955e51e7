import { BatchError } from '../errors.ts';
import { type Batch, type ColumnValues, rowCount, valueAt } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';
import { TextColumn } from '../model/text-column.ts';
import { columnTypes } from './column-types.ts';

/**
 * Makes sure that a batch fits its table: every column there, of equal length, every value of its
 * column's type, and no column that the table does not have.
 *
 * The library that writes Parquet would turn a wrong value into another, valid one.
 *
 * @throws BatchError that names table, column, row (from 0) and value.
 * @example
 * checkBatch({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }, { a: [1, 2] }) // => undefined
 */
export function checkBatch(table: Table, batch: Batch): void {
  const rows = rowCount(table, batch);
  for (const column of table.columns) {
    checkColumn(table, column, batch[column.name], rows);
  }
  const known = new Set(table.columns.map(({ name }) => name));
  const foreign = Object.keys(batch).find((name) => !known.has(name));
  if (foreign !== undefined) {
    throw new BatchError(
      {
        expected: `only the columns of table ${table.name}`,
        got: `a column ${JSON.stringify(foreign)}`,
        advice: 'Declare the column in the table, or leave it out of the batch.',
      },
      { table: table.name, column: foreign },
    );
  }
}

function checkColumn(
  table: Table,
  column: Column,
  values: ColumnValues | undefined,
  rows: number,
): void {
  if (values === undefined || values.length !== rows) {
    throw new BatchError(
      {
        expected: `${rows} values in column ${column.name} of table ${table.name}`,
        got: values === undefined ? 'no such column' : `${values.length}`,
        advice: 'Every column of a batch has one value for each row.',
      },
      { table: table.name, column: column.name },
    );
  }
  const { accepts, expected } = columnTypes[column.type];
  // Its writer takes nothing but well-formed text.
  if (values instanceof TextColumn && column.type === 'string') return;
  for (let row = 0; row < rows; row += 1) {
    const value = valueAt(values, row);
    if (accepts(value)) continue;
    throw new BatchError(
      {
        expected: `${expected} in column ${column.name} of table ${table.name}, row ${row}`,
        got: printable(value),
        advice: `A column of type ${column.type} takes nothing else: correct the source.`,
      },
      { table: table.name, column: column.name, row },
    );
  }
}

function printable(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
