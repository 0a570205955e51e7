import { WEEK } from '../../../lib/generate/accounts/arrivals.ts';
import type { WeeklyExpectation } from '../../../lib/generate/accounts/number-ranges.ts';
import {
  type UniqueNumbers,
  uniqueNumbers,
} from '../../../lib/generate/accounts/unique-numbers.ts';

/** Unique numbers of a lake with the same expected number of accounts in every hour. */
export function flat(seed: string, accountsPerHour: number): UniqueNumbers {
  return uniqueNumbers(seed, everyHour(accountsPerHour));
}

/** The same expected number of accounts in every hour. */
export function everyHour(accountsPerHour: number): WeeklyExpectation {
  const week = Array<number>(WEEK).fill(accountsPerHour);
  return () => week;
}
