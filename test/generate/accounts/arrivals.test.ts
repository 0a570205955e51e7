import { describe, expect, it } from 'vitest';
import { accountHours } from '../../../lib/generate/accounts/account-hours.ts';
import {
  densityWithin,
  expectedAccounts,
  grownBy,
  hourOfWeek,
  weekCurve,
} from '../../../lib/generate/accounts/arrivals.ts';
import { parseHour, periodIndex, periodRange } from '../../../lib/model/period.ts';
import { settingsOf } from './some-accounts.ts';

const flat = { 'accounts-per-hour': 600, growth: 0 };

describe('the expected accounts of an hour', () => {
  it('have the requested mean over a week without a holiday', () => {
    const week = periodRange(parseHour('2026-03-09T03'), parseHour('2026-03-16T03'));

    const sum = week.reduce((total, hour) => total + expectedAccounts(hour, flat), 0);

    expect(sum / week.length).toBeCloseTo(600, 6);
  });

  it('are few at night and many in the evening, in Brasília time', () => {
    const [night, evening] = ['2026-11-18T07', '2026-11-18T23'].map((hour) =>
      expectedAccounts(parseHour(hour), flat),
    );

    expect(Number(evening) / Number(night)).toBeGreaterThan(5);
  });

  it('are fewer on a Sunday than on a Monday, and fewer on a holiday than on the same weekday', () => {
    const at = (hour: string) => expectedAccounts(parseHour(hour), flat);

    expect(at('2026-11-15T15')).toBeLessThan(at('2026-11-16T15'));
    expect(at('2026-11-20T15') / at('2026-11-13T15')).toBeCloseTo(0.7, 9);
  });

  it('use the day in Brasília for holidays, not the day in UTC', () => {
    const at = (hour: string) => expectedAccounts(parseHour(hour), flat);

    expect(at('2026-12-25T02') / at('2026-12-18T02')).toBeCloseTo(1, 9);
    expect(at('2026-12-26T02') / at('2026-12-19T02')).toBeCloseTo(0.7, 9);
  });

  it('grow by the part that is asked for within a year, and in small steps', () => {
    const growing = { 'accounts-per-hour': 600, growth: 0.1 };
    const at = (hour: string) => expectedAccounts(parseHour(hour), growing);

    // 364 days later is the same day of the week.
    expect(at('2027-03-10T15') / at('2026-03-11T15')).toBeCloseTo(1.1, 2);
    expect(at('2026-12-31T15') / at('2026-12-24T15')).toBeLessThan(1.003);
    expect(
      at('2028-03-08T15') / expectedAccounts(parseHour('2028-03-08T15'), flat),
    ).toBeGreaterThan(1.2);
  });

  it('shrink towards the past at the same compound rate', () => {
    expect(grownBy(2024, 0.1) * 1.1 * 1.1).toBeCloseTo(1, 12);
  });
});

describe('the week', () => {
  it('has a mean of 1, and 168 hours from Monday midnight in Brasília', () => {
    expect(weekCurve).toHaveLength(168);
    expect(weekCurve.reduce((sum, shape) => sum + shape, 0) / 168).toBeCloseTo(1, 12);
    expect(hourOfWeek(periodIndex(parseHour('2026-11-23T02')))).toBe(167);
    expect(hourOfWeek(periodIndex(parseHour('2026-11-23T03')))).toBe(0);
  });

  it('has the same density at the end of an hour and the start of the next', () => {
    const hours = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-28T00'));

    for (const [position, hour] of hours.slice(1).entries()) {
      const before = hours[position];
      expect(before && densityWithin(before).ends).toBe(densityWithin(hour).begins);
    }
  });
});

describe('the drawn counts', () => {
  it('rise within an hour of the morning as they do from hour to hour', () => {
    const settings = settingsOf({ seed: 'within', 'accounts-per-hour': 20_000, growth: 0 });
    const morning = parseHour('2026-11-18T10');

    const batches = accountHours(settings)(morning) as Iterable<{ criado_em: Float64Array }>;
    const times = [...batches].flatMap((batch) => [...batch.criado_em]);
    const minutes = times.map((time) => Math.floor((time / 60_000) % 60));
    const [early, late] = [
      minutes.filter((minute) => minute < 30).length,
      minutes.filter((minute) => minute >= 30).length,
    ];

    expect(late).toBeGreaterThan(early * 1.1);
  });
});
