import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIndexOf, WEEK, weekCurve, yearOf } from '../../../lib/generate/accounts/arrivals.ts';
import { numberRanges } from '../../../lib/generate/accounts/number-ranges.ts';

const shaped = numberRanges((year) => weekCurve.map((shape) => shape * (year - 1900)));
const anyHour = fc.integer({ min: 0, max: 1_000_000 });

describe('number ranges', () => {
  it('follow each other without gaps or overlaps, at every turn of the year too', () => {
    fc.assert(
      fc.property(anyHour, (index) => {
        expect(shaped.before(index + 1)).toBe(shaped.before(index) + shaped.length(index));
      }),
    );
    for (let year = 1970; year < 2100; year += 1) {
      const index = firstIndexOf(year) - 1;

      expect(yearOf(index + 1)).toBe(yearOf(index) + 1);
      expect(shaped.before(index + 1)).toBe(shaped.before(index) + shaped.length(index));
    }
  });

  it('add up over the hours between', () => {
    const [from, to] = [498_000, 520_000];
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += shaped.length(index);

    expect(shaped.before(to) - shaped.before(from)).toBe(sum);
    expect(shaped.between(from, to)).toBe(sum);
  });

  it('are integers and never negative', () => {
    fc.assert(
      fc.property(anyHour, (index) => {
        expect(Number.isSafeInteger(shaped.before(index))).toBe(true);
        expect(shaped.length(index)).toBeGreaterThan(0);
      }),
    );
  });

  it('have room for nine standard deviations above the expected number', () => {
    for (const expected of [0, 0.1, 1, 10, 1000, 219_000]) {
      const ranges = numberRanges(() => Array(WEEK).fill(expected));

      expect(ranges.length(0)).toBeGreaterThanOrEqual(expected + 9 * Math.sqrt(expected) + 25);
    }
  });

  it('are longer in the evening than at night', () => {
    const monday = firstIndexOf(2026) + 24 * 4;

    expect(shaped.length(monday + 20)).toBeGreaterThan(3 * shaped.length(monday + 4));
  });
});
