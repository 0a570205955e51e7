import { WeightedNumbers } from '../../../model/weighted.ts';

/** Ages of the versions that clients use, in days. */
const LAGS = [
  0, 4, 8, 13, 19, 26, 35, 46, 60, 76, 96, 120, 150, 185, 230, 285, 350, 430, 530, 650, 800, 980,
  1200, 1470,
] as const;

/** No client is further behind. */
const LONGEST_LAG = 1800;

/** Versions that clients use on a day. */
export interface LaggingVersions {
  readonly texts: readonly string[];
  /** The number of a text, for 32 random bits. */
  pick(uint32: number): number;
}

/**
 * The versions in use on a day. Each client has the version that was the newest some days ago.
 *
 * @param newestOn the newest version of a day
 * @param options.pace days within which about half of all clients update
 * @param options.since day of the first version. Default: no bound.
 * @example
 * laggingVersions(20_000, String, { pace: 30 }).texts[1] // => '19996'
 */
export function laggingVersions(
  day: number,
  newestOn: (day: number) => string,
  { pace, since = -Infinity }: { readonly pace: number; readonly since?: number },
): LaggingVersions {
  const texts = LAGS.map((lag) => newestOn(Math.max(since, day - lag)));
  const weights = LAGS.map((lag, place) => {
    const width = (LAGS[place + 1] ?? LONGEST_LAG) - lag;
    const part = pace / (pace + lag);
    return width * part * part;
  });
  const numbers = new WeightedNumbers([...LAGS.keys()], weights);
  return { texts, pick: (uint32) => numbers.pick(uint32) };
}
