/** Summary of repetitions. */
export interface Summary {
  readonly median: number;
  /** Minimum and maximum of all repetitions. */
  readonly min: number;
  readonly max: number;
}

/**
 * Returns the median of numbers in any order. For an even count it is the mean of the two middle
 * numbers.
 *
 * @throws RangeError if there are no numbers.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  if (low === undefined || high === undefined)
    throw new RangeError('Expected at least one number, got none.');
  return (low + high) / 2;
}

/**
 * Returns the median, the minimum and the maximum.
 *
 * @throws RangeError if there are no numbers.
 */
export function summaryOf(values: readonly number[]): Summary {
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/**
 * Divides the numbers of each round and summarizes the ratios. A disturbance during a round affects
 * both numbers.
 *
 * @throws RangeError if the numbers of rounds differ or are 0.
 */
export function ratioOf(dividends: readonly number[], divisors: readonly number[]): Summary {
  if (dividends.length !== divisors.length) {
    throw new RangeError(
      `Expected equal numbers of rounds, got ${dividends.length} and ${divisors.length}.`,
    );
  }
  return summaryOf(dividends.map((dividend, round) => dividend / (divisors[round] ?? Number.NaN)));
}
