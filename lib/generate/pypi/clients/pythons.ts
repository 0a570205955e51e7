import { dayNumber } from '../../../model/calendar-date.ts';
import { WeightedNumbers } from '../../../model/weighted.ts';
import { dayOfDate, valueAlong } from '../days/knots.ts';
import { type LaggingVersions, laggingVersions } from './lagging-versions.ts';

/** The oldest minor version of Python 3 that is generated. */
const OLDEST = 6;

/**
 * First release of each minor version from {@link OLDEST} on (https://devguide.python.org/versions). A later
 * one appears on 7 October of its year, by the cadence of PEP 602.
 */
const FIRST_RELEASES = [
  '2016-12-23',
  '2018-06-27',
  '2019-10-14',
  '2020-10-05',
  '2021-10-04',
  '2022-10-24',
  '2023-10-02',
  '2024-10-07',
  '2025-10-07',
] as const;

/** The last patch of each minor version that has reached its end of life, from {@link OLDEST} on. */
const LAST_PATCHES = [15, 17, 20, 25] as const;

/** Days between two patches, in the time in which bugs are fixed and afterwards (approximate). */
const DAYS_OF_PATCH = 52;
const DAYS_OF_FIX = 150;
const BUGFIX_DAYS = 610;

/** Use of a minor version by its age in years, relative to others (approximate). */
const USE_BY_AGE = [
  [0, 0],
  [0.1, 0.04],
  [0.5, 0.28],
  [1, 0.66],
  [1.5, 0.93],
  [2, 1],
  [2.6, 0.96],
  [3.2, 0.84],
  [4, 0.62],
  [5, 0.42],
  [6, 0.22],
  [7, 0.1],
  [8, 0.045],
  [9.5, 0.015],
  [12, 0.002],
] as const;

/** Days within which about half of all clients update a patch. */
const PACE = 110;

/** Indexes reserved for the patches of one minor version. */
const PATCHES = 32;

/** The versions of Python in use on a day. A version is an index of {@link UsedPythons.texts}. */
export interface UsedPythons {
  /** The number of a version, for 32 random bits. */
  pick(uint32: number): number;
  /** Versions by number: `3.12.7`. */
  readonly texts: readonly string[];
  /** Minor versions by number: 12. */
  readonly minors: readonly number[];
}

/** The versions of Python in use on a day, in days since 1970-01-01. */
export function usedPythons(day: number): UsedPythons {
  const texts: string[] = [];
  const minors: number[] = [];
  const patches: LaggingVersions[] = [];
  const numbers: number[] = [];
  for (let minor = OLDEST; minor <= newestMinor(day); minor += 1) {
    const since = firstDay(minor);
    const used = laggingVersions(day, (on) => `3.${minor}.${patchOn(minor, on)}`, {
      pace: PACE,
      since,
    });
    numbers.push(patches.length);
    patches.push(used);
    for (let place = 0; place < PATCHES; place += 1) {
      texts.push(used.texts[place] ?? '');
      minors.push(minor);
    }
  }
  const weights = numbers.map((number) =>
    valueAlong(USE_BY_AGE, (day - firstDay(OLDEST + number)) / 365.25),
  );
  const weighted = new WeightedNumbers(numbers, weights);
  return {
    texts,
    minors,
    pick(uint32) {
      const number = weighted.pick(uint32);
      // Mixed, so that the patch does not depend on which bits chose the minor version.
      const patch = patches[number]?.pick(Math.imul(uint32, 0x9e3779b1) >>> 0) ?? 0;
      return number * PATCHES + patch;
    },
  };
}

/**
 * The newest minor version of Python 3 on a day.
 *
 * @param day days since 1970-01-01
 * @example
 * newestMinor(dayOfDate('2025-10-07')) // => 14
 */
export function newestMinor(day: number): number {
  let minor = OLDEST;
  while (firstDay(minor + 1) <= day) minor += 1;
  return minor;
}

/** The oldest minor version of Python 3 that appeared on a day or later. */
export function firstMinor(day: number): number {
  let minor = OLDEST;
  while (firstDay(minor) < day) minor += 1;
  return minor;
}

function firstDay(minor: number): number {
  const date = FIRST_RELEASES[minor - OLDEST];
  return date === undefined
    ? dayNumber({ year: 2011 + minor, month: 10, day: 7 })
    : dayOfDate(date);
}

/** The newest patch of a minor version on a day (approximate). */
function patchOn(minor: number, day: number): number {
  const age = day - firstDay(minor);
  const bugfixes = Math.floor(Math.min(age, BUGFIX_DAYS) / DAYS_OF_PATCH);
  const fixes = Math.floor(Math.max(0, age - BUGFIX_DAYS) / DAYS_OF_FIX);
  const last = LAST_PATCHES[minor - OLDEST] ?? 19;
  return Math.max(0, Math.min(last, bugfixes + fixes));
}
