import { DAY_MS, dateOfDay, dayNumber } from '../../../model/calendar-date.ts';
import { randomStream } from '../../../model/keyed-random.ts';
import { logNormalNodes, quantileOf } from '../../../model/log-normal.ts';
import { HOUR_MS } from '../../../model/period.ts';
import type { PypiSettings } from '../pypi-settings.ts';
import type { ReleaseCalendar } from '../releases/releases.ts';
import { hourShares } from './countries.ts';

/** The setting `downloads` is the mean of a weekday at the start of this year. */
const REFERENCE_YEAR = 2026;

/** Growth per year: 0.4 is 40 % (approximate). */
const GROWTH = 0.4;

/** Downloads stop growing after this year. */
const LAST_YEAR_OF_GROWTH = 2035;

/** Downloads of each day of the week from Sunday, relative to the mean of the weekdays (approximate). */
const WEEK = [0.58, 0.97, 1.02, 1.03, 1.02, 0.96, 0.6] as const;

/** Downloads of a month relative to others, from January (approximate). */
const MONTHS = [0.98, 1.02, 1.03, 1.01, 1, 1, 0.97, 0.94, 1.01, 1.04, 1.04, 0.96] as const;

/** Holidays that many countries share, by month and day, and downloads relative to an ordinary day. */
const HOLIDAYS: ReadonlyMap<number, number> = new Map([
  [101, 0.6],
  [102, 0.85],
  [501, 0.88],
  [704, 0.9],
  [1223, 0.86],
  [1224, 0.72],
  [1225, 0.62],
  [1226, 0.7],
  [1227, 0.78],
  [1228, 0.8],
  [1229, 0.8],
  [1230, 0.78],
  [1231, 0.7],
]);

/** The same for Thanksgiving and the day after it. */
const THANKSGIVING = [0.86, 0.82] as const;

/** Days after its first release until a project reaches half of its usual downloads. */
const KNOWN_AFTER = 120;

/** Extra downloads on the day of a release and on the following days. */
const RELEASE_DAYS = [0.05, 0.09, 0.06, 0.03] as const;

/** One day in this many has a storm, such as a build that restarts in a loop. */
const STORM_DAYS = 150;

/** Noise around 1: of each day, and of each spell of four weeks. */
const dayNoise = logNormalNodes(0.05);
const spellNoise = logNormalNodes(0.12);
const SPELL = 28;

/** How many downloads there are in each hour, by whole hours since 1970-01-01T00 (UTC). */
export interface DownloadLevel {
  /** The expected number of an hour, without noise. */
  usual(hour: number): number;
  /** The expected number of an hour. */
  expected(hour: number): number;
}

/** The expected downloads of a project by hour. */
export function downloadLevel(
  { project, seed, downloads }: Pick<PypiSettings, 'project' | 'seed' | 'downloads'>,
  releases: ReleaseCalendar,
): DownloadLevel {
  const noise = randomStream(seed, 'pypi', project, 'noise');
  const spells = randomStream(seed, 'pypi', project, 'spells');
  const storms = randomStream(seed, 'pypi', project, 'storms');

  function usualOn(day: number): number {
    const all = releases.until(day);
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined) return 0;
    const age = day - first.day + 1;
    const released = 1 + (RELEASE_DAYS[day - last.day] ?? 0);
    return downloads * grown(day) * ofCalendar(day) * (age / (age + KNOWN_AFTER)) * released;
  }

  function noiseOn(day: number): number {
    const spell = Math.floor(day / SPELL);
    const [before, after] = [spell, spell + 1].map((number) =>
      quantileOf(spellNoise, spells.uint32(number)),
    );
    const part = (day - spell * SPELL) / SPELL;
    const slow = (before ?? 1) + ((after ?? 1) - (before ?? 1)) * part;
    const storm = storms.below(2 * day, STORM_DAYS) === 0 ? storms.below(2 * day + 1, 50) : 0;
    return slow * quantileOf(dayNoise, noise.uint32(day)) * (1 + storm / 100);
  }

  const ofHour = (hour: number): number => hourShares[hour % 24] ?? 0;
  const usual = (hour: number): number => usualOn(dayOfHour(hour)) * ofHour(hour);
  return {
    usual,
    expected: (hour) => usual(hour) * noiseOn(dayOfHour(hour)),
  };
}

/**
 * The day of an hour, in days since 1970-01-01.
 *
 * @param hour whole hours since 1970-01-01T00 (UTC)
 * @example
 * dayOfHour(49) // => 2
 */
export function dayOfHour(hour: number): number {
  return Math.floor((hour * HOUR_MS) / DAY_MS);
}

/**
 * The day of the week, 0 for Sunday: 1970-01-01 was a Thursday.
 *
 * @param day days since 1970-01-01
 * @example
 * dayOfWeek(0) // => 4
 */
export function dayOfWeek(day: number): number {
  return (day + 4) % 7;
}

/** Compound growth by years, and linear within a year: `Math.pow` may differ in the last bit between engines. */
function grown(day: number): number {
  const year = Math.min(dateOfDay(day).year, LAST_YEAR_OF_GROWTH);
  let factor = 1;
  for (let passed = REFERENCE_YEAR; passed < year; passed += 1) factor *= 1 + GROWTH;
  for (let passed = REFERENCE_YEAR; passed > year; passed -= 1) factor /= 1 + GROWTH;
  const first = dayNumber({ year, month: 1, day: 1 });
  return factor * (1 + (GROWTH * Math.min(366, day - first)) / 366);
}

function ofCalendar(number: number): number {
  const { year, month, day } = dateOfDay(number);
  const holiday = HOLIDAYS.get(100 * month + day) ?? thanksgiving(number, { year, month });
  return (WEEK[dayOfWeek(number)] ?? 1) * (MONTHS[month - 1] ?? 1) * (holiday ?? 1);
}

/** Thanksgiving in the United States is the fourth Thursday of November. */
function thanksgiving(
  number: number,
  { year, month }: { readonly year: number; readonly month: number },
): number | undefined {
  if (month !== 11) return undefined;
  const first = dayNumber({ year, month, day: 1 });
  const thursday = first + ((4 - dayOfWeek(first) + 7) % 7) + 21;
  return THANKSGIVING[number - thursday];
}
