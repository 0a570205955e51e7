import { describe, expect, it } from 'vitest';
import { brands, productLines, quantityWeights } from '../../../lib/generate/sales/assortment.ts';
import { blackFriday, demandOn, mothersDay } from '../../../lib/generate/sales/seasons.ts';
import { dayNumber, formatDay } from '../../../lib/model/calendar-date.ts';

describe('the assortment', () => {
  it('numbers brands and lines from 1 to 5, and sells each', () => {
    expect(brands.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(productLines.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(productLines.flatMap((line) => line.brands).every((weight) => weight > 0)).toBe(true);
  });

  it('sells 1 to 20 units', () => {
    expect(quantityWeights).toHaveLength(20);
    expect(quantityWeights.every((weight) => weight > 0)).toBe(true);
  });
});

describe('the demand for a product line', () => {
  it.each([
    [2017, '2017-05-14', '2017-11-24'],
    [2018, '2018-05-13', '2018-11-23'],
    [2019, '2019-05-12', '2019-11-29'],
    [2026, '2026-05-10', '2026-11-27'],
  ])('has the dates of %i as calendars print them', (year, mother, friday) => {
    expect(formatDay(mothersDay(year))).toBe(mother);
    expect(formatDay(blackFriday(year))).toBe(friday);
  });

  it('is high for sun care in summer, and for moisturizers in winter', () => {
    expect(inMonth('SOLAR', 1)).toBeGreaterThan(4 * inMonth('SOLAR', 7));
    expect(inMonth('HIDRATANTES', 7)).toBeGreaterThan(1.5 * inMonth('HIDRATANTES', 1));
  });

  it('is highest for perfume before days of gifts, and back to normal after them', () => {
    const saturdayBefore = on('PERFUMARIA', mothersDay(2019) - 1);
    const saturdayAfter = on('PERFUMARIA', mothersDay(2019) + 6);

    expect(saturdayBefore).toBeCloseTo(2.8 * saturdayAfter, 9);
    expect(on('SOLAR', mothersDay(2019) - 1)).toBe(on('SOLAR', mothersDay(2019) + 6));
  });

  it('peaks on Black Friday for every line', () => {
    for (const { name } of productLines) {
      const friday = on(name, blackFriday(2019));
      expect(friday).toBeCloseTo(3.5 * on(name, blackFriday(2019) - 7), 9);
    }
  });

  it('follows the week, with little on holidays and nothing when shops close', () => {
    const [sunday, saturday] = [day(8, 25), day(8, 24)];

    expect(on('CABELOS', saturday)).toBeGreaterThan(2 * on('CABELOS', sunday));
    expect(on('CABELOS', day(11, 15))).toBeLessThan(on('CABELOS', day(11, 8)) / 2);
    expect(on('CABELOS', day(1, 1))).toBe(0);
    expect(on('PERFUMARIA', day(12, 25))).toBe(0);
  });
});

function on(name: string, dayOfSale: number): number {
  const line = productLines.find((each) => each.name === name);
  if (line === undefined) throw new Error(`No line ${name}`);
  return demandOn(dayOfSale, line);
}

/** What the four weeks from the 2nd of a month in 2019 sell. */
function inMonth(name: string, month: number): number {
  const first = day(month, 2);
  return Array.from({ length: 28 }, (_, offset) => on(name, first + offset)).reduce(
    (sum, demand) => sum + demand,
    0,
  );
}

function day(month: number, dayOfMonth: number): number {
  return dayNumber({ year: 2019, month, day: dayOfMonth });
}
