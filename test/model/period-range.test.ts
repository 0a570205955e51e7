import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import {
  addPeriods,
  contains,
  type Day,
  grainOf,
  type Hour,
  isTimed,
  isWithin,
  lastCompletePeriod,
  parseHour,
  parsePeriod,
  periodAt,
  periodEnd,
  periodIndex,
  periodRange,
  periodStart,
  periodsBetween,
  periodsWithin,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { anyDay, anyFile, anyHour } from './any-period.ts';

const steps = fc.integer({ min: -1000, max: 1000 });
const timed: fc.Arbitrary<TimedPeriod> = fc.oneof(anyHour, anyDay);

describe('addPeriods', () => {
  it.each([
    ['2026-12-31T23', 1, '2027-01-01T00'],
    ['2024-02-28T23', 25, '2024-03-01T00'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('of %s and %i is %s', (text, count, sum) => {
    expect(addPeriods(timedPeriod(text), count)).toBe(sum);
  });

  it('comes back by the opposite step', () => {
    fc.assert(
      fc.property(timed, steps, (period, count) => {
        const there = addPeriods(period, count);

        expect(periodIndex(there) - periodIndex(period)).toBe(count);
        expect(addPeriods(there, -count)).toBe(period);
      }),
    );
  });

  it.each([
    ['1970-01-01T00', -1],
    ['9999-12-31T23', 1],
    ['1970-01-01', -1],
    ['9999-12-31', 1],
  ])('rejects a step from %s out of the years that can be written', (text, count) => {
    expect(() => addPeriods(timedPeriod(text), count)).toThrow(InputError);
  });
});

describe('periodRange', () => {
  it('includes the first period and excludes the last', () => {
    const hours = periodRange(parseHour('2026-11-20T22'), parseHour('2026-11-21T01'));
    const days = periodRange(timedPeriod('2026-02-27'), timedPeriod('2026-03-02'));

    expect(hours).toEqual(['2026-11-20T22', '2026-11-20T23', '2026-11-21T00']);
    expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  it('is empty when it does not begin before it ends', () => {
    const hour = parseHour('2026-11-20T13');

    expect(periodRange(hour, hour)).toEqual([]);
    expect(periodRange(addPeriods(hour, 1), hour)).toEqual([]);
  });

  it('has one period for each step between its ends, in order', () => {
    fc.assert(
      fc.property(timed, steps, (from, count) => {
        const range = periodRange(from, addPeriods(from, count));

        expect(range).toHaveLength(Math.max(0, count));
        expect(range.every((period, offset) => period === addPeriods(from, offset))).toBe(true);
      }),
    );
  });
});

describe('periodsBetween', () => {
  it('leaves out periods that begin before the range or end after it', () => {
    const from = Date.UTC(2026, 10, 20, 1);
    const to = Date.UTC(2026, 10, 23, 0, 59);

    expect(periodsBetween('day', from, to)).toEqual(['2026-11-21', '2026-11-22']);
    expect(periodsBetween('day', from, from)).toEqual([]);
    expect(periodsBetween('day', to, from)).toEqual([]);
    expect(periodsBetween('hour', from - 1, from + 3_600_000)).toEqual(['2026-11-20T01']);
  });

  it('has the periods that lie wholly in the range, each once, in order', () => {
    const instants = fc.integer({
      min: Date.UTC(2026, 0),
      max: Date.UTC(2026, 0, 9),
    });
    fc.assert(
      fc.property(fc.constantFrom('hour', 'day'), instants, instants, (grain, from, to) => {
        const found = periodsBetween(grain, from, to);

        const all = periodRange<TimedPeriod>(
          periodAt(grain, Date.UTC(2025, 11, 1)),
          periodAt(grain, Date.UTC(2026, 1, 1)),
        );
        expect(found).toEqual(
          all.filter((period) => periodStart(period) >= from && periodEnd(period) <= to),
        );
      }),
    );
  });
});

describe('periodsWithin and contains', () => {
  it('give a day its 24 hours, in order, and none of its neighbours', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const hours = periodsWithin(day, 'hour');

        expect(hours).toHaveLength(24);
        expect([hours[0], hours[23]]).toEqual([`${day}T00`, `${day}T23`]);
        expect(hours.every((hour) => contains(day, hour))).toBe(true);
        expect(contains(day, addPeriods(hours[0] as Hour, -1))).toBe(false);
        expect(contains(day, addPeriods(hours[23] as Hour, 1))).toBe(false);
      }),
    );
  });

  it('give a period of the same grain only itself', () => {
    fc.assert(
      fc.property(timed, steps, (period, step) => {
        const other = addPeriods(period, step);

        expect(periodsWithin<'hour' | 'day'>(period, grainOfTimed(period))).toEqual([period]);
        expect(contains(period, other)).toBe(step === 0);
      }),
    );
  });

  it('find no day in an hour', () => {
    fc.assert(
      fc.property(anyHour, (hour) => {
        expect(periodsWithin(hour, 'day')).toEqual([]);
        expect(contains(hour, periodAt('day', periodStart(hour)))).toBe(false);
      }),
    );
  });
});

describe('isWithin', () => {
  const day = timedPeriod('2026-11-20');

  it.each([
    [{}, true],
    [{ from: parseHour('2026-11-20T00') }, true],
    [{ from: parseHour('2026-11-20T01') }, false],
    [{ to: parseHour('2026-11-21T00') }, true],
    [{ to: parseHour('2026-11-20T23') }, false],
    [{ from: parseHour('2026-11-20T00'), to: parseHour('2026-11-21T00') }, true],
    [{ from: undefined, to: undefined }, true],
  ])('of a day and the span %j is %s', (span, expected) => {
    expect(isWithin(day, span)).toBe(expected);
  });

  it('excludes the hour at the end of a span', () => {
    const hour = parseHour('2026-11-20T13');

    expect(isWithin(hour, { from: hour, to: addPeriods(hour, 1) })).toBe(true);
    expect(isWithin(hour, { to: hour })).toBe(false);
  });

  it('has a captured file in every span', () => {
    fc.assert(
      fc.property(anyFile, anyHour, (file, hour) => {
        expect(isWithin(file, { from: hour, to: hour })).toBe(true);
      }),
    );
  });

  it('has a day in a span when all of its hours are', () => {
    fc.assert(
      fc.property(anyDay, steps, steps, (of, from, to) => {
        const midnight = parseHour(`${of}T00`);
        const span = { from: addPeriods(midnight, from), to: addPeriods(midnight, to) };

        const all = periodsWithin(of, 'hour').every((hour) => isWithin(hour, span));

        expect(isWithin(of, span)).toBe(all);
      }),
    );
  });
});

describe('lastCompletePeriod', () => {
  it('is the period before, from the first instant of a period on', () => {
    expect(lastCompletePeriod('hour', Date.UTC(2026, 10, 20, 14, 0, 0, 0))).toBe('2026-11-20T13');
    expect(lastCompletePeriod('hour', Date.UTC(2026, 10, 20, 13, 59, 59, 999))).toBe(
      '2026-11-20T12',
    );
    expect(lastCompletePeriod('day', Date.UTC(2026, 10, 20, 23, 59, 59, 999))).toBe('2026-11-19');
    expect(lastCompletePeriod('day', Date.UTC(2026, 10, 21))).toBe('2026-11-20');
  });

  it('is over at the instant, while the next is not', () => {
    fc.assert(
      fc.property(timed, fc.integer({ min: 0, max: 3_599_999 }), (period, offset) => {
        const instant = periodStart(period) + offset;

        const last: TimedPeriod = lastCompletePeriod(grainOfTimed(period), instant);

        expect(periodEnd(last)).toBeLessThanOrEqual(instant);
        expect(periodEnd(addPeriods(last, 1))).toBeGreaterThan(instant);
      }),
    );
  });

  it('rejects the first period of 1970, before which there is none', () => {
    expect(() => lastCompletePeriod('hour', 0)).toThrow(InputError);
    expect(() => lastCompletePeriod('day', 0)).toThrow(InputError);
  });
});

function timedPeriod(text: string): Hour | Day {
  const period = parsePeriod(text);
  if (isTimed(period)) return period;
  throw new TypeError(`${text} is a captured file`);
}

function grainOfTimed(period: TimedPeriod): 'hour' | 'day' {
  return grainOf(period) === 'hour' ? 'hour' : 'day';
}
