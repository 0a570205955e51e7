import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigQuerySchema } from '../../lib/schemas/bigquery-json.ts';
import { typeScriptModels } from '../../lib/schemas/models.ts';
import type { Field, TableSchema } from '../../lib/schemas/table-schema.ts';
import { anyBigQuerySchema } from './any-schema.ts';
import { compiled, problemsOf } from './compiled-models.ts';
import { tablesOfFile } from './read-sql.ts';
import { rowOf } from './row-of.ts';

describe('models', () => {
  it('of any schema compile under strict, and accept rows with values and without', async () => {
    const tables = fc
      .sample(anyBigQuerySchema, { seed: 7, numRuns: 60 })
      .map((json, index) => bigQuerySchema(json, { name: `table ${index}`, from: 'a.json' }));

    const schemas = await compiled(tables);

    expect(Object.keys(schemas)).toHaveLength(tables.length);
    for (const [index, { fields }] of tables.entries()) {
      const schema = schemas[`table${index}Schema`];
      expect(problemsOf(schema, rowOf(fields, { items: 2, nulls: false }))).toEqual([]);
      expect(problemsOf(schema, rowOf(fields, { items: 0, nulls: true }))).toEqual([]);
    }
  });

  it('of tables of SQL have values, lengths, ranges and fields that may be left out', async () => {
    const tables = await tablesOfFile('shop.sql');
    const order = fieldsOf(tables, 'order');
    const row = { ...rowOf(order, { items: 1, nulls: false }), stars: 5, weight: 1 };

    const { orderSchema } = await compiled(tables);

    const { id, net, state, ...written } = { id: 0, net: 0, state: 0, ...row };
    expect(problemsOf(orderSchema, { ...written, state: 'paid' })).toEqual([]);
    expect(problemsOf(orderSchema, { ...row, state: 'lost' })).toEqual(['state']);
    expect(problemsOf(orderSchema, { ...row, stars: 6 })).toEqual(['stars']);
    expect(problemsOf(orderSchema, { ...row, total: '123456789.00' })).toEqual(['total']);
    expect(problemsOf(orderSchema, { ...row, total: 12 })).toEqual(['total']);
    expect(problemsOf(orderSchema, { ...row, history: null })).toEqual(['history']);
    expect(problemsOf(orderSchema, { ...row, placed_on: '2026-02-30' })).toEqual(['placed_on']);
  });

  it('count characters as databases do', async () => {
    const table: TableSchema = {
      name: 't',
      fields: [{ name: 'a', type: 'string', length: 2, mode: 'required' }],
    };

    const { tSchema } = await compiled([table]);

    expect(problemsOf(tSchema, { a: '😀😀' })).toEqual([]);
    expect(problemsOf(tSchema, { a: 'abc' })).toEqual(['a']);
  });

  it('refuse a row that lacks a required or a nullable field', async () => {
    const fields: Field[] = [
      { name: 'a', type: 'date', mode: 'required' },
      { name: 'b', type: 'date', mode: 'nullable' },
    ];

    const { tSchema } = await compiled([{ name: 't', fields }]);

    expect(problemsOf(tSchema, {})).toEqual(['a', 'b']);
    expect(problemsOf(tSchema, { a: null, b: null })).toEqual(['a']);
  });

  it('of a thousand fields compile', async () => {
    const fields = Array.from(
      { length: 1000 },
      (_, number): Field => ({ name: `c${number}`, type: 'string', mode: 'required' }),
    );

    const { wideSchema } = await compiled([{ name: 'wide', fields }]);

    expect(problemsOf(wideSchema, rowOf(fields, { items: 0, nulls: false }))).toEqual([]);
  });

  it('have names of their own where tables have the same', () => {
    const fields: Field[] = [{ name: 'a', type: 'date', mode: 'required' }];
    const tables = ['a_b', 'aB', 'class'].map((name) => ({ name, fields }));

    const names = [...typeScriptModels(tables).matchAll(/^export (?:interface|const) (\w+)/gm)];

    expect(names.map(([, name]) => name)).toEqual([
      'AB',
      'aBSchema',
      'AB2',
      'aB2Schema',
      'Class',
      'classSchema',
    ]);
  });

  it('are the same text for the same tables', async () => {
    const tables = await tablesOfFile('shop.sql');

    expect(typeScriptModels(tables)).toBe(typeScriptModels(structuredClone(tables)));
  });

  it('close no comment and no text early', async () => {
    const description = '*/ export const broken = `$\u007b1}`; /*\u2028// " \' \\';
    const values = ["it's", '\\', '\n', '`$\u007bx}`', '\u2028'];
    const fields: Field[] = [{ name: 'a', type: 'string', mode: 'required', description, values }];

    const { tSchema } = await compiled([{ name: 't', description, fields }]);

    for (const a of values) expect(problemsOf(tSchema, { a })).toEqual([]);
  });
});

function fieldsOf(tables: readonly TableSchema[], name: string): readonly Field[] {
  return tables.find((table) => table.name === name)?.fields ?? [];
}
