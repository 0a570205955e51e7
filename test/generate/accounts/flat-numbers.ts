import { WEEK } from '../../../lib/generate/accounts/arrivals.ts';
import {
  type UniqueNumbers,
  uniqueNumbers,
} from '../../../lib/generate/accounts/unique-numbers.ts';

/** Unique numbers of a lake with the same expected number of accounts in every hour. */
export function flat(seed: string, accountsPerHour: number): UniqueNumbers {
  const week = Array<number>(WEEK).fill(accountsPerHour);
  return uniqueNumbers(seed, () => week);
}
