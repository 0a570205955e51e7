/**
 * The smallest of 1, 2 and 5 times a power of ten that is not below a number: the width of a bin, or the distance
 * between marks.
 *
 * @example
 * niceStep(0.3) // => 0.5
 * niceStep(101) // => 200
 */
export function niceStep(least: number): number {
  let power = 1;
  while (power < least) power *= 10;
  while (power / 10 >= least) power /= 10;
  return [power / 5, power / 2, power].find((each) => each >= least) ?? power;
}
