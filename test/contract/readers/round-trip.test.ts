import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalType } from '../../../lib/columns/decimal.ts';
import { FIRST_DAY, LAST_DAY } from '../../../lib/columns/engine-years.ts';
import type { ColumnContract } from '../../../lib/contract/contract-data.ts';
import { plainText } from '../../../lib/contract/readers/decimal.ts';
import { valueAt } from '../../../lib/model/batch.ts';
import { DAY_MS, dateOfDay, formatDay } from '../../../lib/model/calendar-date.ts';
import type { RawValue } from '../../../lib/model/raw-rows.ts';
import type { ColumnType } from '../../../lib/model/table.ts';
import { checkValues } from '../contract-table.ts';

function read(type: ColumnType, value: RawValue, declared: ColumnContract = {}): unknown {
  return valueAt(checkValues(type, [value], declared).accepted.c, 0);
}

/** Points between groups of three digits. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '.');
}

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY });

describe('what was written is read as it was', () => {
  it('for every kind of day, as JavaScript knows it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, day: ofMonth } = dateOfDay(day);
        const two = (number: number) => String(number).padStart(2, '0');
        const four = String(year).padStart(4, '0');

        expect(read('date', formatDay(day))).toBe(day);
        const brazilian = `${two(ofMonth)}/${two(month)}/${four}`;
        expect(read('date', brazilian, { reads: ['dd/mm/yyyy'] })).toBe(day);
        expect(read('date', `${ofMonth}.${month}.${four}`, { reads: ['d.m.yyyy'] })).toBe(day);
        expect(read('date', `${four}${two(month)}${two(ofMonth)}`, { reads: ['yyyymmdd'] })).toBe(
          day,
        );
      }),
    );
  });

  it('for instants', () => {
    const milliseconds = fc.integer({ min: 0, max: DAY_MS - 1 });
    fc.assert(
      fc.property(anyDay, milliseconds, (day, time) => {
        const instant = day * DAY_MS + time;

        expect(read('timestamp', new Date(instant).toISOString())).toBe(instant);
      }),
    );
  });

  it('for integers of 64 bits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        const isSafe = Number.isSafeInteger(Number(integer));
        const expected = isSafe ? Number(integer) : integer;
        const sign = integer < 0n ? '-' : '';
        const digits = String(integer < 0n ? -integer : integer);

        expect(read('integer', String(integer))).toBe(expected);
        expect(read('integer', `${sign}${grouped(digits)}`, { reads: ['1.234'] })).toBe(expected);
        expect(read('integer', `${integer},00`, { reads: ['1234,0'] })).toBe(expected);
      }),
    );
  });

  it('for decimals, as text and as the number that a spreadsheet has', () => {
    const { rowValue } = decimalType({ precision: 10, scale: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (digits) => {
        const text = rowValue(digits);
        const [whole = '', fraction = ''] = text.replace('-', '').split('.');
        const brazilian = `${digits < 0 ? '-' : ''}${grouped(whole)},${fraction}`;

        expect(read('decimal', text)).toBe(digits);
        expect(read('decimal', Number(text))).toBe(digits);
        expect(read('decimal', brazilian, { reads: ['1.234,56'] })).toBe(digits);
      }),
    );
  });

  it('for doubles, to the last bit and the sign of zero', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const usual = fc
      .tuple(fc.integer(), fc.integer({ min: 0, max: 8 }))
      .map(([number, scale]) => number / 10 ** scale);
    fc.assert(
      fc.property(fc.oneof(finite, usual), (number) => {
        const plain = Object.is(number, -0) ? '-0' : plainText(number);

        expect(read('double', Object.is(number, -0) ? '-0' : String(number))).toBe(number);
        if (plain.length < 400) {
          expect(read('double', plain.replace('.', ','), { reads: ['1234,56'] })).toBe(number);
        }
      }),
    );
  });
});
