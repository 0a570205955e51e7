import { DAY_MS } from '../../../model/calendar-date.ts';

/** A point of a curve over time: `['2024-08-20', 6]`. */
export type Knot = readonly [date: string, value: number];

/**
 * Days since 1970-01-01 of a date.
 *
 * @example
 * dayOfDate('1970-01-02') // => 1
 */
export function dayOfDate(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/**
 * The value of a curve on a day. The curve is linear between two knots, and constant before the first and
 * after the last one.
 *
 * @param day days since 1970-01-01
 * @example
 * valueOn([['2024-01-01', 0], ['2024-01-11', 5]], dayOfDate('2024-01-03')) // => 1
 */
export function valueOn(knots: readonly Knot[], day: number): number {
  let before: readonly [day: number, value: number] | undefined;
  for (const [date, value] of knots) {
    const at = dayOfDate(date);
    if (at >= day) {
      if (before === undefined) return value;
      const [from, low] = before;
      return low + ((value - low) * (day - from)) / (at - from);
    }
    before = [at, value];
  }
  return before?.[1] ?? 0;
}

/**
 * The same as {@link valueOn} for a curve over numbers, such as years of age.
 *
 * @example
 * valueAlong([[0, 0], [2, 1]], 1) // => 0.5
 */
export function valueAlong(
  knots: readonly (readonly [at: number, value: number])[],
  place: number,
): number {
  const next = knots.findIndex(([at]) => at >= place);
  if (next < 0) return knots.at(-1)?.[1] ?? 0;
  const [to, high] = knots[next] ?? [0, 0];
  const [from, low] = knots[next - 1] ?? [to, high];
  return from === to ? high : low + ((high - low) * (place - from)) / (to - from);
}
