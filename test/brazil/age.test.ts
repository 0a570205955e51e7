import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADULT, ageOn, pickAge } from '../../lib/brazil/age.ts';
import { dayNumber, formatDay } from '../../lib/model/calendar-date.ts';
import { tally } from '../chi-squared.ts';
import { birthDay } from './texts.ts';

const LAST_DRAW = 2 ** 32 - 1;

const ages = Array.from({ length: 94 - ADULT + 1 }, (_, years) => ADULT + years);

/** Four years and a day: every day of the calendar, including 29 February. */
const days = Array.from({ length: 1462 }, (_, day) => dayOf('2023-03-01') + day);

/** From 1970 to 2199, including 2100, which is not a leap year. */
const anyDay = fc.nat(84_000);

describe('ageOn', () => {
  it.each([
    ['2008-11-20', '2026-11-19', 17],
    ['2008-11-20', '2026-11-20', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-29', 16],
    ['2008-12-31', '2009-01-01', 0],
    ['1932-06-01', '2026-11-20', 94],
  ])('for a birth on %s, on %s, is %i years', (birth, today, age) => {
    expect(ageOn(dayOf(birth), dayOf(today))).toBe(age);
  });

  it('agrees with a comparison of formatted dates', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(40_000), (today, before) => {
        const birth = today - before;

        expect(ageOn(birth, today)).toBe(ageByText(birth, today));
      }),
    );
  });
});

describe('birthDay', () => {
  it.each([
    ['2026-11-20', '2007-11-21', '2008-11-20'],
    ['2024-02-29', '2005-03-01', '2006-02-28'],
    ['2026-02-28', '2007-03-01', '2008-02-28'],
    ['2026-03-01', '2007-03-02', '2008-03-01'],
    ['2022-02-28', '2003-03-01', '2004-02-28'],
    ['2023-02-28', '2004-02-29', '2005-02-28'],
  ])('of a person aged 18 on %s is between %s and %s', (today, earliest, latest) => {
    const births = [0, LAST_DRAW].map((draw) => birthDay(18, dayOf(today), draw));

    expect(births.map(formatDay)).toEqual([earliest, latest]);
  });

  it('gives the requested age, on every day and at every age', () => {
    const wrong = days.flatMap((today) =>
      ages.filter(
        (age) =>
          ageByText(birthDay(age, today, 0), today) !== age ||
          ageByText(birthDay(age, today, LAST_DRAW), today) !== age,
      ),
    );

    expect(wrong).toEqual([]);
  });

  it('reaches every matching day', () => {
    const wrong = days.filter(
      (today) =>
        ageByText(birthDay(18, today, 0) - 1, today) !== 19 ||
        ageByText(birthDay(18, today, LAST_DRAW) + 1, today) !== 17,
    );

    expect(wrong).toEqual([]);
  });

  it('gives the requested age for any day and any draw', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 18, max: 94 }),
        anyDay,
        fc.nat(LAST_DRAW),
        (age, today, draw) => {
          const birth = birthDay(age, today, draw);

          expect(ageOn(birth, today)).toBe(age);
        },
      ),
    );
  });

  it('falls on every day of the year with the same frequency', () => {
    const today = dayOf('2026-11-20');
    const first = dayOf('1995-11-21');
    const fitting = 366; // 1996 has a 29 February.
    const evenly = Array.from({ length: fitting * 8 }, (_, step) => (step + 0.5) / (fitting * 8));

    const births = evenly.map((share) => birthDay(30, today, Math.floor(share * 2 ** 32)));

    const counts = tally(
      births.map((birth) => birth - first),
      fitting,
    );
    expect(counts).toEqual(Array(fitting).fill(8));
  });
});

describe('pickAge', () => {
  const GRID = 65_536;
  const picked = Array.from({ length: GRID }, (_, step) => pickAge((step * 2 ** 32) / GRID));
  const shareOf = (from: number, to: number) =>
    picked.filter((age) => age >= from && age <= to).length / GRID;

  it('picks every age from 18 to 94, and no other', () => {
    expect([...new Set(picked)].sort((one, other) => one - other)).toEqual(ages);
  });

  it('stays within these ages at the last draw', () => {
    expect(ages).toContain(pickAge(LAST_DRAW));
  });

  it('picks people in their twenties and thirties most often, and very old people rarely', () => {
    expect(shareOf(20, 39)).toBeGreaterThan(0.5);
    expect(shareOf(40, 59)).toBeGreaterThan(shareOf(60, 94));
    expect(shareOf(80, 94)).toBeGreaterThan(0);
    expect(shareOf(80, 94)).toBeLessThan(0.02);
  });
});

function dayOf(text: string): number {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  return dayNumber({ year, month, day });
}

/** Compares formatted dates: the year counts once month and day are reached. */
function ageByText(birth: number, today: number): number {
  const [born, now] = [formatDay(birth), formatDay(today)];
  const years = Number(now.slice(0, 4)) - Number(born.slice(0, 4));
  return now.slice(5) >= born.slice(5) ? years : years - 1;
}
