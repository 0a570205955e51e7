import { dateOfDay, dayNumber } from '../model/calendar-date.ts';
import { scale } from '../model/keyed-random.ts';
import { weightedPick } from '../model/weighted.ts';

/** The age from which a person can have an account, in years. */
export const ADULT = 18;

/** The greatest age of somebody who signs up. */
export const OLDEST = 94;

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

/** The days on which somebody of an age was born. All are in days since 1970-01-01. */
export interface BirthDays {
  readonly earliest: number;
  readonly latest: number;
  /** The year of the latest, and its first day: the others are of that year or of the one before. */
  readonly year: number;
  readonly newYear: number;
}

/**
 * The days on which somebody was born who has lived that many complete years on a day.
 *
 * @param today days since 1970-01-01
 * @example
 * birthDays(18, dayNumber({ year: 2026, month: 11, day: 20 })).latest === dayNumber({ year: 2008, month: 11, day: 20 }) // => true
 */
export function birthDays(age: number, today: number): BirthDays {
  const latest = yearsBefore(today, age);
  const { year } = dateOfDay(latest);
  return {
    earliest: yearsBefore(today, age + 1) + 1,
    latest,
    year,
    newYear: dayNumber({ year, month: 1, day: 1 }),
  };
}

/**
 * Picks one of the days on which somebody of an age was born, each as likely as the others, from one
 * 32-bit integer.
 *
 * @example
 * pickBirthDay({ earliest: 10, latest: 19, year: 1970, newYear: 0 }, 2 ** 31) // => 15
 */
export function pickBirthDay({ earliest, latest }: BirthDays, uint32: number): number {
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
