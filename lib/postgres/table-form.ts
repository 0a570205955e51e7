import { columnTypeOf } from '../columns/column-types.ts';
import { differencesBetween } from '../model/form-differences.ts';
import type { Table } from '../model/table.ts';
import type { StoredTable } from './stored-table.ts';

/**
 * The form that a declared table has in a database, part by part.
 *
 * @example
 * [...declaredForm({ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }], primaryKey: 'a' })] // => [['column a', 'bigint NOT NULL'], ['primary key a', 'set']]
 */
export function declaredForm(table: Table): ReadonlyMap<string, string> {
  const { columns, primaryKey, unique = [], references = [] } = table;
  return new Map([
    ...columns.map((column): [string, string] => [
      `column ${column.name}`,
      `${columnTypeOf(column).postgres.type}${column.nullable ? '' : ' NOT NULL'}`,
    ]),
    ...(primaryKey === undefined ? [] : ([[`primary key ${primaryKey}`, 'set']] as const)),
    ...unique.map((column): [string, string] => [`unique ${column}`, 'set']),
    ...references.map(({ column, table: other }): [string, string] => [
      `foreign key ${column}`,
      `to ${other}`,
    ]),
  ]);
}

/**
 * How a table of a database differs from its declaration, in words; empty where it does not. The order
 * of the columns does not count.
 */
export function differencesOf(table: Table, { kind, form }: StoredTable): readonly string[] {
  if (kind !== 'r' && kind !== 'p') return ['it is not a table'];
  return differencesBetween(declaredForm(table), form);
}
