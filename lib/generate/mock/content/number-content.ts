import { scale as scaled } from '../../../model/keyed-random.ts';
import { logNormalNodes, quantileOf } from '../../../model/log-normal.ts';
import type { Draws } from '../rows/draws.ts';
import { numberColumn } from './columns.ts';
import type { NumberContent } from './content.ts';

/** Options of {@link evenNumbers}. */
export interface EvenOptions {
  /** The smallest and the largest number, as multiples of 10^-scale, inclusive. */
  readonly least: number;
  readonly most: number;
  /** Digits after the point. Default: 0. */
  readonly scale?: number;
}

/** Numbers of a range, each with the same probability. */
export function evenNumbers(draws: Draws, { least, most, scale = 0 }: EvenOptions): NumberContent {
  const count = most - least + 1;
  return {
    kind: 'number',
    scale,
    least,
    most,
    redrawn: true,
    make: (rows) => numberColumn(draws.uint32s(rows), (number) => least + scaled(number, count)),
  };
}

/** Options of {@link skewedNumbers}. */
export interface SkewedOptions extends EvenOptions {
  /** Half of the numbers are below it: a multiple of 10^-scale. */
  readonly median: number;
  /** Two thirds are within the median divided and multiplied by 2 to this power. */
  readonly spread: number;
}

/** Log-normal numbers: most are small and a few are large, as amounts of money are. */
export function skewedNumbers(
  draws: Draws,
  { least, most, median, spread, scale = 0 }: SkewedOptions,
): NumberContent {
  const nodes = logNormalNodes(spread).map((factor) => factor * median);
  return {
    kind: 'number',
    scale,
    least,
    most,
    redrawn: true,
    make: (rows) =>
      numberColumn(draws.uint32s(rows), (number) =>
        Math.max(least, Math.min(most, Math.round(quantileOf(nodes, number)))),
      ),
  };
}

/** Numbers of something known, by row: ages, years, area codes. */
export function knownNumbers(
  { least, most }: EvenOptions,
  numbersOf: NumberContent['make'],
): NumberContent {
  return { kind: 'number', scale: 0, least, most, make: numbersOf };
}
