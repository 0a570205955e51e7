/** What repetitions came to. */
export interface Summary {
  readonly median: number;
  /** The spread: smallest and largest of all repetitions, none left out. */
  readonly min: number;
  readonly max: number;
}

/**
 * The middle of numbers in any order; of an even count the mean of the two in the middle.
 *
 * @throws RangeError when there is none.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  if (low === undefined || high === undefined) throw new RangeError('the median of no numbers');
  return (low + high) / 2;
}

/**
 * Median and spread.
 *
 * @throws RangeError when there is no number.
 */
export function summaryOf(values: readonly number[]): Summary {
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/**
 * One number divided by the other, round by round: what disturbed the machine in a round hit both.
 *
 * @throws RangeError when they have not as many rounds, or none.
 */
export function ratioOf(dividends: readonly number[], divisors: readonly number[]): Summary {
  if (dividends.length !== divisors.length) throw new RangeError('ratios of unlike many rounds');
  return summaryOf(dividends.map((dividend, round) => dividend / (divisors[round] ?? Number.NaN)));
}
