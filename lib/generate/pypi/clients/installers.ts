import { dateOfDay, dayNumber } from '../../../model/calendar-date.ts';
import type { Knot } from '../days/knots.ts';
import { newestVersion, type VersionLine } from '../releases/version-lines.ts';

/** What an installer reports in its user agent. */
export type ToldDetails =
  /** Everything. */
  | 'all'
  /** All but what belongs to its own Python: OpenSSL, setuptools. */
  | 'machine'
  /** The implementation of Python and the operating system. */
  | 'system'
  /** The implementation of Python. */
  | 'implementation'
  /** Its name and version. */
  | 'name'
  /** Nothing. */
  | 'nothing';

/** A program that downloads packages. */
export interface Installer {
  readonly name: string | null;
  readonly tells: ToldDetails;
  /** The newest version on a day, in days since 1970-01-01. */
  readonly newest: (day: number) => string;
  /** Days within which about half of all clients update it. */
  readonly pace: number;
  /** Its downloads relative to other installers (approximate). */
  readonly share: readonly Knot[];
}

/** Days after a release of pip on which its first correction comes. */
const CORRECTED_AFTER = 24;

/**
 * The newest version of pip on a day. pip has one release a quarter, named by its year
 * (https://pip.pypa.io/en/stable/news). The day within the quarter is approximate.
 *
 * @param day days since 1970-01-01
 * @example
 * newestPip(dayNumber({ year: 2025, month: 11, day: 20 })) // => '25.3'
 */
export function newestPip(day: number): string {
  const released = (year: number, quarter: number): number =>
    dayNumber({ year, month: 1 + 3 * quarter, day: 28 });
  const { year, month } = dateOfDay(day);
  const quarter = Math.floor((month - 1) / 3);
  const isOut = released(year, quarter) <= day;
  const [ofYear, number] = isOut
    ? [year, quarter]
    : quarter > 0
      ? [year, quarter - 1]
      : [year - 1, 3];
  const name = `${ofYear % 100}.${number}`;
  return day - released(ofYear, number) < CORRECTED_AFTER ? name : `${name}.1`;
}

/** Release lines of uv, with approximate patch numbers. */
const uvLines: readonly VersionLine[] = [
  { from: '2024-02-15', text: '0.1.#', days: 2 },
  { from: '2024-05-23', text: '0.2.#', days: 2 },
  { from: '2024-08-20', text: '0.3.#', days: 3 },
  { from: '2024-08-28', text: '0.4.#', days: 3 },
  { from: '2024-11-07', text: '0.5.#', days: 3 },
  { from: '2025-02-14', text: '0.6.#', days: 5 },
  { from: '2025-04-29', text: '0.7.#', days: 4 },
  { from: '2025-07-17', text: '0.8.#', days: 4 },
  { from: '2025-10-07', text: '0.9.#', days: 4 },
  { from: '2026-02-05', text: '0.10.#', days: 5 },
  { from: '2026-03-25', text: '0.11.#', days: 4 },
  { from: '2026-08-01', text: '0.12.#', days: 3 },
  { from: '2026-10-15', text: '0.13.#', days: 5 },
];

const poetryLines: readonly VersionLine[] = [
  { from: '2019-12-12', text: '1.0.#', days: 28 },
  { from: '2020-10-01', text: '1.1.#', days: 45 },
  { from: '2022-08-31', text: '1.2.#', days: 30 },
  { from: '2022-12-09', text: '1.3.#', days: 30 },
  { from: '2023-02-27', text: '1.4.#', days: 30 },
  { from: '2023-05-19', text: '1.5.#', days: 30 },
  { from: '2023-08-20', text: '1.6.#', days: 45 },
  { from: '2023-11-03', text: '1.7.#', days: 80 },
  { from: '2024-02-25', text: '1.8.#', days: 60 },
  { from: '2025-01-05', text: '2.0.#', days: 20 },
  { from: '2025-02-15', text: '2.1.#', days: 45 },
  { from: '2025-09-14', text: '2.2.#', days: 30 },
  { from: '2026-01-18', text: '2.3.#', days: 35 },
];

function some(
  name: string | null,
  text: string,
  {
    tells,
    share,
    days,
  }: { readonly tells: ToldDetails; readonly share: number; readonly days: number },
): Installer {
  const newest = newestVersion([{ from: '2019-01-01', text, days }]);
  return { name, tells, newest, pace: 200, share: [['2019-01-01', share]] };
}

/** The installers. Mirrors and proxies report nothing about a machine; unknown programs report nothing at all. */
export const installers: readonly Installer[] = [
  {
    name: 'pip',
    tells: 'all',
    newest: newestPip,
    pace: 190,
    share: [
      ['2019-01-01', 90],
      ['2024-02-15', 83],
      ['2025-01-01', 74],
      ['2026-01-01', 61],
      ['2027-01-01', 51],
      ['2029-01-01', 45],
    ],
  },
  {
    name: 'uv',
    tells: 'machine',
    newest: newestVersion(uvLines),
    pace: 25,
    share: [
      ['2024-02-15', 0],
      ['2024-09-01', 4],
      ['2025-01-01', 10],
      ['2026-01-01', 25],
      ['2027-01-01', 36],
      ['2029-01-01', 43],
    ],
  },
  {
    name: 'poetry',
    tells: 'system',
    newest: newestVersion(poetryLines),
    pace: 110,
    share: [
      ['2019-12-12', 0.3],
      ['2023-01-01', 5.5],
      ['2025-01-01', 5],
      ['2027-01-01', 4],
    ],
  },
  some('pdm', '2.#.0', { tells: 'implementation', share: 0.4, days: 110 }),
  some('Nexus', '3.#.0-04', { tells: 'name', share: 1.1, days: 40 }),
  some('Artifactory', '7.#.5', { tells: 'name', share: 0.9, days: 25 }),
  some('Bazel', '7.#.0', { tells: 'name', share: 0.6, days: 340 }),
  some('requests', '2.#.0', { tells: 'name', share: 1, days: 230 }),
  some('bandersnatch', '6.#.0', { tells: 'name', share: 0.8, days: 420 }),
  some('devpi', '6.#.0', { tells: 'name', share: 0.2, days: 170 }),
  some(null, '', { tells: 'nothing', share: 0.9, days: 1 }),
];
