import { describe, expect, it } from 'vitest';
import { easter, isHoliday } from '../../lib/brazil/holidays.ts';
import { dateOfDay, dayNumber, formatDay } from '../../lib/model/calendar-date.ts';

/** Easter Sundays, including the earliest and the latest possible dates. */
const EASTERS = [
  '1818-03-22',
  '1943-04-25',
  '1970-03-29',
  '2000-04-23',
  '2008-03-23',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2038-04-25',
  '2100-03-28',
];

describe('Easter', () => {
  it.each(EASTERS)('falls on %s', (date) => {
    expect(formatDay(easter(Number(date.slice(0, 4))))).toBe(date);
  });
});

describe('a holiday', () => {
  it('is a national holiday of 2026, Carnival or Corpus Christi, and no other day', () => {
    const days = Array.from(
      { length: 365 },
      (_, day) => dayNumber({ year: 2026, month: 1, day: 1 }) + day,
    );

    const holidays = days.filter((day) => isHoliday(dateOfDay(day))).map(formatDay);

    expect(holidays).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-04-03',
      '2026-04-21',
      '2026-05-01',
      '2026-06-04',
      '2026-09-07',
      '2026-10-12',
      '2026-11-02',
      '2026-11-15',
      '2026-11-20',
      '2026-12-25',
    ]);
  });

  it('includes Consciência Negra only since it became national', () => {
    const years = [2023, 2024].map((year) => isHoliday({ year, month: 11, day: 20 }));

    expect(years).toEqual([false, true]);
  });
});
