import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityWeights } from '../../../lib/generate/sales/assortment.ts';
import { type ShopSale, salesOfYear } from '../../../lib/generate/sales/sales-of-year.ts';
import { dateOfDay } from '../../../lib/model/calendar-date.ts';
import { chiSquared, chiSquaredLimit, tally } from '../../chi-squared.ts';
import { salesSettingsOf } from './some-sales.ts';

describe('the sales of a year', () => {
  it('are the same for the same settings, and others for another seed or year', () => {
    const settings = salesSettingsOf();

    expect(salesOfYear(2017, settings)).toEqual(salesOfYear(2017, settings));
    expect(salesOfYear(2017, salesSettingsOf({ seed: 'demo' }))).not.toEqual(
      salesOfYear(2017, settings),
    );
    expect(
      salesOfYear(2018, salesSettingsOf({ growth: 0 })).map(({ quantity }) => quantity),
    ).not.toEqual(
      salesOfYear(2017, salesSettingsOf({ growth: 0 })).map(({ quantity }) => quantity),
    );
  });

  it('lie in the year, in the order of days, with 1 to 20 units, whatever the settings', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.string({ minLength: 1, unit: 'grapheme' }),
          'first-year': fc.integer({ min: 1970, max: 9997 }),
          rows: fc.integer({ min: 1, max: 300 }),
          growth: fc.integer({ min: -5, max: 10 }).map((tenths) => tenths / 10),
        }),
        fc.integer({ min: 0, max: 2 }),
        (given, later) => {
          const year = given['first-year'] + later;

          const sales = salesOfYear(year, salesSettingsOf(given));

          const days = sales.map(({ day }) => day);
          expect(new Set(days.map((day) => dateOfDay(day).year))).toEqual(new Set([year]));
          expect(days).toEqual([...days].sort((a, b) => a - b));
          for (const { quantity } of sales) {
            expect(quantity).toBeGreaterThanOrEqual(1);
            expect(quantity).toBeLessThanOrEqual(20);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('grow by the same part every year, and within the year', () => {
    const settings = salesSettingsOf({ rows: 1000, growth: 0.5 });

    const counts = [2017, 2018, 2019].map((year) => salesOfYear(year, settings).length);
    const [january, december] = [1, 12].map((month) => inMonth(2017, month, { growth: 1 }));
    const [plainJanuary, plainDecember] = [1, 12].map((month) =>
      inMonth(2017, month, { growth: 0 }),
    );

    expect(counts).toEqual([1000, 1500, 2250]);
    expect((december ?? 0) / (january ?? 0)).toBeGreaterThan(
      (1.5 * (plainDecember ?? 0)) / (plainJanuary ?? 0),
    );
  });

  it('have the quantities in the proportions of their weights', () => {
    const sales = salesOfYear(2017, salesSettingsOf({ rows: 100_000 }));

    const total = quantityWeights.reduce((sum, weight) => sum + weight, 0);
    const expected = quantityWeights.map((weight) => (sales.length * weight) / total);
    const counts = tally(
      sales.map(({ quantity }) => quantity - 1),
      20,
    );
    expect(chiSquared(counts, expected)).toBeLessThan(chiSquaredLimit(19));
  });

  it('have equal sales among them, because no sale has an id', () => {
    const sales = salesOfYear(2017, salesSettingsOf());

    const different = new Set(sales.map(sameSale));

    expect(different.size).toBeLessThan(sales.length);
    expect(different.size).toBeGreaterThan(0.9 * sales.length);
  });

  it('do not move when more rows are asked for', () => {
    const some = salesOfYear(2017, salesSettingsOf({ rows: 50 })).map(sameSale);
    const more = salesOfYear(2017, salesSettingsOf({ rows: 60 })).map(sameSale);

    const added = [...more];
    for (const sale of some) added.splice(added.indexOf(sale), 1);

    expect(added).toHaveLength(10);
  });
});

function sameSale({ brand, line, day, quantity }: ShopSale): string {
  return [brand.id, line.id, day, quantity].join(' ');
}

function inMonth(year: number, month: number, given: { growth: number }): number {
  const sales = salesOfYear(year, salesSettingsOf({ rows: 20_000, ...given }));
  return sales.filter(({ day }) => dateOfDay(day).month === month).length;
}
