import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../lib/errors.ts';
import type { Mode, TableSchema } from '../../lib/schemas/table-schema.ts';
import { tablesInOrder } from '../../lib/schemas/tables-in-order.ts';

describe('tables in order', () => {
  it('come behind the tables that they refer to, and otherwise stay', () => {
    const tables = [
      refersTo('movement', ['card']),
      refersTo('card', ['account', 'member']),
      refersTo('account', ['member']),
      refersTo('member', []),
      refersTo('other', ['elsewhere']),
    ];

    expect(tablesInOrder(tables).map(({ name }) => name)).toEqual([
      'member',
      'account',
      'card',
      'movement',
      'other',
    ]);
  });

  it('may refer to themselves', () => {
    expect(tablesInOrder([refersTo('employee', ['employee'])])).toHaveLength(1);
  });

  it('may refer to each other where a key can be NULL', () => {
    const tables = [refersTo('team', ['person']), refersTo('person', ['team'], 'nullable')];

    expect(tablesInOrder(tables).map(({ name }) => name)).toEqual(['person', 'team']);
  });

  it('are refused where none can be the first', () => {
    const tables = [refersTo('a', ['b']), refersTo('b', ['c']), refersTo('c', ['b'])];

    expect(() => tablesInOrder(tables)).toThrow(SchemaError);
    expect(() => tablesInOrder(tables)).toThrow('a cycle of required foreign keys: b → c → b');
  });
});

function refersTo(name: string, others: readonly string[], mode: Mode = 'required'): TableSchema {
  return {
    name,
    fields: others.map((other) => ({ name: `${other}_id`, type: 'integer', mode })),
    foreignKeys: others.map((table) => ({ fields: [`${table}_id`], references: { table } })),
  };
}
