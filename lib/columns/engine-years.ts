/** 0001-01-01, in days since 1970-01-01. Every engine can represent the years 1 to 9999. */
export const FIRST_DAY = -719_162;

/** 9999-12-31, in days since 1970-01-01. */
export const LAST_DAY = 2_932_896;

/**
 * Whether a value is an integer from `first` to `last`, both included.
 *
 * @example
 * isIntegerWithin(-719_163, FIRST_DAY, LAST_DAY) // => false
 */
export function isIntegerWithin(value: unknown, first: number, last: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last;
}
