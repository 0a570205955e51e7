import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import {
  grainOf,
  isTimed,
  parseHour,
  parsePeriod,
  periodAt,
  periodEnd,
  periodFromIndex,
  periodIndex,
  periodOfGrain,
  periodStart,
  type TimedGrain,
} from '../../lib/model/period.ts';
import { anyPeriod } from './any-period.ts';

/** 9999-12-31T23, in hours since 1970-01-01T00. */
const LAST_INDEX = 70_389_527;

const indices = fc.integer({ min: 0, max: LAST_INDEX });

/** The advice for a text that is no period at all. */
const SPELLING = /Write year-month-day, and for an hour a T and the hour from 00 to 23/;

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
      'Expected a UTC hour such as 2026-11-20T13, got "yesterday". Write year-month-day, and for an hour a T and the hour from 00 to 23, without minutes or time zone.',
    );
  });

  it.each([
    ['2026-02-29T00', 'February 2026 has 28 days.'],
    ['2100-02-29T00', 'February 2100 has 28 days.'],
    ['2024-02-30T00', 'February 2024 has 29 days.'],
    ['2026-11-31T13', 'November 2026 has 30 days.'],
    ['2026-12-32T13', 'December 2026 has 31 days.'],
    ['2026-11-00T13', 'November 2026 has 30 days.'],
    ['2026-13-01T00', 'There is no month 13: write 01 to 12.'],
    ['2026-00-01T00', 'There is no month 00: write 01 to 12.'],
    ['2026-11-20T24', 'There is no hour 24: write 00 to 23.'],
    ['1969-12-31T23', 'The first hour is 1970-01-01T00.'],
  ])('says what is wrong with %s', (text, reason) => {
    expect(() => parseHour(text)).toThrow(`got "${text}". ${reason}`);
  });

  it('prints a text with control characters as JSON writes it', () => {
    expect(() => parseHour('2026\u001b[31m')).toThrow('got "2026\\u001b[31m"');
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

describe('parsePeriod', () => {
  it.each([
    ['1970-01-01', 'day'],
    ['2024-02-29', 'day'],
    ['9999-12-31', 'day'],
    ['2026-11-20T13', 'hour'],
    ['3f9a0c51d2e7', 'file'],
    ['000000000000', 'file'],
  ])('reads %s, whose text tells that it is a period of the grain %s', (text, grain) => {
    const period = parsePeriod(text);

    expect(period).toBe(text);
    expect(grainOf(period)).toBe(grain);
    expect(isTimed(period)).toBe(grain !== 'file');
  });

  it.each([
    ['an empty text', '', SPELLING],
    ['a month', '2026-11', SPELLING],
    ['minutes', '2026-11-20T13:00', SPELLING],
    ['a time zone', '2026-11-20Z', SPELLING],
    ['a T without an hour', '2026-11-20T', SPELLING],
    ['an hour of one digit', '2026-11-20T1', SPELLING],
    ['eleven hexadecimal digits', '3f9a0c51d2e', SPELLING],
    ['thirteen hexadecimal digits', '3f9a0c51d2e70', SPELLING],
    ['capital hexadecimal digits', '3F9A0C51D2E7', SPELLING],
    ['a letter that is no hexadecimal digit', '3f9a0c51d2eg', SPELLING],
    ['a line end after a day', '2026-11-20\n', SPELLING],
    ['a line end after a file', '3f9a0c51d2e7\n', SPELLING],
    ['a day that February lacks', '2026-02-29', /February 2026 has 28 days\./],
    ['a day before the first one', '1969-12-31', /The first hour is 1970-01-01T00\./],
    ['a month 13', '2026-13-01', /There is no month 13: write 01 to 12\./],
  ])('refuses %s and says why', (_, text, reason) => {
    expect(() => parsePeriod(text)).toThrow(InputError);
    expect(() => parsePeriod(text)).toThrow(reason);
  });

  it('reads back every period, and its grain', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const grain = grainOf(period);

        expect(parsePeriod(period)).toBe(period);
        expect(periodOfGrain(grain, period)).toBe(period);
        for (const other of (['hour', 'day', 'file'] as const).filter((each) => each !== grain)) {
          expect(periodOfGrain(other, period)).toBeUndefined();
        }
      }),
    );
  });

  it('agrees with periodOfGrain on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = (['hour', 'day', 'file'] as const).flatMap(
          (grain) => periodOfGrain(grain, text) ?? [],
        );

        if (read.length === 0) expect(() => parsePeriod(text)).toThrow(InputError);
        else expect(read).toEqual([parsePeriod(text)]);
      }),
    );
  });
});

describe('periodIndex and periodFromIndex', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['2026-11-20', 20_777],
    ['9999-12-31', 2_932_896],
  ])('count the days from 1970 to %s', (text, index) => {
    const [day] = periods('day', text);

    expect(day === undefined ? undefined : periodIndex(day)).toBe(index);
    expect(periodFromIndex('day', index)).toBe(text);
  });

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
    expect(() => periodAt('day', -1)).toThrow(InputError);
  });

  it.each([Date.UTC(10_000, 0), Number.NaN, Number.POSITIVE_INFINITY])(
    'reject the instant %d',
    (instant) => {
      expect(() => periodAt('day', instant)).toThrow(
        /^Expected an instant in the years 1970 to 9999, got /,
      );
    },
  );

  it('give the day that an instant lies in, to its last millisecond', () => {
    expect(periodAt('day', Date.UTC(2026, 10, 20, 0, 0, 0, 0))).toBe('2026-11-20');
    expect(periodAt('day', Date.UTC(2026, 10, 20, 23, 59, 59, 999))).toBe('2026-11-20');
    expect(periodAt('day', Date.UTC(2026, 10, 21))).toBe('2026-11-21');
  });

  it.each(['hour', 'day'] as const)('put the instants of every %s into it', (grain) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_932_896 }).map((index) => periodFromIndex(grain, index)),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (period, part) => {
          const [start, end] = [periodStart(period), periodEnd(period)];

          const instant = start + Math.floor(part * (end - start));

          expect(periodAt(grain, instant)).toBe(period);
          expect(periodAt(grain, end - 1)).toBe(period);
        },
      ),
    );
  });
});

/** The period of a grain that a text is, in an array that is empty when it is none. */
function periods(grain: TimedGrain, text: string) {
  return [periodOfGrain(grain, text)]
    .filter((period): period is Exclude<typeof period, undefined> => period !== undefined)
    .filter(isTimed);
}

/** The Gregorian calendar, by its own rule; no days in a month that does not exist. */
function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
