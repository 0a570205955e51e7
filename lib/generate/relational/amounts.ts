import type { MovementKind } from './movement-kinds.ts';
import { normalQuantiles, powersOfTwo } from './quantile-tables.ts';

/** Nodes of an amount's distribution: at each 1024th of the probability. */
const CELLS = 1024;

/** Bits of a draw below those that choose a cell. */
const BITS = 22;

const QUANTILE_SCALE = 2 ** 16;
const POWER_SCALE = 2 ** 30;
const STEPS = powersOfTwo.length - 1;

const CENTAVOS = 100;

/** No amount has more digits than fit 32 bits with its sign: 21 million reais. */
const LARGEST = 2 ** 31 - 1;

/**
 * Gives an amount in centavos for 32 random bits: below zero for what is spent, above zero for what
 * comes in.
 */
export type AmountOf = (draw: number) => number;

/**
 * The amounts of a kind of movement, log-normal around its median. Everything is looked up in tables of
 * integers and interpolated: additions, multiplications and divisions have the same result everywhere,
 * and logarithms do not.
 *
 * @example
 * amountsOf({ description: 'Saque', on: ['current'], median: 180, spread: 0.9, unit: 10, weights: [1, 1, 1, 1, 1] })(2 ** 31) // => -18000
 */
export function amountsOf({ median, spread, unit = 0.01, comesIn }: MovementKind): AmountOf {
  const cents = Math.round(unit * CENTAVOS);
  const units = Float64Array.from({ length: CELLS + 1 }, (_, node) => {
    return (median * CENTAVOS * powerOfTwo(spread * quantileAt(node))) / cents;
  });
  const sign = comesIn ? cents : -cents;
  const most = Math.floor(LARGEST / cents);
  return (draw) => {
    const cell = draw >>> BITS;
    const [low, high] = [units[cell] as number, units[cell + 1] as number];
    const part = (draw & (2 ** BITS - 1)) / 2 ** BITS;
    const count = Math.round(low + (high - low) * part);
    return sign * Math.min(most, Math.max(1, count));
  };
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
