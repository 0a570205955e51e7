import { randomStream } from '../../../model/keyed-random.ts';
import { WeightedNumbers } from '../../../model/weighted.ts';
import type { Release } from './releases.ts';
import { fitsPython } from './wheels.ts';

/** Days until a release has half of its users. */
const RISE_DAYS = 4;

/** Share of users that upgrade soon after the next release; days until half of these and of the others have. */
const SOON = 0.7;
const SOON_DAYS = 18;
const LATE_DAYS = 60;

/** Use of a release that fixes an older line, relative to others. */
const BACKPORT = 0.25;

/** Use of a release that has to be built from source, relative to one with a wheel. */
const FROM_SOURCE = 0.04;

/** Range of the popularity of releases, in per cent of the mean. */
const POPULARITY = { least: 70, most: 130 };

/**
 * Picks the releases that are downloaded on a day with one minor version of Python. A new release is adopted
 * within days, and fades slowly after the next one with wheels for the same Python.
 *
 * @param releases up to the day; at least one
 * @param options.day days since 1970-01-01
 * @param options.minor of Python 3
 * @param options.seed decides with the project which releases are more popular
 */
export function releasesInUse(
  releases: readonly Release[],
  {
    day,
    minor,
    seed,
    project,
  }: {
    readonly day: number;
    readonly minor: number;
    readonly seed: string;
    readonly project: string;
  },
): WeightedNumbers {
  const popularity = randomStream(seed, 'pypi', project, 'liking');
  const weights = releases.map((release, number) => {
    const fits = fitsPython(release.wheels, minor);
    if (fits === 'no') return 0;
    const popular = POPULARITY.least + popularity.below(number, POPULARITY.most - POPULARITY.least);
    const left = day - (successorOf(releases, number, minor)?.day ?? day);
    const share = popular * risen(day - release.day + 1) * kept(left);
    return share * (fits === 'source' ? FROM_SOURCE : 1) * (release.isBackport ? BACKPORT : 1);
  });
  const numbers = [...releases.keys()];
  const isUsable = weights.some((weight) => weight > 0);
  // A Python older than every wheel: installers try the newest release.
  return new WeightedNumbers(
    numbers,
    isUsable ? weights : numbers.map((number) => (number === numbers.length - 1 ? 1 : 0)),
  );
}

/** The next release that an installer takes in its place. */
function successorOf(
  releases: readonly Release[],
  number: number,
  minor: number,
): Release | undefined {
  return releases.find(
    ({ isBackport, wheels }, later) =>
      later > number && !isBackport && fitsPython(wheels, minor) === 'wheel',
  );
}

function risen(days: number): number {
  return days / (days + RISE_DAYS);
}

function kept(days: number): number {
  const soon = SOON_DAYS / (SOON_DAYS + days);
  return SOON * soon * soon + ((1 - SOON) * LATE_DAYS) / (LATE_DAYS + days);
}
