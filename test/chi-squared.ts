/** How far counts are from what was expected of them: the sum of (observed - expected)² / expected. */
export function chiSquared(observed: readonly number[], expected: readonly number[]): number {
  return expected.reduce((sum, mean, bin) => sum + ((observed[bin] ?? 0) - mean) ** 2 / mean, 0);
}

/**
 * What the chi-squared of a right mechanism exceeds once in a thousand times (Wilson and Hilferty,
 * "The Distribution of Chi-Square", 1931).
 */
export function chiSquaredLimit(degreesOfFreedom: number): number {
  const spread = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3;
}

/** How many of the numbers fall into each of the bins 0 to `bins` - 1. */
export function tally(numbers: Iterable<number>, bins: number): number[] {
  const counts = Array<number>(bins).fill(0);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}

/**
 * How uneven counts are: their chi-squared against equal means, as a share of its limit. Below 1 is
 * even.
 */
export function unevenness(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const even = counts.map(() => mean);
  return chiSquared(counts, even) / chiSquaredLimit(counts.length - 1);
}
