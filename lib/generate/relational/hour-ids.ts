/**
 * Ids that tell the hour of their row, and its number within the hour: whole hours since
 * 1970-01-01T00 (UTC) times ten million, plus the number, from 1. So a row that refers to another
 * one needs no look-up, and an id is the same whenever the lake began.
 */

/** More rows than this in an hour of a table have no ids. */
export const MOST_IDS = 10_000_000 - 1;

const HOUR = MOST_IDS + 1;

/**
 * The id of a row.
 *
 * @param hour whole hours since 1970-01-01T00 (UTC)
 * @param number of the row within the hour, from 1 to {@link MOST_IDS}
 * @example
 * idOf(498_661, 1) // => 4986610000001
 */
export function idOf(hour: number, number: number): number {
  return hour * HOUR + number;
}

/**
 * The hour of an id.
 *
 * @example
 * hourOfId(4986610000001) // => 498661
 */
export function hourOfId(id: number): number {
  return Math.floor(id / HOUR);
}

/**
 * The number of an id within its hour, from 1.
 *
 * @example
 * numberOfId(4986610000001) // => 1
 */
export function numberOfId(id: number): number {
  return id - hourOfId(id) * HOUR;
}
