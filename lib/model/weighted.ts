import { InputError } from '../errors.ts';

const TWO_32 = 2 ** 32;

/**
 * Integers of which each is picked with a probability proportional to its weight, from one 32-bit
 * integer, in constant time (the alias method: Vose, IEEE Transactions on Software Engineering, 1991).
 * All that a pick reads is in typed arrays.
 *
 * @example
 * new WeightedNumbers([7, 9], [1, 3]).pick(2 ** 32 - 1) // => 9
 */
export class WeightedNumbers {
  /** For each slot, the share of it that its own number keeps, 0 to 1. */
  readonly #keep: Float64Array;
  /** For each slot, its own number. */
  readonly #own: Int32Array;
  /** For each slot, the number that gets the rest. */
  readonly #other: Int32Array;
  /** Slots for each unit of a 32-bit integer. */
  readonly #step: number;

  /**
   * @param numbers 32-bit integers
   * @param weights of the numbers, 0 or more; only proportions matter
   * @throws InputError if no number has a weight above 0.
   */
  constructor(numbers: readonly number[], weights: readonly number[]) {
    const candidates = numbers.filter((_, index) => (weights[index] ?? 0) > 0);
    if (candidates.length === 0) {
      throw new InputError({
        expected: 'at least one item with a weight above 0',
        got: `${numbers.length} items and none with a positive weight`,
        advice: 'Give at least one item a positive weight.',
      });
    }
    const { keep, alias } = aliasTable(weights.filter((weight) => weight > 0));
    this.#keep = keep;
    this.#own = Int32Array.from(candidates);
    this.#other = Int32Array.from(alias, (slot) => candidates[slot] as number);
    this.#step = candidates.length / TWO_32;
  }

  /** The number that a 32-bit integer picks. */
  pick(uint32: number): number {
    const position = uint32 * this.#step;
    const slot = position | 0;
    const isOwn = position - slot < (this.#keep[slot] as number);
    return (isOwn ? this.#own[slot] : this.#other[slot]) as number;
  }
}

/**
 * For each slot: the share of it that its own item keeps, and the index of the item that gets the
 * rest.
 */
function aliasTable(weights: readonly number[]): { keep: Float64Array; alias: Int32Array } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const keep = Float64Array.from(weights, (weight) => (weight * weights.length) / total);
  const alias = Int32Array.from(weights, (_, slot) => slot);
  const small: number[] = [];
  const large: number[] = [];
  keep.forEach((share, slot) => {
    (share < 1 ? small : large).push(slot);
  });
  while (small.length > 0 && large.length > 0) {
    const receiver = small.pop() as number;
    const giver = large.pop() as number;
    alias[receiver] = giver;
    const rest = (keep[giver] as number) - (1 - (keep[receiver] as number));
    keep[giver] = rest;
    (rest < 1 ? small : large).push(giver);
  }
  // The remaining shares differ from 1 only by rounding.
  for (const slot of [...small, ...large]) keep[slot] = 1;
  return { keep, alias };
}
