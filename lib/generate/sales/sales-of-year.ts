import { dateOfDay, dayNumber } from '../../model/calendar-date.ts';
import { type RandomStream, randomStream } from '../../model/keyed-random.ts';
import { WeightedNumbers } from '../../model/weighted.ts';
import {
  type Brand,
  brands,
  type ProductLine,
  productLines,
  quantityWeights,
} from './assortment.ts';
import type { SalesSettings } from './sales-settings.ts';
import { demandOn } from './seasons.ts';

/** One sale of a shop. */
export interface ShopSale {
  readonly brand: Brand;
  readonly line: ProductLine;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Units, 1 to 20. */
  readonly quantity: number;
}

const quantities = new WeightedNumbers(
  quantityWeights.map((_, index) => index + 1),
  quantityWeights,
);

/** For each product line, the places of the brands. */
const brandsOfLine = productLines.map(
  (line) => new WeightedNumbers([...brands.keys()], line.brands),
);

/**
 * The sales of a year, in the order of days. Two of them can be equal: nothing tells a sale from
 * another one of the same product on the same day.
 *
 * @example
 * salesOfYear(2017, { seed: 'demo', 'first-year': 2017, rows: 3, growth: 0, faults: 0 }).length // => 3
 */
export function salesOfYear(year: number, settings: SalesSettings): ShopSale[] {
  const open = (purpose: string): RandomStream =>
    randomStream(settings.seed, 'vendas', purpose, String(year));
  const [places, brandStream, quantityStream] = [
    open('day and line'),
    open('brand'),
    open('quantity'),
  ];
  const first = dayNumber({ year, month: 1, day: 1 });
  const weighted = weightedPlaces(year, settings.growth);

  function sale(row: number): ShopSale {
    const place = weighted.pick(places.uint32(row));
    const line = place % productLines.length;
    const brand = brandsOfLine[line]?.pick(brandStream.uint32(row)) ?? 0;
    return {
      brand: brands[brand] as Brand,
      line: productLines[line] as ProductLine,
      day: first + Math.floor(place / productLines.length),
      quantity: quantities.pick(quantityStream.uint32(row)),
    };
  }

  return Array.from({ length: salesIn(year, settings) }, (_, row) => sale(row)).sort(
    (a, b) => a.day - b.day,
  );
}

/** How many sales a year has. Multiplied year by year: `Math.pow` may differ in the last bit. */
function salesIn(year: number, { rows, growth, 'first-year': firstYear }: SalesSettings): number {
  let count = rows;
  for (let before = firstYear; before < year; before += 1) count *= 1 + growth;
  return Math.max(1, Math.round(count));
}

/** Pairs of a day of the year and a product line, numbered, each as likely as the line sells on that day. */
function weightedPlaces(year: number, growth: number): WeightedNumbers {
  const weights: number[] = [];
  const first = dayNumber({ year, month: 1, day: 1 });
  for (let day = first; dateOfDay(day).year === year; day += 1) {
    const grown = 1 + (growth * (day - first)) / 365;
    weights.push(...productLines.map((line) => grown * demandOn(day, line)));
  }
  return new WeightedNumbers([...weights.keys()], weights);
}
