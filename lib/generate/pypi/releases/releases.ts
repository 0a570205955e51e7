import { dayNumber } from '../../../model/calendar-date.ts';
import { type RandomStream, randomStream } from '../../../model/keyed-random.ts';
import { firstMinor, newestMinor } from '../clients/pythons.ts';
import { dayOfDate } from '../days/knots.ts';
import { duckdbReleases } from './duckdb-releases.ts';
import { duckdbWheels } from './duckdb-wheels.ts';
import { PURE_WHEELS, type Wheels } from './wheels.ts';

/** A release of a project. */
export interface Release {
  readonly version: string;
  /** When it appeared, in days since 1970-01-01. */
  readonly day: number;
  readonly wheels: Wheels;
  /** Whether a higher version had appeared before: it fixes an older line. */
  readonly isBackport: boolean;
}

/** A version of three numbers. */
type Version = readonly [major: number, minor: number, patch: number];

/** Percentage of the projects without compiled code. */
const PURE = 70;

/** First releases are spread over these years. */
const FIRST_YEAR = 2017;
const YEARS = 7;

/** Fewest and most days between two releases. */
const SHORTEST = 12;
const LONGEST = 70;

/** Percentage of releases that are a patch, and that are a new major version. */
const PATCHES = 66;
const MAJORS = 3;

/** Platform tags of compiled projects other than DuckDB. */
const usualPlatforms: Wheels['platforms'] = {
  'linux-x86_64': [[0, 'manylinux_2_17_x86_64.manylinux2014_x86_64']],
  'linux-aarch64': [[0, 'manylinux_2_17_aarch64.manylinux2014_aarch64']],
  'musl-x86_64': [[0, 'musllinux_1_2_x86_64']],
  'mac-x86_64': [[0, 'macosx_10_9_x86_64']],
  'mac-arm64': [[0, 'macosx_11_0_arm64']],
  'windows-amd64': [[0, 'win_amd64']],
};

/** The releases of a project, in the order of time. */
export interface ReleaseCalendar {
  /** The releases up to a day, inclusive. */
  until(day: number): readonly Release[];
}

/**
 * The releases of a project. Those of DuckDB are the real ones up to 2.0.1; later ones, and all of other
 * projects, are derived from the seed.
 *
 * @example
 * releaseCalendar('duckdb', { seed: 'demo' }).until(dayOfDate('2026-11-20')).at(-1)?.version // => '2.0.0'
 */
export function releaseCalendar(
  project: string,
  { seed }: { readonly seed: string },
): ReleaseCalendar {
  const stream = randomStream(seed, 'pypi', project, 'releases');
  const known = project === 'duckdb' ? knownReleases() : [firstRelease(stream)];
  const wheelsOn = project === 'duckdb' ? lastWheels : derivedWheels(stream);
  const releases = [...known];
  return {
    until(day) {
      for (let last = releases.at(-1); last !== undefined && last.day <= day; ) {
        last = releaseAfter(last, { stream, wheelsOn, number: releases.length });
        releases.push(last);
      }
      const end = releases.findIndex((release) => release.day > day);
      return releases.slice(0, end);
    },
  };
}

function knownReleases(): Release[] {
  let highest: Version = [0, 0, 0];
  return duckdbReleases.map(([date, version]) => {
    const isBackport = compared(versionOf(version), highest) < 0;
    if (!isBackport) highest = versionOf(version);
    const wheels = duckdbWheels.findLast(
      ([from]) => compared(versionOf(from), versionOf(version)) <= 0,
    );
    return { version, day: dayOfDate(date), wheels: wheels?.[1] ?? PURE_WHEELS, isBackport };
  });
}

function lastWheels(): Wheels {
  return duckdbWheels.at(-1)?.[1] ?? PURE_WHEELS;
}

function firstRelease(stream: RandomStream): Release {
  const day =
    dayNumber({ year: FIRST_YEAR, month: 1, day: 1 }) + stream.below(0, Math.floor(365.25 * YEARS));
  return { version: '0.1.0', day, wheels: derivedWheels(stream)(day), isBackport: false };
}

/** Compiled projects support each Python for five years after its first release. */
function derivedWheels(stream: RandomStream): (day: number) => Wheels {
  if (stream.below(1, 100) < PURE) return () => PURE_WHEELS;
  return (day) => ({
    pythons: [firstMinor(day - 5 * 365), newestMinor(day - 30)],
    platforms: usualPlatforms,
  });
}

function releaseAfter(
  { version, day: before }: Release,
  {
    stream,
    wheelsOn,
    number,
  }: {
    readonly stream: RandomStream;
    readonly wheelsOn: (day: number) => Wheels;
    readonly number: number;
  },
): Release {
  const [major, minor, patch] = versionOf(version);
  const day = before + SHORTEST + stream.below(2 * number + 2, LONGEST - SHORTEST);
  const percent = stream.below(2 * number + 3, 100);
  const next: Version =
    percent < PATCHES
      ? [major, minor, patch + 1]
      : percent < 100 - MAJORS
        ? [major, minor + 1, 0]
        : [major + 1, 0, 0];
  return { version: next.join('.'), day, wheels: wheelsOn(day), isBackport: false };
}

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

/** Less than 0 when the first version is the lower one. */
function compared(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
