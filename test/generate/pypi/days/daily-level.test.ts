import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../lib/generate/pypi/days/knots.ts';
import { addPeriods, periodsWithin } from '../../../../lib/model/period.ts';
import { dayOf, daysFrom, someDownloads } from '../some-downloads.ts';

const downloads = someDownloads({ downloads: 20_000 });

function usualOn(date: string): number {
  return downloads.usualRows(dayOf(date));
}

/** Mean rows of the days of a range that are on one of these days of the week, 0 for Sunday. */
function meanRows(from: string, days: number, weekdays: readonly number[]): number {
  const chosen = daysFrom(from, days).filter((_, offset) =>
    weekdays.includes((dayOfDate(from) + offset + 4) % 7),
  );
  return chosen.reduce((sum, day) => sum + downloads.countRows(day), 0) / chosen.length;
}

describe('the number of downloads', () => {
  it('is about the mean that is asked for on weekdays at the beginning of 2026', () => {
    const mean = meanRows('2026-01-05', 42, [1, 2, 3, 4, 5]);

    expect(mean / 20_000).toBeGreaterThan(0.85);
    expect(mean / 20_000).toBeLessThan(1.25);
  });

  it('falls to about 60 % at weekends', () => {
    const share =
      meanRows('2025-01-06', 350, [0, 6]) / meanRows('2025-01-06', 350, [1, 2, 3, 4, 5]);

    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(0.63);
  });

  it('grows by about 40 % a year', () => {
    const [before, after] = ['2024-01-01', '2025-01-01'].map((from) =>
      meanRows(from, 365, [0, 1, 2, 3, 4, 5, 6]),
    );

    expect((after ?? 0) / (before ?? 0)).toBeGreaterThan(1.25);
    expect((after ?? 0) / (before ?? 0)).toBeLessThan(1.6);
  });

  it.each([
    ['Christmas', '2025-12-25', '2025-12-18'],
    ["New Year's Day", '2026-01-01', '2026-01-08'],
    ['Thanksgiving', '2025-11-27', '2025-11-20'],
    ['the day after Thanksgiving', '2026-11-27', '2026-11-20'],
  ])('dips on %s', (_, holiday, ordinary) => {
    expect(usualOn(holiday)).toBeLessThan(0.9 * usualOn(ordinary));
  });

  it('is 0 before the first release, rises slowly after it, and never ends', () => {
    expect([usualOn('2019-06-26'), downloads.countRows(dayOf('2019-06-26'))]).toEqual([0, 0]);
    expect(usualOn('2019-06-28')).toBeLessThan(0.1 * usualOn('2020-06-26'));
    expect(usualOn('2019-06-28')).toBeGreaterThan(0);
    expect(Number.isFinite(usualOn('9999-12-30'))).toBe(true);
  });

  it('of a day is that of its hours, and peaks when Europe and America work', () => {
    const day = dayOf('2026-11-18');
    const hours = periodsWithin(day, 'hour').map((hour) => downloads.countRows(hour));

    expect(hours.reduce((sum, count) => sum + count, 0)).toBe(downloads.countRows(day));
    expect(hours.indexOf(Math.max(...hours))).toBeGreaterThanOrEqual(13);
    expect(hours.indexOf(Math.max(...hours))).toBeLessThanOrEqual(18);
    expect(Math.max(...hours) / Math.min(...hours)).toBeGreaterThan(1.4);
  });

  it('differs from what is usual, from day to day, and with the seed', () => {
    const day = dayOf('2026-11-18');
    const others = someDownloads({ downloads: 20_000, seed: 'demo' });

    expect(downloads.countRows(day)).not.toBe(downloads.usualRows(day));
    expect(downloads.countRows(day)).not.toBe(downloads.countRows(addPeriods(day, 1)));
    expect(others.countRows(day)).not.toBe(downloads.countRows(day));
    expect(others.usualRows(day)).toBe(downloads.usualRows(day));
  });

  it('is 0 when none are asked for', () => {
    const none = someDownloads({ downloads: 0 });

    expect([...none.rows(dayOf('2026-11-18'), ['project'])]).toEqual([]);
    expect(none.usualRows(dayOf('2026-11-18'))).toBe(0);
  });
});
