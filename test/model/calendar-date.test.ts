import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dateOfDay, dayNumber, formatDay } from '../../lib/model/calendar-date.ts';

/** From 1000-01-01 to 9999-12-31. */
const days = fc.integer({ min: -354_285, max: 2_932_896 });

const known: [text: string, day: number, date: { year: number; month: number; day: number }][] = [
  ['1000-01-01', -354_285, { year: 1000, month: 1, day: 1 }],
  ['1969-12-31', -1, { year: 1969, month: 12, day: 31 }],
  ['1970-01-01', 0, { year: 1970, month: 1, day: 1 }],
  ['2000-02-29', 11_016, { year: 2000, month: 2, day: 29 }],
  ['2024-10-04', 20_000, { year: 2024, month: 10, day: 4 }],
  ['9999-12-31', 2_932_896, { year: 9999, month: 12, day: 31 }],
];

describe('a calendar date', () => {
  it.each(known)('%s is day %i', (text, day, date) => {
    expect(dayNumber(date)).toBe(day);
    expect(dateOfDay(day)).toEqual(date);
    expect(formatDay(day)).toBe(text);
  });

  it('is restored from its number', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = dateOfDay(day);

        expect(dayNumber(date)).toBe(day);
      }),
    );
  });

  it('is written as its year, month and day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = dateOfDay(day);

        const [mm, dd] = [month, dayOfMonth].map((part) => String(part).padStart(2, '0'));

        expect(formatDay(day)).toBe(`${year}-${mm}-${dd}`);
      }),
    );
  });

  it('has a day of 24 hours in milliseconds', () => {
    expect(DAY_MS).toBe(24 * 60 * 60 * 1000);
  });
});
