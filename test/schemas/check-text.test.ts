import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheck } from '../../lib/schemas/check-text.ts';
import { anyText } from '../any-text.ts';

describe('the condition of a CHECK', () => {
  it.each([
    ['a > 0', { a: { min: { value: '0', exclusive: true } } }],
    ['0 < a AND a <= 1.5', { a: { min: { value: '0', exclusive: true }, max: { value: '1.5' } } }],
    ['a BETWEEN -5 AND 5', { a: { min: { value: '-5' }, max: { value: '5' } } }],
    [
      '((a >= (0)::numeric) AND (b < 3))',
      { a: { min: { value: '0' } }, b: { max: { value: '3', exclusive: true } } },
    ],
    ["(a >= '-5'::integer)", { a: { min: { value: '-5' } } }],
    ["a >= DATE '2020-01-01'", { a: { min: { value: '2020-01-01' } } }],
    ["(d >= '2020-01-01'::date)", { d: { min: { value: '2020-01-01' } } }],
    ["state IN ('a', 'it''s')", { state: { values: ['a', "it's"] } }],
    [
      "((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying(3)])::text[]))",
      { s: { values: ['a', 'b'] } },
    ],
    ['n = ANY (ARRAY[1, 2])', { n: { values: [1, 2] } }],
    ["s = 'a' OR s = 'b' OR s IN ('c')", { s: { values: ['a', 'b', 'c'] } }],
    ['("odd name" > 1)', { 'odd name': { min: { value: '1', exclusive: true } } }],
    ['a <= b', { a: { atMost: { field: 'b' } } }],
    ['(b > (a)::numeric)', { a: { atMost: { field: 'b', exclusive: true } } }],
    ['(a IS NOT NULL) AND a > 1', { a: { min: { value: '1', exclusive: true } } }],
  ])('%s', (condition, facts) => {
    expect(Object.fromEntries(readCheck(condition) ?? [])).toEqual(facts);
  });

  it.each([
    'length(a) > 3',
    'a = b',
    'a < b AND a < c',
    'a < b OR a > 3',
    'a > 0 OR b > 0',
    "a = 'x' OR b = 'x'",
    'a > 0 AND a > 5',
    'NOT a > 0',
    "a ~ '^x'",
    "a LIKE 'x%'",
    'a <> 0',
    'a NOT IN (1)',
    'a + 1 > 0',
    'a > 0 AND',
    '',
    'true',
    'CASE WHEN a > 0 THEN true END',
  ])('is not read, rather than read wrongly: %s', (condition) => {
    expect(readCheck(condition)).toBeUndefined();
  });

  it('of any text is read or not, and never an error', () => {
    const words = fc.constantFrom(
      'a',
      '(',
      ')',
      'AND',
      'OR',
      'IN',
      'BETWEEN',
      '>',
      '=',
      '1',
      "'x'",
      '::',
      'ANY',
      'ARRAY',
      '[',
      ']',
      ',',
      '-',
    );
    const anyCondition = fc.oneof(
      fc.array(words).map((each) => each.join(' ')),
      anyText,
    );

    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(() => readCheck(condition)).not.toThrow();
      }),
    );
  });

  it('of any list and range is read as it was written', () => {
    const anyValues = fc.array(
      anyText.filter((text) => !text.includes('\\')),
      { minLength: 1 },
    );

    fc.assert(
      fc.property(anyValues, fc.integer(), fc.integer(), (values, least, most) => {
        const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
        const read = readCheck(`(s IN (${list})) AND n BETWEEN ${least} AND ${most}`);

        expect(read?.get('s')).toEqual({ values });
        expect(read?.get('n')).toEqual({ min: { value: `${least}` }, max: { value: `${most}` } });
      }),
    );
  });
});
