import { dateOfDay, dayNumber } from '../model/calendar-date.ts';
import { scale } from '../model/keyed-random.ts';
import { weightedPick } from '../model/weighted.ts';

/** The age from which a person can have an account, in years. */
export const ADULT = 18;

/**
 * How often adults of an age sign up, by the first age of a span: people in their twenties and
 * thirties most (approximate; between two spans the weight changes evenly).
 */
const signUpWeights: readonly (readonly [age: number, weight: number])[] = [
  [ADULT, 60],
  [22, 95],
  [28, 100],
  [35, 85],
  [45, 55],
  [55, 32],
  [65, 16],
  [75, 5],
  [85, 1],
  [95, 0],
];

const ages = signUpWeights.slice(0, -1).flatMap(([from, weight], span) => {
  const [to, next] = signUpWeights[span + 1] ?? [from, weight];
  return Array.from({ length: to - from }, (_, years) => ({
    age: from + years,
    weight: weight + ((next - weight) * years) / (to - from),
  }));
});

const pickWeightedAge = weightedPick(ages, ({ weight }) => weight);

/** Picks the age of somebody who signs up, 18 to 94 complete years, from one 32-bit integer. */
export function pickAge(uint32: number): number {
  return pickWeightedAge(uint32).age;
}

/**
 * A date of birth, in days since 1970-01-01, of somebody who has lived that many complete years on
 * a day; evenly over the days that fit.
 *
 * @param today days since 1970-01-01
 * @param uint32 decides among the days
 * @example
 * birthDay(18, dayNumber({ year: 2026, month: 11, day: 20 }), 2 ** 32 - 1) === dayNumber({ year: 2008, month: 11, day: 20 }) // => true
 */
export function birthDay(age: number, today: number, uint32: number): number {
  const latest = yearsBefore(today, age);
  const earliest = yearsBefore(today, age + 1) + 1;
  return earliest + scale(uint32, latest - earliest + 1);
}

/**
 * Complete years between a day of birth and another day, both in days since 1970-01-01.
 *
 * @example
 * ageOn(dayNumber({ year: 2008, month: 2, day: 29 }), dayNumber({ year: 2026, month: 2, day: 28 })) // => 17
 */
export function ageOn(birth: number, today: number): number {
  const born = dateOfDay(birth);
  const now = dateOfDay(today);
  const hadBirthday = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

/** The same day of an earlier year; the 28th for a 29th of February that the year does not have. */
function yearsBefore(today: number, years: number): number {
  const { year, month, day } = dateOfDay(today);
  const same = dayNumber({ year: year - years, month, day });
  return dateOfDay(same).month === month ? same : same - 1;
}
