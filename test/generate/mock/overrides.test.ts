import { describe, expect, it } from 'vitest';
import { meaningNames } from '../../../lib/generate/mock/meanings/all-meanings.ts';
import type { Override } from '../../../lib/generate/mock/overrides.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { fieldsOf, madeRows, planned } from './planned.ts';

const ROWS = 200;

function valuesOf(field: string, override: Override): readonly unknown[] {
  const fields = fieldsOf(field);
  const [{ name } = { name: '' }] = fields;
  return madeRows(fields, ROWS, { overrides: { [name]: override } }).map((row) => row[name]);
}

describe('an override', () => {
  it('names a meaning, which agrees with the other fields', () => {
    const [row] = madeRows(fieldsOf('campo cpf'), 1, { overrides: { campo: 'cpf' } });

    expect(row?.campo).toBe(row?.cpf);
  });

  it('gives numbers and days of a range, both ends included', () => {
    const decimals = valuesOf('v:decimal(10,2)', { decimal: [10, 12.5] }).map(Number);
    const integers = valuesOf('n:integer', { integer: [1, 3] });
    const days = valuesOf('d:date', { date: ['2026-01-30', '2026-02-01'] });

    expect(Math.min(...decimals)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...decimals)).toBeLessThanOrEqual(12.5);
    expect(new Set(integers)).toEqual(new Set([1, 2, 3]));
    expect(new Set(days)).toEqual(new Set(['2026-01-30', '2026-01-31', '2026-02-01']));
  });

  it('gives values of a list, of a pattern, or always the same', () => {
    expect(new Set(valuesOf('v', { values: ['a', 'b'] }))).toEqual(new Set(['a', 'b']));
    expect(new Set(valuesOf('v:integer', { constant: 7 }))).toEqual(new Set([7]));
    for (const text of valuesOf('v:char(9)', { pattern: 'AA-##a*!~' })) {
      expect(text).toMatch(/^[A-Z]{2}-\d{2}[a-z][A-Za-z\d]!~$/);
    }
  });

  it('gives keys of a pattern', () => {
    const plans = planned(fieldsOf('v'), { overrides: { v: { pattern: 'A#' } } });
    const distinct = plans.get('v')?.distinct;
    const numbers = Float64Array.from({ length: 260 }, (_, number) => number);
    const rows = { length: 260, periods: new Int32Array(260), rows: new Int32Array(260) };

    expect(distinct?.size).toBe(260);
    expect(new Set(distinct?.make(numbers, rows)).size).toBe(260);
  });

  it('reaches fields of records, by their path', () => {
    const fields: Field[] = [
      { name: 'a.b', type: 'record', mode: 'repeated', fields: fieldsOf('c') },
      ...fieldsOf('constructor'),
    ];

    const [row] = madeRows(fields, 1, { overrides: { 'a.b.c': { constant: 'x' } } });

    expect(row?.['a.b.c']).toBe('x');
    expect(row?.constructor).toEqual(expect.any(String));
  });

  it.each<[field: string, override: Override, message: string]>([
    [
      'v',
      'cfp',
      'Expected a known meaning for the field v, got "cfp". Did you mean "cpf"? docs/mock-meanings.md lists all meanings.',
    ],
    [
      'v:string(5)',
      'cpf',
      'Expected values for the field v that fit its type string(5), got values of the meaning "cpf".',
    ],
    ['v:date', { pattern: '##' }, 'that fit its type date, got values of {"pattern":"##"}.'],
    ['v:integer', { values: [1, 'x'] }, 'got a list whose value 2 does not fit.'],
    ['v', { values: [] }, 'got an empty list.'],
    ['v', { constant: null }, 'got a list whose value 1 does not fit.'],
    ['v:char(3)', { constant: 'ab' }, 'got a list whose value 1 does not fit.'],
    ['v:decimal(4,2)', { decimal: [10, 5000] }, 'got values of {"decimal":[10,5000]}.'],
    ['v:integer', { integer: [5, 1] }, 'got values of {"integer":[5,1]}.'],
    ['v:date', { date: ['2026-02-01', '2026-01-01'] }, 'got values of {"date"'],
    ['v:date', { date: ['someday', '2026-01-01'] }, 'got values of {"date"'],
  ])('of %s with %j is refused where it does not fit', (field, override, message) => {
    expect(() => valuesOf(field, override)).toThrow(message);
  });

  it('is refused for a field that is not there', () => {
    expect(() => planned(fieldsOf('num_cpf total'), { overrides: { num_cfp: 'cpf' } })).toThrow(
      'Expected fields of the table that have values of their own, got "num_cfp". Did you mean "num_cpf"? The fields are num_cpf, total.',
    );
  });

  it('can name every meaning', () => {
    const types = ['string', 'decimal', 'timestamp', 'geography', 'integer'];

    for (const meaning of meaningNames) {
      const fits = types.filter((type) => {
        try {
          return valuesOf(`x:${type}`, meaning).length === ROWS;
        } catch {
          return false;
        }
      });
      expect([meaning, fits.length > 0]).toEqual([meaning, true]);
    }
  });
});
