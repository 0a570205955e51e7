import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpectedCurve, type WeighHours } from '../../../lib/generate/relational/expected-curve.ts';
import { HourlyCounts } from '../../../lib/generate/relational/hourly-counts.ts';

const weights = fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 1, maxLength: 3000 });
const SINCE = 400_000;

describe('ExpectedCurve', () => {
  it('sums the weights of any range, whatever was asked before', () => {
    fc.assert(
      fc.property(weights, fc.nat(3000), fc.nat(3000), (given, one, other) => {
        const curve = new ExpectedCurve(SINCE, weighing(given));
        curve.at(SINCE + other);

        const sum = curve.between(SINCE + one - 5, SINCE + other);

        const range = one - 5 < other ? given.slice(Math.max(0, one - 5), other) : [];
        expect(sum).toBe(range.reduce((total, weight) => total + weight, 0));
        expect(curve.at(SINCE + one)).toBe(given[one] ?? 0);
        expect(curve.at(SINCE - 1)).toBe(0);
        expect(curve.largest(SINCE, SINCE + other)).toBe(Math.max(0, ...given.slice(0, other)));
      }),
    );
  });

  it('weighs each hour once, in order and without a gap', () => {
    const asked: number[] = [];
    const curve = new ExpectedCurve(SINCE, (from, to) => {
      for (let hour = from; hour < to; hour += 1) asked.push(hour);
      return new Float64Array(to - from);
    });

    for (const hour of [SINCE, SINCE + 5000, SINCE + 3, SINCE + 5001, SINCE - 1]) curve.at(hour);

    expect(asked.length).toBeGreaterThan(5001);
    expect(asked).toEqual(asked.map((_, place) => SINCE + place));
  });

  it('finds the hour of every position, and never one without weight', () => {
    fc.assert(
      fc.property(
        weights,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (given, part) => {
          const curve = new ExpectedCurve(SINCE, weighing(given));
          const end = SINCE + given.length;
          const position = Math.floor(part * curve.between(SINCE, end));
          fc.pre(curve.between(SINCE, end) > 0);

          const hour = curve.hourAt(SINCE - 10, end, position);

          expect(curve.between(SINCE, hour)).toBeLessThanOrEqual(position);
          expect(curve.between(SINCE, hour + 1)).toBeGreaterThan(position);
        },
      ),
    );
  });
});

function weighing(given: readonly number[]): WeighHours {
  return (from, to) =>
    Float64Array.from({ length: to - from }, (_, place) => given[from + place - SINCE] ?? 0);
}

describe('HourlyCounts', () => {
  const counts = fc.array(fc.constantFrom(0, 0, 0, 7), { maxLength: 2000 });

  it('draws each hour once, and none before the first', () => {
    const asked: number[] = [];
    const drawn = new HourlyCounts(SINCE, (hour) => {
      asked.push(hour);
      return 3;
    });

    const seen = [SINCE + 2000, SINCE - 1, SINCE + 2000, SINCE].map((hour) => drawn.at(hour));

    expect(seen).toEqual([3, 0, 3, 3]);
    expect(asked).toEqual([SINCE + 2000, SINCE]);
  });

  it('finds the first and the last hour of a range that has rows, in any order of questions', () => {
    const ranges = fc.array(fc.tuple(fc.nat(2100), fc.nat(2100)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, ranges, (given, asked) => {
        const drawn = new HourlyCounts(SINCE, (hour) => given[hour - SINCE] ?? 0);

        for (const [from, to] of asked) {
          const filled = Array.from({ length: Math.max(0, to - from) }, (_, hour) => from + hour)
            .filter((hour) => (given[hour] ?? 0) > 0)
            .map((hour) => SINCE + hour);
          expect(drawn.firstFilled(SINCE + from, SINCE + to)).toBe(filled[0]);
          expect(drawn.lastFilled(SINCE + from, SINCE + to)).toBe(filled.at(-1));
        }
      }),
    );
  });
});
