import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { WeightedNumbers } from '../../lib/model/weighted.ts';
import { chiSquared, chiSquaredLimit, tally } from '../chi-squared.ts';

const DRAWS = 20_000;

const weightLists = fc
  .array(fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 5, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  })
  .filter((weights) => totalOf(weights) > 0.001);

describe('weighted numbers', () => {
  // A contract with every existing lake: the same draw always gives the same item.
  it('gives the same items as every earlier version', () => {
    const pick = picker([1, 2, 3, 4]);

    const picked = Array.from({ length: 16 }, (_, sixteenth) => pick(sixteenth * 2 ** 28));

    expect(picked).toEqual([0, 0, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  });

  it('gives every item its share of evenly spaced draws', () => {
    fc.assert(
      fc.property(weightLists, (weights) => {
        const pick = picker(weights);
        const grid = 16_384;

        const draws = Array.from({ length: grid }, (_, step) => ((step + 0.5) * 2 ** 32) / grid);
        const counts = tally(draws.map(pick), weights.length);

        // Each of the item's pieces of the range may gain or lose a step at either end.
        const slack = weights.length + 1;
        const wrong = weights.filter((weight, item) => {
          const due = (weight / totalOf(weights)) * grid;
          return Math.abs((counts[item] ?? 0) - due) > slack;
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  it.each([
    [[1, 1]],
    [[1, 3]],
    [[749, 56, 50, 43, 0.5, 0.5]],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [[36_000, 1, 1, 1, 500]],
  ])('picks from a stream in proportion to the weights %j', (weights) => {
    const pick = picker(weights);
    const stream = randomStream('weighted', JSON.stringify(weights));
    const expected = weights.map((weight) => (weight / totalOf(weights)) * DRAWS);

    const drawn = Array.from({ length: DRAWS }, (_, row) => pick(stream.uint32(row)));

    const distance = chiSquared(tally(drawn, weights.length), expected);
    expect(distance).toBeLessThan(chiSquaredLimit(weights.length - 1));
  });

  it('never picks an item of weight 0', () => {
    fc.assert(
      fc.property(weightLists, fc.nat(2 ** 32 - 1), (weights, draw) => {
        const picked = picker(weights)(draw);

        expect(weights[picked]).toBeGreaterThan(0);
      }),
    );
  });

  it('uses only proportions: doubled weights change nothing', () => {
    fc.assert(
      fc.property(weightLists, fc.nat(2 ** 32 - 1), (weights, draw) => {
        const doubled = weights.map((weight) => weight * 2);

        expect(picker(doubled)(draw)).toBe(picker(weights)(draw));
      }),
    );
  });

  it('picks a single item for any draw', () => {
    const only = new WeightedNumbers([42], [0.3]);

    expect([0, 2 ** 31, 2 ** 32 - 1].map((draw) => only.pick(draw))).toEqual([42, 42, 42]);
  });

  it.each([[[]], [[0]], [[0, 0]]])('rejects the weights %j, without a positive one', (weights) => {
    expect(() => picker(weights)).toThrow(InputError);
  });
});

/** Picks the index of a weight. */
function picker(weights: readonly number[]): (uint32: number) => number {
  const numbers = new WeightedNumbers([...weights.keys()], weights);
  return (uint32) => numbers.pick(uint32);
}

function totalOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
