import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellReader } from '../../../../lib/capture/bigquery/rows/read-cell.ts';
import type { ResultField } from '../../../../lib/gcp/query-requests.ts';
import type { JsonValue } from '../../../../lib/model/json-row.ts';
import { CellFault } from '../../../../lib/model/raw-rows.ts';

const types = ['STRING', 'INT64', 'FLOAT64', 'BOOL', 'TIMESTAMP', 'NUMERIC', 'JSON'] as const;

function aField(type: string, more: Partial<ResultField> = {}): ResultField {
  return { name: 'a', type, isRepeated: false, fields: [], ...more };
}

function aRecord(...types: readonly string[]): ResultField {
  return aField('STRUCT', { fields: types.map((type, at) => aField(type, { name: `m${at}` })) });
}

const anyField = fc.letrec<{ readonly field: ResultField }>((tie) => ({
  field: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      name: fc.constantFrom('a', 'f', 'v', '__proto__'),
      type: fc.constantFrom(...types),
      isRepeated: fc.boolean(),
      fields: fc.constant([]),
    }),
    fc.record({
      name: fc.constantFrom('a', 'f', 'v', '__proto__'),
      type: fc.constant('STRUCT'),
      isRepeated: fc.boolean(),
      fields: fc.uniqueArray(tie('field'), { maxLength: 3, selector: ({ name }) => name }),
    }),
  ),
})).field;

/** JSON, often in the form of records and lists of cells. */
const anyValue = fc.letrec<{ readonly value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue().map((value) => value as JsonValue),
    fc.constantFrom('1', 'NaN', 'true', '9007199254740993', '999999999999999999', ''),
    fc.array(tie('value').map((v) => ({ v }))),
    fc.array(tie('value').map((v) => ({ v }))).map((f) => ({ f })),
  ),
})).value;

describe('a cell of BigQuery', () => {
  it('is read whatever its value is, into a value that JSON has', () => {
    fc.assert(
      fc.property(anyField, anyValue, (field, value) => {
        const found = cellReader(field)(value);

        const json = JSON.stringify(found);
        expect(found === null).toBe(value === null);
        if (found instanceof CellFault) expect(JSON.parse(json)).toBe(found.text);
        else expect(JSON.stringify(JSON.parse(json))).toBe(json);
      }),
    );
  });

  it('keeps values in a record that their types do not have', () => {
    const read = cellReader(aRecord(...types, 'STRUCT'));
    const came = [1, '4x2', 'NaN', 'maybe', 'noon', true, '{', 24.04];

    const found = read({ f: came.map((v) => ({ v })) });

    expect(found).toEqual(Object.fromEntries(came.map((value, at) => [`m${at}`, value])));
  });

  it('lacks the members whose cells are missing, and keeps those that are null', () => {
    const read = cellReader(aRecord('STRING', 'STRING', 'STRING', 'STRING'));

    const found = read({ f: [{ v: null }, {}, 'x'] });

    expect(found).toEqual({ m0: null });
  });

  it('keeps items of a list that are no cells', () => {
    const read = cellReader(aField('INT64', { isRepeated: true }));

    expect(read([{ v: '1' }, {}, 'x', { v: null }])).toEqual([1, {}, 'x', null]);
  });

  it.each<[string, ResultField, JsonValue | undefined, string]>([
    ['missing', aField('STRING'), undefined, ''],
    ['not finite', aField('FLOAT64'), '-Infinity', '-Infinity'],
    ['text in place of a record', aRecord('STRING'), '{"m0":"x"}', '{"m0":"x"}'],
    ['text in place of a list', aField('STRING', { isRepeated: true }), '["x"]', '["x"]'],
  ])('is a fault as a whole when it is %s', (_, field, value, text) => {
    const found = cellReader(field)(value);

    expect(found).toBeInstanceOf(CellFault);
    expect(found).toMatchObject({ text });
  });
});
