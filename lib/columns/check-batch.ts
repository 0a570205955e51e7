import { BatchError } from '../errors.ts';
import { type Batch, type ColumnValues, rowCount, valueAt } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';
import { columnTypeOf } from './column-types.ts';
import { describeValue } from './describe-value.ts';

/**
 * Checks that a batch fits its table: it has exactly the table's columns, all of equal length, and
 * every value belongs to the type of its column.
 *
 * Without this check a wrong value would be encoded as another, valid one.
 *
 * @throws BatchError that names table, column, row (from 0), and what was expected. The value itself
 *   is never part of it, only its JavaScript type and length.
 * @example
 * checkBatch({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }, { a: [1, 2] }) // => undefined
 */
export function checkBatch(table: Table, batch: Batch): void {
  const rows = rowCount(table, batch);
  for (const column of table.columns) {
    const values = batch[column.name];
    if (values?.length !== rows) throw wrongLength(table, column, values, rows);
    checkValues(table, column, values);
  }
  const known = new Set(table.columns.map(({ name }) => name));
  const unknown = Object.keys(batch).find((name) => !known.has(name));
  if (unknown !== undefined) throw unknownColumn(table, unknown);
}

function checkValues(table: Table, column: Column, values: ColumnValues): void {
  const type = columnTypeOf(column);
  if (type.trusts?.(values)) return;
  for (let row = 0; row < values.length; row += 1) {
    const value = valueAt(values, row);
    if (value === null ? column.nullable : type.accepts(value)) continue;
    throw new BatchError(
      {
        expected: `${type.expected} in column ${column.name} of table ${table.name}, row ${row}`,
        got: describeValue(value),
        advice: `Correct the source: the column has the type ${column.type}.`,
      },
      { table: table.name, column: column.name, row },
    );
  }
}

function wrongLength(
  table: Table,
  column: Column,
  values: ColumnValues | undefined,
  rows: number,
): BatchError {
  return new BatchError(
    {
      expected: `${rows} values in column ${column.name} of table ${table.name}`,
      got: values === undefined ? 'no such column' : `${values.length}`,
      advice: 'Correct the source: every column of a batch has one value per row.',
    },
    { table: table.name, column: column.name },
  );
}

function unknownColumn(table: Table, column: string): BatchError {
  return new BatchError(
    {
      expected: `only the columns of table ${table.name}`,
      got: `a column ${JSON.stringify(column)}`,
      advice: 'Declare the column in the table, or leave it out of the batch.',
    },
    { table: table.name, column },
  );
}
