import { normalQuantiles, powersOfTwo } from './quantile-tables.ts';

/** Nodes of a distribution: at each 1024th of the probability. */
const CELLS = 1024;

/** Bits of a draw below those that choose a cell. */
const BITS = 22;

const QUANTILE_SCALE = 2 ** 16;
const POWER_SCALE = 2 ** 30;
const STEPS = powersOfTwo.length - 1;

/**
 * The log-normal distribution around 1, at each 1024th of the probability: the values between which
 * {@link quantileOf} interpolates. Everything is looked up in tables of integers: additions,
 * multiplications and divisions have the same result everywhere, and logarithms do not.
 *
 * @param spread standard deviation of the binary logarithm: half of all values are within a factor of
 *   about 2^(0.67 * spread) of the median
 * @example
 * logNormalNodes(0.9)[512] // => 1
 */
export function logNormalNodes(spread: number): Float64Array {
  return Float64Array.from({ length: CELLS + 1 }, (_, node) =>
    powerOfTwo(spread * quantileAt(node)),
  );
}

/**
 * The value of a distribution for 32 random bits.
 *
 * @param nodes its values at each 1024th of the probability
 * @example
 * quantileOf(logNormalNodes(0.9), 2 ** 31) // => 1
 */
export function quantileOf(nodes: Float64Array, draw: number): number {
  const cell = draw >>> BITS;
  const [low, high] = [nodes[cell] as number, nodes[cell + 1] as number];
  const part = (draw & (2 ** BITS - 1)) / 2 ** BITS;
  return low + (high - low) * part;
}

/** The quantile of the standard normal distribution at a node, 0 to {@link CELLS}. */
function quantileAt(node: number): number {
  const half = CELLS / 2;
  const upper = (normalQuantiles[Math.abs(node - half)] as number) / QUANTILE_SCALE;
  return node < half ? -upper : upper;
}

/** 2^x. Doubling and halving are exact, and between two steps of the table it is linear. */
function powerOfTwo(x: number): number {
  const whole = Math.floor(x);
  const steps = (x - whole) * STEPS;
  const step = Math.floor(steps);
  const [low, high] = [powersOfTwo[step] as number, powersOfTwo[step + 1] as number];
  let power = (low + (high - low) * (steps - step)) / POWER_SCALE;
  for (let doubled = 0; doubled < whole; doubled += 1) power *= 2;
  for (let halved = 0; halved > whole; halved -= 1) power /= 2;
  return power;
}
