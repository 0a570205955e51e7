import { describe, expect, it } from 'vitest';
import {
  shapeFieldProblems,
  unnamedMembers,
} from '../../../../lib/capture/bigquery/check/shape-fields.ts';
import { leafNames, type ShapeData } from '../../../../lib/contract/shape-data.ts';
import type { ResultField } from '../../../../lib/gcp/query-requests.ts';

function aField(type: string, more: Partial<ResultField> = {}): ResultField {
  return { name: 'a', type, isRepeated: false, fields: [], ...more };
}

const record = aField('STRUCT', { fields: [aField('INT64', { name: 'n' })] });

describe('a shape', () => {
  it.each([
    ['STRING', ['string', 'json']],
    ['NUMERIC', ['string', 'json']],
    ['BYTES', ['string', 'json']],
    ['DATE', ['string', 'json']],
    ['INT64', ['integer', 'json']],
    ['FLOAT64', ['double', 'json']],
    ['BOOL', ['boolean', 'json']],
    ['TIMESTAMP', ['timestamp', 'json']],
    ['STRUCT', ['json']],
    ['JSON', [...leafNames]],
  ])('has these types for a member of type %s', (type, expected) => {
    const fitting = leafNames.filter(
      (leaf) => shapeFieldProblems(leaf, aField(type), 'a').length === 0,
    );

    expect(fitting).toEqual(expected);
  });

  it.each<[ShapeData, ResultField, readonly string[]]>([
    [{ 'n!': 'integer' }, record, []],
    [['string'], aField('STRING', { isRepeated: true }), []],
    [[{ n: 'integer' }], { ...record, isRepeated: true }, []],
    [{ list: ['string'] }, aField('JSON'), []],
    ['json', aField('STRUCT', { isRepeated: true }), []],
    [{ n: 'string', o: 'json' }, record, ['x.n is INT64 in place of STRING', 'there is no x.o']],
    [
      { n: 'integer' },
      { ...record, isRepeated: true },
      ['x is a list of STRUCT in place of STRUCT'],
    ],
    [['double'], aField('FLOAT64'), ['x is FLOAT64 in place of a list of FLOAT64']],
    [[['json']], aField('JSON', { isRepeated: true }), []],
    [
      [['json']],
      aField('STRING', { isRepeated: true }),
      ['x is STRING in place of a list of any type'],
    ],
    [
      'string',
      aField('STRING', { isRepeated: true }),
      ['x is a list of STRING in place of STRING'],
    ],
  ])('%j is compared with a field, to any depth', (shape, field, problems) => {
    expect(shapeFieldProblems(shape, field, 'x')).toEqual(problems);
  });

  it('leaves members unnamed at any level, but none within a member that may be anything', () => {
    const inner = aField('STRUCT', { name: 'inner', fields: [aField('STRING'), aField('BOOL')] });
    const outer = aField('STRUCT', { isRepeated: true, fields: [inner, aField('STRING')] });

    expect(unnamedMembers([{ 'inner!': { b: 'string' } }], outer)).toBe(3);
    expect(unnamedMembers([{ inner: 'json', a: 'string' }], outer)).toBe(0);
  });
});
