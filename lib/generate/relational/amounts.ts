import { logNormalNodes, quantileOf } from '../../model/log-normal.ts';
import type { MovementKind } from './movement-kinds.ts';

const CENTAVOS = 100;

/** No amount has more digits than fit 32 bits with its sign: 21 million reais. */
const LARGEST = 2 ** 31 - 1;

/**
 * Gives an amount in centavos for 32 random bits: below zero for what is spent, above zero for what
 * comes in.
 */
export type AmountOf = (draw: number) => number;

/**
 * The amounts of a kind of movement, log-normal around its median.
 *
 * @example
 * amountsOf({ description: 'Saque', on: ['current'], median: 180, spread: 0.9, unit: 10, weights: [1, 1, 1, 1, 1] })(2 ** 31) // => -18000
 */
export function amountsOf({ median, spread, unit = 0.01, comesIn }: MovementKind): AmountOf {
  const cents = Math.round(unit * CENTAVOS);
  const units = logNormalNodes(spread).map((factor) => (median * CENTAVOS * factor) / cents);
  const sign = comesIn ? cents : -cents;
  const most = Math.floor(LARGEST / cents);
  return (draw) => sign * Math.min(most, Math.max(1, Math.round(quantileOf(units, draw))));
}
