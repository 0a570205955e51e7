import { randomStream } from '../../model/keyed-random.ts';
import { WeightedNumbers } from '../../model/weighted.ts';
import type { Release } from './releases.ts';
import { fitsPython } from './wheels.ts';

/** Days after which half of those who will use a release do. */
const RISE_DAYS = 4;

/** Part of the users of a release that leave it soon after the next one, and the days within which they do. */
const SOON = 0.7;
const SOON_DAYS = 18;
const LATE_DAYS = 60;

/** How much a release is used that corrects an older line, relative to others. */
const BACKPORT = 0.25;

/** How much a release is used that has to be built, relative to one with a wheel. */
const FROM_SOURCE = 0.04;

/** Least and most that one release is liked better than another one, in per cent. */
const LIKED = { least: 70, most: 130 };

/**
 * The numbers of the releases that are downloaded on a day, for one minor version of Python: a new release
 * grows within days, and is left slowly after the next one that has wheels for the same Python.
 *
 * @param releases those until the day; at least one
 * @param options.day days since 1970-01-01
 * @param options.minor of Python 3
 * @param options.seed and project: other ones like other releases better
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
  const liking = randomStream(seed, 'pypi', project, 'liking');
  const weights = releases.map((release, number) => {
    const fits = fitsPython(release.wheels, minor);
    if (fits === 'no') return 0;
    const liked = LIKED.least + liking.below(number, LIKED.most - LIKED.least);
    const left = day - (successorOf(releases, number, minor)?.day ?? day);
    const share = liked * risen(day - release.day + 1) * kept(left);
    return share * (fits === 'source' ? FROM_SOURCE : 1) * (release.isBackport ? BACKPORT : 1);
  });
  const numbers = [...releases.keys()];
  const isUsable = weights.some((weight) => weight > 0);
  // A Python that is older than every wheel: installers take the newest release, and fail.
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
