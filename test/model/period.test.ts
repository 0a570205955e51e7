import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import {
  parseHour,
  periodAt,
  periodFromIndex,
  periodIndex,
  periodStart,
} from '../../lib/model/period.ts';

/** 9999-12-31T23, in hours since 1970-01-01T00. */
const LAST_INDEX = 70_389_527;

const indices = fc.integer({ min: 0, max: LAST_INDEX });

describe('parseHour', () => {
  it('gives back the text of an hour', () => {
    expect(parseHour('2026-11-20T13')).toBe('2026-11-20T13');
  });

  it.each(['1970-01-01T00', '2024-02-29T23', '2000-02-29T00', '9999-12-31T23'])(
    'accepts %s',
    (text) => {
      expect(parseHour(text)).toBe(text);
    },
  );

  it.each([
    ['an empty text', ''],
    ['minutes', '2026-11-20T13:00'],
    ['a time zone', '2026-11-20T13Z'],
    ['a day without an hour', '2026-11-20'],
    ['a space for the T', '2026-11-20 13'],
    ['a small t', '2026-11-20t13'],
    ['digits that are left out', '2026-1-2T3'],
    ['space around it', ' 2026-11-20T13'],
    ['a line end after it', '2026-11-20T13\n'],
    ['an hour 24', '2026-11-20T24'],
    ['a month 13', '2026-13-01T00'],
    ['a month 0', '2026-00-01T00'],
    ['a day 0', '2026-11-00T00'],
    ['a 31st of November', '2026-11-31T00'],
    ['a 29th of February in a common year', '2026-02-29T00'],
    ['a 29th of February in 2100', '2100-02-29T00'],
    ['a time before 1970', '1969-12-31T23'],
    ['a year that Date.UTC takes for 1999', '0099-01-01T00'],
    ['a year of five digits', '10000-01-01T00'],
    ['digits of another script', '２０２６-11-20T13'],
  ])('rejects %s', (_, text) => {
    expect(() => parseHour(text)).toThrow(InputError);
  });

  it('says what it got and what to write instead', () => {
    expect(() => parseHour('yesterday')).toThrow(
      'Expected a UTC hour such as 2026-11-20T13, got "yesterday". Write year-month-day, a T and the hour from 00 to 23, without minutes or time zone.',
    );
  });

  it('accepts four, two, two and two digits just when the calendar has that hour', () => {
    const two = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2500 }), two, two, two, (year, month, day, hour) => {
        const [mm, dd, hh] = [month, day, hour].map((part) => String(part).padStart(2, '0'));
        const text = `${year}-${mm}-${dd}T${hh}`;
        const exists = year >= 1970 && hour <= 23 && day >= 1 && day <= daysOf(year, month);

        const parse = () => parseHour(text);

        if (exists) expect(parse()).toBe(text);
        else expect(parse).toThrow(InputError);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('periodIndex and periodFromIndex', () => {
  it.each([
    ['1970-01-01T00', 0],
    ['1970-01-02T01', 25],
    ['2026-11-20T13', 498_661],
    ['9999-12-31T23', LAST_INDEX],
  ])('count the hours from 1970 to %s', (text, index) => {
    expect(periodIndex(parseHour(text))).toBe(index);
    expect(periodFromIndex('hour', index)).toBe(text);
  });

  it('are inverse to each other', () => {
    fc.assert(
      fc.property(indices, (index) => {
        const written = periodFromIndex('hour', index);

        expect(periodIndex(parseHour(written))).toBe(index);
      }),
    );
  });

  it('give texts in the order of time', () => {
    fc.assert(
      fc.property(indices, indices, (one, other) => {
        const inOrder = periodFromIndex('hour', one) < periodFromIndex('hour', other);

        expect(inOrder).toBe(one < other);
      }),
    );
  });

  it.each([-1, LAST_INDEX + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'reject the index %d',
    (index) => {
      expect(() => periodFromIndex('hour', index)).toThrow(InputError);
    },
  );
});

describe('periodAt and periodStart', () => {
  it('give the hour that an instant lies in, to its last millisecond', () => {
    expect(periodAt('hour', Date.UTC(2026, 10, 20, 13, 0, 0, 0))).toBe('2026-11-20T13');
    expect(periodAt('hour', Date.UTC(2026, 10, 20, 13, 59, 59, 999))).toBe('2026-11-20T13');
    expect(periodAt('hour', Date.UTC(2026, 10, 20, 14, 0, 0, 0))).toBe('2026-11-20T14');
  });

  it('put every instant of an hour into it', () => {
    fc.assert(
      fc.property(indices, fc.integer({ min: 0, max: 3_599_999 }), (index, offset) => {
        const hour = periodFromIndex('hour', index);

        expect(periodAt('hour', periodStart(hour) + offset)).toBe(hour);
      }),
    );
  });

  it('reject an instant before 1970', () => {
    expect(() => periodAt('hour', -1)).toThrow(InputError);
  });
});

/** The Gregorian calendar, by its own rule; no days in a month that does not exist. */
function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
