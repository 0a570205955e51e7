import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateProblem } from '../../lib/model/date-problem.ts';

describe('dateProblem', () => {
  it.each([
    ['2026-02-29', 'February 2026 has 28 days.'],
    ['2024-02-30T06', 'February 2024 has 29 days.'],
    ['1900-02-29', 'February 1900 has 28 days.'],
    ['0000-02-30', 'February 0 has 29 days.'],
    ['2026-04-31', 'April 2026 has 30 days.'],
    ['2026-12-32', 'December 2026 has 31 days.'],
    ['2026-11-00', 'Days go from 01.'],
    ['2026-00-10', 'Months go from 01 to 12.'],
    ['2026-13-10T25', 'Months go from 01 to 12.'],
    ['2026-11-20T24', 'Hours go from 00 to 23; midnight is hour 00 of the next day.'],
    ['1969-12-31', 'The first day is 1970-01-01.'],
    ['1969-12-31T23', 'The first day is 1970-01-01.'],
  ])('says about %s: %s', (text, problem) => {
    expect(dateProblem(text)).toBe(problem);
  });

  it.each(['1970-01-01', '2024-02-29', '2026-12-31T23', '9999-12-31T23'])(
    'finds nothing wrong with %s',
    (text) => {
      expect(dateProblem(text)).toBeUndefined();
    },
  );

  it.each([
    '',
    'yesterday',
    '2026-2-29',
    '20260229',
    '2026-02-29T06:00',
    '2026-02-29\n',
    '２０２６-02-29',
  ])('says nothing about %j, which has another form', (text) => {
    expect(dateProblem(text)).toBeUndefined();
  });

  it('finds nothing wrong exactly with the days that the calendar has from 1970 on', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1960, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = year >= 1970 && date.toISOString().slice(0, 10) === text;

        expect(dateProblem(text) === undefined).toBe(exists);
      }),
    );
  });
});
