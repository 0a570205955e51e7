import { randomFamily } from '../../model/keyed-random.ts';
import { members as membersTable } from '../../tables/members.ts';
import { accountCounts } from '../accounts/account-counts.ts';
import type { AccountsSettings } from '../accounts/accounts-settings.ts';
import type { Cohorts } from './cohorts.ts';
import { ExpectedCurve, ROW } from './expected-curve.ts';
import { HourlyCounts } from './hourly-counts.ts';

/** Which people of `fake_accounts` are members. */
export interface MembershipSettings {
  readonly accounts: AccountsSettings;
  /** Part of the people who are members, 0 to 1. */
  readonly share: number;
}

/** The members of a cooperative, each a person of the accounts of the same hour. */
export interface Membership {
  readonly cohorts: Cohorts;
  /** How many accounts there are in an hour. */
  accountsAt(hour: number): number;
  /** For each member of an hour, in order, the index of the account in the hour. */
  accountsOf(hour: number): Int32Array;
}

const TWO_32 = 2 ** 32;

/**
 * The members of a cooperative: each account of an hour is one with the probability `share`. Whether it
 * is depends on nothing but the seed, the hour and the index of the account.
 *
 * @param since whole hours since 1970-01-01T00 (UTC)
 */
export function membership({ accounts, share }: MembershipSettings, since: number): Membership {
  const accountsIn = accountCounts(accounts);
  const draws = randomFamily(accounts.seed, membersTable.name, 'share');
  const bound = share * TWO_32;

  function accountsOf(hour: number): Int32Array {
    const stream = draws.of(hour);
    const accountsThere = accountsIn.at(hour);
    const indexes: number[] = [];
    for (let account = 0; account < accountsThere; account += 1) {
      if (stream.uint32(account) < bound) indexes.push(account);
    }
    return Int32Array.from(indexes);
  }

  return {
    cohorts: {
      since,
      expected: new ExpectedCurve(since, (from, to) =>
        accountsIn.expectedIn(from, to).map((accounts) => Math.floor(accounts * share * ROW)),
      ),
      counts: new HourlyCounts(since, (hour) => accountsOf(hour).length),
      before: () => 0,
    },
    accountsAt: (hour) => accountsIn.at(hour),
    accountsOf,
  };
}
