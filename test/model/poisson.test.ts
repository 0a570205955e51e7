import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { poisson } from '../../lib/model/poisson.ts';
import { always } from '../brazil/texts.ts';
import { chiSquared, chiSquaredLimit, tally } from '../chi-squared.ts';

const DRAWS = 10_000;

describe('poisson', () => {
  // A contract with every existing lake: an hour always has the same number of rows.
  it.each([
    [0.5, [0, 3, 0]],
    [4, [4, 10, 4]],
    [16, [17, 27, 16]],
    [20, [19, 31, 19]],
    [600, [606, 632, 580]],
  ])('of mean %d gives the same counts as every earlier version', (mean, counts) => {
    const hours = ['2026-11-20T13', '2026-11-20T14', '2026-11-20T15'];

    const drawn = hours.map((hour) => poisson(mean, randomStream('seed', 'count', hour)));

    expect(drawn).toEqual(counts);
  });

  it('of mean 0 is 0', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(poisson(0, randomStream(seed))).toBe(0);
      }),
    );
  });

  it('is an integer and never negative', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5000, noNaN: true }), fc.string(), (mean, seed) => {
        const count = poisson(mean, randomStream(seed));

        expect(Number.isInteger(count)).toBe(true);
        expect(count).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([0.1, 1, 4, 15.9, 16, 16.1, 40, 100])(
    'of mean %d has the exact probabilities',
    (mean) => {
      const lowest = Math.max(0, Math.floor(mean - 3 * Math.sqrt(mean)));
      const highest = Math.ceil(mean + 3 * Math.sqrt(mean));
      const expected = probabilities(mean, lowest, highest).map((share) => share * DRAWS);

      const counts = draws(mean).map((count) => Math.min(highest, Math.max(lowest, count)));
      const observed = tally(
        counts.map((count) => count - lowest),
        expected.length,
      );

      expect(chiSquared(observed, expected)).toBeLessThan(chiSquaredLimit(expected.length - 1));
    },
  );

  it.each([0.5, 16, 16.5, 600])('of mean %d has that mean and that variance', (mean) => {
    const counts = draws(mean);

    const average = counts.reduce((sum, count) => sum + count, 0) / DRAWS;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / DRAWS;

    // Four standard errors of each.
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / DRAWS));
    expect(Math.abs(variance - mean)).toBeLessThan(4 * Math.sqrt((mean + 2 * mean ** 2) / DRAWS));
  });

  it('ends even at the last quantile', () => {
    const last = always(2 ** 32 - 1);

    expect(poisson(16, last)).toBe(smallestCountReaching(1 - 2 ** -33, 16));
  });
});

function draws(mean: number): number[] {
  return Array.from({ length: DRAWS }, (_, draw) =>
    poisson(mean, randomStream('poisson', String(draw))),
  );
}

/**
 * Probabilities of `lowest` or fewer, of each count between, and of `highest` or more, by
 * logarithms.
 */
function probabilities(mean: number, lowest: number, highest: number): number[] {
  const shares = Array.from({ length: highest }, (_, count) => probability(mean, count));
  const sum = (some: readonly number[]) => some.reduce((total, share) => total + share, 0);
  return [sum(shares.slice(0, lowest + 1)), ...shares.slice(lowest + 1), 1 - sum(shares)];
}

function probability(mean: number, count: number): number {
  let logFactorial = 0;
  for (let factor = 2; factor <= count; factor += 1) logFactorial += Math.log(factor);
  return Math.exp(count * Math.log(mean) - mean - logFactorial);
}

function smallestCountReaching(quantile: number, mean: number): number {
  let tail = 0;
  // Starts at the far end, where the terms are small, so that rounding loses none of them.
  for (let count = 200; count > 0; count -= 1) {
    tail += probability(mean, count);
    if (tail > 1 - quantile) return count;
  }
  return 0;
}
