import { WEEK } from '../../../lib/generate/accounts/arrivals.ts';
import {
  type UniqueNumbers,
  uniqueNumbers,
} from '../../../lib/generate/accounts/unique-numbers.ts';

/** Unique numbers of a lake in which every hour expects as many accounts. */
export function flat(seed: string, accountsPerHour: number): UniqueNumbers {
  const week = Array<number>(WEEK).fill(accountsPerHour);
  return uniqueNumbers(seed, () => week);
}
