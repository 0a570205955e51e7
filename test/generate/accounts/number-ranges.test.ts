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

  it('are integers, of a length above 0', () => {
    fc.assert(
      fc.property(anyHour, (index) => {
        expect(Number.isSafeInteger(shaped.before(index))).toBe(true);
        expect(shaped.length(index)).toBeGreaterThan(0);
      }),
    );
  });

  it.each([0.001, 0.1, 1, 10, 72, 1000, 219_000])(
    'are too short for a Poisson count with a mean of %d less than once in 10^12 hours',
    (expected) => {
      const length = numberRanges(() => Array(WEEK).fill(expected)).length(0);

      expect(tailOf(expected, length)).toBeLessThan(1e-12);
      expect(length).toBeLessThan(expected + 8 * Math.sqrt(expected) + 25);
    },
  );

  it('are those of a part of the accounts, if there is a share', () => {
    const [part, whole] = [numberRanges(() => Array(WEEK).fill(1000), 0.25), flat(250)];

    expect(part.length(0)).toBe(whole.length(0));
  });

  it('are longer in the evening than at night', () => {
    const monday = firstIndexOf(2026) + 24 * 4;

    expect(shaped.length(monday + 20)).toBeGreaterThan(3 * shaped.length(monday + 4));
  });
});

function flat(expected: number): ReturnType<typeof numberRanges> {
  return numberRanges(() => Array(WEEK).fill(expected));
}

/** The probability that a Poisson count with this mean is above a length. */
function tailOf(mean: number, length: number): number {
  let logFactorial = 0;
  for (let count = 2; count <= length + 1; count += 1) logFactorial += Math.log(count);
  let term = Math.exp((length + 1) * Math.log(mean) - mean - logFactorial);
  let sum = 0;
  for (let count = length + 1; term > 0 && term > sum * 1e-12; count += 1) {
    sum += term;
    term *= mean / (count + 1);
  }
  return sum;
}
