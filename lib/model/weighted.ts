import { InputError } from '../errors.ts';

const TWO_32 = 2 ** 32;

/**
 * Returns a function that picks an item with a probability proportional to its weight, from one
 * 32-bit integer, in constant time (the alias method: Vose, IEEE Transactions on Software
 * Engineering, 1991).
 *
 * @param weightOf weight of an item, 0 or more; only proportions matter
 * @throws InputError if no item has a weight above 0.
 * @example
 * const pick = weightedPick([['rare', 1], ['common', 3]], ([, weight]) => weight);
 * pick(2 ** 32 - 1)[0] // => 'common'
 */
export function weightedPick<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
): (uint32: number) => Item {
  const candidates = items.filter((item) => weightOf(item) > 0);
  if (candidates.length === 0) {
    throw new InputError({
      expected: 'at least one item with a weight above 0',
      got: `${items.length} items and none with a positive weight`,
      advice: 'Give at least one item a positive weight.',
    });
  }
  const { keep, alias } = aliasTable(candidates.map(weightOf));
  const count = candidates.length;

  return (uint32) => {
    const position = (uint32 * count) / TWO_32;
    const slot = Math.floor(position);
    const chosen = position - slot < (keep[slot] as number) ? slot : (alias[slot] as number);
    return candidates[chosen] as Item;
  };
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
