import { SchemaError } from '../errors.ts';
import type { ForeignKey, TableSchema } from './table-schema.ts';

/**
 * The tables in an order in which they can be filled: each behind the tables that its foreign keys refer
 * to, and otherwise as they are given. A table may refer to itself, and keys that may be NULL can be
 * filled later: where they close a cycle, they decide nothing.
 *
 * @throws SchemaError when required keys form a cycle, which no row could be the first of.
 */
export function tablesInOrder(tables: readonly TableSchema[]): TableSchema[] {
  const order = ordered(tables, () => true);
  if (Array.isArray(order)) return order;
  const strict = ordered(tables, isRequired);
  if (Array.isArray(strict)) return strict;
  const names = [...strict.cycle, ...strict.cycle.slice(0, 1)].map(({ name }) => name).join(' → ');
  throw new SchemaError(
    {
      expected: 'tables of which one can be filled first',
      got: `a cycle of required foreign keys: ${names}`,
      advice: 'Let one of these keys be NULL, or leave it out of the schema.',
    },
    { place: strict.cycle.map(({ name }) => name).join(', ') },
  );
}

/** Tables that refer to each other in a circle. */
interface Cycle {
  readonly cycle: readonly TableSchema[];
}

function ordered(
  tables: readonly TableSchema[],
  counts: (key: ForeignKey, table: TableSchema) => boolean,
): TableSchema[] | Cycle {
  const done = new Set<TableSchema>();
  let found: Cycle | undefined;
  function add(table: TableSchema, path: readonly TableSchema[]): void {
    if (done.has(table) || found !== undefined) return;
    if (path.includes(table)) {
      found = { cycle: path.slice(path.indexOf(table)) };
      return;
    }
    for (const key of table.foreignKeys ?? []) {
      const other = referredTable(tables, key);
      if (other === undefined || other === table || !counts(key, table)) continue;
      add(other, [...path, table]);
    }
    done.add(table);
  }
  for (const table of tables) add(table, []);
  return found ?? [...done];
}

/**
 * The table that a foreign key refers to; `undefined` where it is not among the tables.
 *
 * @example
 * referredTable([{ name: 'a', fields: [] }], { fields: ['a_id'], references: { table: 'a' } })?.name // => 'a'
 */
export function referredTable(
  tables: readonly TableSchema[],
  { references }: ForeignKey,
): TableSchema | undefined {
  const named = tables.filter(({ name }) => name === references.table);
  const { namespace } = references;
  return namespace === undefined
    ? named[0]
    : named.find((table) => table.namespace === undefined || table.namespace === namespace);
}

function isRequired({ fields }: ForeignKey, table: TableSchema): boolean {
  return fields.every((name) =>
    table.fields.some((field) => field.name === name && field.mode === 'required'),
  );
}
