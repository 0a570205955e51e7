import { BatchError } from '../errors.ts';
import type { JsonRow } from '../model/json-row.ts';
import type { Field } from '../schemas/table-schema.ts';
import type { TableRows } from './row-loader.ts';

/**
 * The fields that rows have: all of a table, except those that its database fills and the rows leave out.
 * The first row tells which these are.
 */
export function givenFields(rows: TableRows): readonly Field[] {
  const first = firstRow(rows);
  return rows.table.fields.filter(
    ({ name, filledBy }) => filledBy === undefined || (first !== undefined && name in first),
  );
}

function firstRow({ batches }: TableRows): JsonRow | undefined {
  for (const [row] of batches()) return row;
  return undefined;
}

/**
 * Makes sure that a row has the given fields and no others.
 *
 * @param options.row number of the row within its batch, from 0
 * @throws BatchError that names the field.
 */
export function checkFields(
  row: JsonRow,
  { table, fields, number }: { table: string; fields: readonly Field[]; number: number },
): void {
  const missing = fields.find(({ name }) => !Object.hasOwn(row, name));
  if (missing !== undefined) throw wrongField(table, missing.name, number, 'no such field');
  const names = Object.keys(row);
  if (names.length === fields.length) return;
  const known = new Set(fields.map(({ name }) => name));
  const further = names.find((name) => !known.has(name));
  if (further === undefined) return;
  throw wrongField(table, further, number, 'a field that the table or its first row does not have');
}

function wrongField(table: string, column: string, row: number, got: string): BatchError {
  return new BatchError(
    {
      expected: `every row of ${table} to have the fields of the first row; looked for ${column}`,
      got,
      advice: 'Correct the source of the rows: leave a field out of all rows or of none.',
    },
    { table, column, row },
  );
}
