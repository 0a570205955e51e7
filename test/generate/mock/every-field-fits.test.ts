import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rowsOf } from '../../../lib/generate/mock/rows/row-set.ts';
import type { JsonValue } from '../../../lib/model/json-row.ts';
import { scalarModel } from '../../../lib/schemas/scalar-models.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { anyField } from './any-field.ts';
import { planned } from './planned.ts';

const ROWS = 40;

describe('the values of any field', () => {
  it('fit its type, its size, its list and its range', () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const values = planOf(field).make(rowsOf(0, 0, ROWS));

        expect(values).toHaveLength(ROWS);
        expect(values.flatMap((value) => problemOf(field, value) ?? [])).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('fit it as keys too, and differ', () => {
    fc.assert(
      fc.property(anyField, fc.double({ min: 0, max: 1, noNaN: true }), (field, part) => {
        const { distinct } = planOf(field);
        const count = Math.min(ROWS, distinct.size);
        const first = Math.floor(part * (distinct.size - count));
        const numbers = Float64Array.from({ length: count }, (_, number) => first + number);

        const values = distinct.make(numbers, rowsOf(0, 0, count));

        expect(distinct.size).toBeGreaterThanOrEqual(1);
        expect(distinct.size).toBeLessThanOrEqual(2 ** 48);
        expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(count);
        expect(values.flatMap((value) => problemOf(field, value) ?? [])).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('use all values of a small field', () => {
    const all = (field: Field) => {
      const { distinct } = planOf(field);
      const numbers = Float64Array.from({ length: distinct.size }, (_, number) => number);
      return new Set(distinct.make(numbers, rowsOf(0, 0, distinct.size))).size;
    };

    expect(all({ name: 'x', type: 'integer', mode: 'required', bits: 8 })).toBe(127);
    expect(
      all({ name: 'x', type: 'integer', mode: 'required', bits: 8, min: { value: '-128' } }),
    ).toBe(256);
    expect(all({ name: 'x', type: 'string', mode: 'required', length: 2 })).toBe(36 ** 2);
    expect(all({ name: 'x', type: 'boolean', mode: 'required' })).toBe(2);
    expect(all({ name: 'x', type: 'decimal', mode: 'required', precision: 2, scale: 1 })).toBe(99);
  });

  it('refuse a field whose constraints leave no value', () => {
    const field: Field = {
      name: 'x',
      type: 'integer',
      mode: 'required',
      min: { value: '5' },
      max: { value: '4' },
    };

    expect(() => planOf(field)).toThrow(
      'Expected constraints of the field "x" that leave a value, got a smallest value above the largest one.',
    );
  });
});

function planOf(field: Field) {
  const plan = planned([field]).get(field.name);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const models = new Map<Field, z.ZodType>();

/** What is wrong with a value, by the model that Hourlake writes for the field, and by the checks below. */
function problemOf(field: Field, value: JsonValue): string | undefined {
  if (!models.has(field)) {
    models.clear();
    models.set(field, new Function('z', `return ${scalarModel(field).zod}`)(z));
  }
  const parsed = models.get(field)?.safeParse(value);
  if (!parsed?.success) return `zod: ${JSON.stringify(value)}`;
  return isRight(field, value) ? undefined : `${field.type}: ${JSON.stringify(value)}`;
}

function isRight(field: Field, value: JsonValue): boolean {
  const { type, length, precision, scale, values } = field;
  if (values !== undefined) return values.map(String).includes(String(value));
  switch (type) {
    case 'integer':
      return (
        (typeof value === 'number'
          ? Number.isSafeInteger(value)
          : Math.abs(Number(value)) > 2 ** 53) && isBetween(field, BigInt(value as string), BigInt)
      );
    case 'float':
      return isBetween(field, value as number, Number);
    case 'decimal': {
      const digits = String(value).replace(/[-.]/g, '').replace(/^0+/, '').length;
      const after = String(value).split('.')[1]?.length ?? 0;
      const isSmall = precision === undefined || (digits <= precision && after <= (scale ?? 0));
      return isSmall && isBetween(field, unitsOfText(String(value)), unitsOfText);
    }
    case 'char':
      return length === undefined || [...String(value)].length === length;
    case 'bytes':
      return length === undefined || Buffer.from(String(value), 'base64').length <= length;
    case 'date':
    case 'datetime':
    case 'timestamp':
      return isBetween(field, String(value).replace('Z', ''), (text) =>
        type === 'date' ? text : `${text}T00:00:00`,
      );
    case 'range': {
      const [, from = '', to = ''] = /^\[(.+), (.+)\)$/.exec(String(value)) ?? [];
      const isNumber = field.rangeOf === 'integer' || field.rangeOf === 'decimal';
      return isNumber ? Number(from) < Number(to) : from !== '' && from < to;
    }
    case 'interval':
      return /^0-0 \d+ \d\d:\d\d:\d\d$/.test(String(value));
    case 'geography':
      return /^POINT\(-\d+\.\d+ -?\d+\.\d+\)$/.test(String(value));
    case 'inet':
      return /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/.test(String(value));
    default:
      return value !== null;
  }
}

/** A decimal as a whole number of the smallest units that any of these fields has. */
function unitsOfText(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(38, '0'));
}

function isBetween<Value extends bigint | number | string>(
  { min, max }: Field,
  value: Value,
  read: (text: string) => Value,
): boolean {
  const isAbove =
    min === undefined || (min.exclusive ? value > read(min.value) : value >= read(min.value));
  const isBelow =
    max === undefined || (max.exclusive ? value < read(max.value) : value <= read(max.value));
  return isAbove && isBelow;
}
