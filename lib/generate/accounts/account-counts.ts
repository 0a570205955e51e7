import { randomStream } from '../../model/keyed-random.ts';
import { periodFromIndex } from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import { accounts } from '../../tables/accounts.ts';
import { type ArrivalSettings, arrivals, expectedAccounts } from './arrivals.ts';

/** How many accounts there are in each hour, by whole hours since 1970-01-01T00 (UTC). */
export interface AccountCounts {
  /** The expected numbers of the hours from one (inclusive) to another (exclusive). */
  expectedIn(from: number, to: number): Float64Array;
  /** The number. */
  at(index: number): number;
}

/** Counts the accounts of hours without making any of them. */
export function accountCounts(
  settings: ArrivalSettings & { readonly seed: string },
): AccountCounts {
  return {
    expectedIn: (from, to) => arrivals(settings, from, to),
    at(index) {
      const hour = periodFromIndex('hour', index);
      const stream = randomStream(settings.seed, accounts.name, 'count', hour);
      return poisson(expectedAccounts(hour, settings), stream);
    },
  };
}
