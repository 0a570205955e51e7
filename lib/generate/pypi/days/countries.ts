import { WeightedNumbers } from '../../../model/weighted.ts';

/**
 * Countries of clients: ISO code, share in per mille (approximate), and hours from UTC. `null` stands for an
 * unknown country.
 */
const countries: readonly (readonly [code: string | null, share: number, offset: number])[] = [
  ['US', 520, -6],
  ['DE', 44, 1],
  ['GB', 36, 0],
  ['IE', 34, 0],
  ['IN', 32, 5.5],
  ['CN', 30, 8],
  ['FR', 27, 1],
  ['NL', 26, 1],
  ['SG', 25, 8],
  ['JP', 24, 9],
  ['CA', 22, -5],
  ['BR', 21, -3],
  ['AU', 18, 10],
  ['KR', 14, 9],
  ['BE', 12, 1],
  ['SE', 11, 1],
  ['FI', 10, 2],
  ['HK', 9, 8],
  ['ES', 9, 1],
  ['IT', 8, 1],
  ['PL', 8, 1],
  ['CH', 7, 1],
  ['RU', 7, 3],
  ['IL', 6, 2],
  ['TW', 6, 8],
  ['ID', 5, 7],
  ['MX', 4, -6],
  ['DK', 4, 1],
  ['NO', 4, 1],
  ['CZ', 3, 1],
  ['AT', 3, 1],
  ['ZA', 3, 2],
  ['AR', 3, -3],
  ['TR', 3, 3],
  ['UA', 2, 2],
  ['PT', 2, 0],
  ['CO', 2, -5],
  ['VN', 2, 7],
  ['CL', 2, -4],
  ['NG', 1, 1],
  ['NZ', 1, 12],
  [null, 3, 0],
];

/** Downloads in each hour of the day where the client is, relative to each other (approximate). Servers never sleep. */
const HOURS = [
  0.62, 0.58, 0.55, 0.54, 0.56, 0.6, 0.7, 0.86, 1.12, 1.34, 1.46, 1.48, 1.36, 1.36, 1.48, 1.48,
  1.42, 1.3, 1.12, 1.0, 0.92, 0.84, 0.76, 0.68,
] as const;

/** Codes of the countries, by number; `null` where the country is not known. */
export const countryCodes: readonly (string | null)[] = countries.map(([code]) => code);

const weightsByHour = HOURS.map((_, hour) =>
  countries.map(([, share, offset]) => share * localWeight(hour + offset)),
);

/** For each hour of the day (UTC), the numbers of the countries, as often as they download in it. */
export const countriesByHour: readonly WeightedNumbers[] = weightsByHour.map(
  (weights) => new WeightedNumbers([...countries.keys()], weights),
);

/** For each hour of the day (UTC), its share of the downloads of a day. The sum is 1. */
export const hourShares: readonly number[] = sharesOf(
  weightsByHour.map((weights) => weights.reduce((sum, weight) => sum + weight, 0)),
);

/** The weight of an hour of the day, which may lie between two whole hours or in a neighbouring day. */
function localWeight(hour: number): number {
  const whole = Math.floor(hour);
  const [low, high] = [HOURS[(whole + 24) % 24] ?? 1, HOURS[(whole + 25) % 24] ?? 1];
  return low + (high - low) * (hour - whole);
}

function sharesOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
