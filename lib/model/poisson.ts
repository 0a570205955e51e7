import type { RandomStream } from './keyed-random.ts';

/**
 * Means up to this are drawn in one step, because e^-16 is far from underflow. A larger mean is
 * split into parts, because Poisson counts add up.
 */
const PART = 16;

/** The probability of no event where {@link PART} are expected: most parts are whole ones. */
const NONE_OF_PART = 1 / exponential(PART);

const TWO_32 = 2 ** 32;

/**
 * Returns a Poisson-distributed count, by inversion. Uses only additions, multiplications and
 * divisions, which IEEE 754 rounds the same way everywhere; `Math.exp` may differ in its last bit
 * between engines.
 *
 * @param mean 0 or more; the running time grows with it
 * @example
 * poisson(0, randomStream('seed')) // => 0
 */
export function poisson(mean: number, stream: Pick<RandomStream, 'uint32'>): number {
  let count = 0;
  let remaining = mean;
  for (let part = 0; remaining > 0; part += 1) {
    const partMean = Math.min(PART, remaining);
    count += poissonPart(partMean, (stream.uint32(part) + 0.5) / TWO_32);
    remaining -= partMean;
  }
  return count;
}

/** The smallest count whose cumulative probability reaches `quantile`. */
function poissonPart(mean: number, quantile: number): number {
  let probability = mean === PART ? NONE_OF_PART : 1 / exponential(mean);
  let cumulative = probability;
  let count = 0;
  // The probability of a count beyond this bound is below 2^-32, so no quantile reaches it.
  while (cumulative < quantile && count < 100) {
    count += 1;
    probability = (probability * mean) / count;
    cumulative += probability;
  }
  return count;
}

/** e^x by its series, for 0 to 16: all terms are positive, so there is no cancellation. */
function exponential(x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 80; n += 1) {
    term = (term * x) / n;
    // Terms only get smaller from here on, and none of them changes the sum.
    if (sum + term === sum) break;
    sum += term;
  }
  return sum;
}
