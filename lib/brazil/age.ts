import { dateOfDay, dayNumber } from '../model/calendar-date.ts';
import { scale } from '../model/keyed-random.ts';
import { WeightedNumbers } from '../model/weighted.ts';

/** The youngest age at which a person can sign up, in years. */
export const ADULT = 18;

/** The oldest age at which a person signs up, in years. */
export const OLDEST = 94;

/**
 * How often adults sign up, by age. Each row has the first age of a span and its weight; within a
 * span the weight changes linearly towards the next row. People in their twenties and thirties sign
 * up most (approximate).
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

const weightedAges = new WeightedNumbers(
  ages.map(({ age }) => age),
  ages.map(({ weight }) => weight),
);

/** Picks the age of a person who signs up, 18 to 94 complete years, from one 32-bit integer. */
export function pickAge(uint32: number): number {
  return weightedAges.pick(uint32);
}

/** The ages of people who sign up, each from one 32-bit integer. */
export function drawAges(draws: Uint32Array): Uint8Array {
  const picked = new Uint8Array(draws.length);
  for (let row = 0; row < draws.length; row += 1) picked[row] = pickAge(draws[row] as number);
  return picked;
}

/**
 * The range of birth dates that give a certain age on a certain day. Dates are days since
 * 1970-01-01.
 */
export interface BirthDays {
  readonly earliest: number;
  readonly latest: number;
  /** Year of `latest`. Every date of the range is in this year or in the one before. */
  readonly year: number;
  /** 1 January of `year`. */
  readonly newYear: number;
}

/**
 * Returns the birth dates of people who are `age` complete years old on a day.
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
 * Picks a birth date from a range, each with the same probability, from one 32-bit integer.
 *
 * @example
 * pickBirthDay({ earliest: 10, latest: 19, year: 1970, newYear: 0 }, 2 ** 31) // => 15
 */
export function pickBirthDay({ earliest, latest }: BirthDays, uint32: number): number {
  return earliest + scale(uint32, latest - earliest + 1);
}

/**
 * Returns the complete years between a birth date and another day, both in days since 1970-01-01.
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

/** The same day of an earlier year; 28 February where that year has no 29 February. */
function yearsBefore(today: number, years: number): number {
  const { year, month, day } = dateOfDay(today);
  const same = dayNumber({ year: year - years, month, day });
  return dateOfDay(same).month === month ? same : same - 1;
}
