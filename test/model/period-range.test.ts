import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import {
  addPeriods,
  lastCompletePeriod,
  parseHour,
  partitionOf,
  periodFromIndex,
  periodIndex,
  periodRange,
  periodStart,
} from '../../lib/model/period.ts';

const LAST_INDEX = 70_389_527;

/** Hours that leave room for a step of a thousand either way. */
const hours = fc
  .integer({ min: 1000, max: LAST_INDEX - 1000 })
  .map((index) => periodFromIndex('hour', index));
const steps = fc.integer({ min: -1000, max: 1000 });

describe('addPeriods', () => {
  it('steps over the end of a year', () => {
    expect(addPeriods(parseHour('2026-12-31T23'), 1)).toBe('2027-01-01T00');
  });

  it('steps over a leap day', () => {
    expect(addPeriods(parseHour('2024-02-28T23'), 25)).toBe('2024-03-01T00');
  });

  it('comes back by the opposite step', () => {
    fc.assert(
      fc.property(hours, steps, (hour, count) => {
        const there = addPeriods(hour, count);

        expect(periodIndex(there) - periodIndex(hour)).toBe(count);
        expect(addPeriods(there, -count)).toBe(hour);
      }),
    );
  });

  it('rejects a step out of the years that can be written', () => {
    expect(() => addPeriods(parseHour('1970-01-01T00'), -1)).toThrow(InputError);
    expect(() => addPeriods(parseHour('9999-12-31T23'), 1)).toThrow(InputError);
  });
});

describe('periodRange', () => {
  it('includes the first hour and excludes the last', () => {
    const range = periodRange(parseHour('2026-11-20T22'), parseHour('2026-11-21T01'));

    expect(range).toEqual(['2026-11-20T22', '2026-11-20T23', '2026-11-21T00']);
  });

  it('is empty when it does not begin before it ends', () => {
    const hour = parseHour('2026-11-20T13');

    expect(periodRange(hour, hour)).toEqual([]);
    expect(periodRange(addPeriods(hour, 1), hour)).toEqual([]);
  });

  it('has one hour for each step between its ends, in order', () => {
    fc.assert(
      fc.property(hours, steps, (from, count) => {
        const range = periodRange(from, addPeriods(from, count));

        expect(range).toHaveLength(Math.max(0, count));
        expect(range.every((hour, offset) => hour === addPeriods(from, offset))).toBe(true);
      }),
    );
  });
});

describe('lastCompletePeriod', () => {
  it('is the hour before, from the first instant of an hour on', () => {
    expect(lastCompletePeriod('hour', Date.UTC(2026, 10, 20, 14, 0, 0, 0))).toBe('2026-11-20T13');
    expect(lastCompletePeriod('hour', Date.UTC(2026, 10, 20, 13, 59, 59, 999))).toBe(
      '2026-11-20T12',
    );
  });

  it('is over at the instant, while the next is not', () => {
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 3_599_999 }), (hour, offset) => {
        const instant = periodStart(hour) + offset;

        const last = lastCompletePeriod('hour', instant);

        expect(periodStart(addPeriods(last, 1))).toBeLessThanOrEqual(instant);
        expect(periodStart(addPeriods(last, 2))).toBeGreaterThan(instant);
      }),
    );
  });

  it('rejects the first hour of 1970, before which there is none', () => {
    expect(() => lastCompletePeriod('hour', 0)).toThrow(InputError);
  });
});

describe('partitionOf', () => {
  it('splits an hour into its day and its hour of the day, both as text', () => {
    expect(partitionOf(parseHour('2026-01-02T03'))).toEqual({ dt: '2026-01-02', hour: '03' });
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(hours, (hour) => {
        const { dt, hour: ofDay } = partitionOf(hour);

        expect(parseHour(`${dt}T${ofDay}`)).toBe(hour);
      }),
    );
  });
});
