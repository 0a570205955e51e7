import { bankAccounts as bankAccountsTable } from '../../tables/bank-accounts.ts';
import { cards as cardsTable } from '../../tables/cards.ts';
import { after, type Cohorts, has, together } from './cohorts.ts';
import { hourOfId, idOf, numberOfId } from './hour-ids.ts';
import { type Membership, type MembershipSettings, membership } from './membership.ts';
import { offspring } from './offspring.ts';
import * as rates from './rates.ts';

/**
 * The members, bank accounts and cards of a cooperative, from the beginning of the lake on: how many
 * there are in each hour, and which refers to which. Nothing is computed for an hour until it is asked
 * about. Rows are named by their ids.
 */
export interface Cooperative {
  readonly membership: Membership;
  readonly bankAccounts: Cohorts;
  readonly cards: Cohorts;
  /** Whether a bank account is a current one; the others are savings accounts. */
  isCurrent(account: number): boolean;
  /** The member that a bank account belongs to. */
  memberOf(account: number): number;
  /** The bank account that a card belongs to. */
  accountOf(card: number): number;
  /** Whether a card belongs to a current account. It takes no look at the account. */
  isOnCurrent(card: number): boolean;
}

/**
 * The number before that of the first bank account of an hour. A member and the first account of the
 * member have the same hour and the same place in it, but other ids: a join that takes one for the
 * other finds nothing.
 */
export const ACCOUNTS_FROM = 5_000_000;

/** The latest cooperative, because the jobs of a lake ask for the same one, and keep what it computed. */
let latest: { readonly key: string; readonly cooperative: Cooperative } | undefined;

/**
 * The cooperative whose members are people of `fake_accounts` with these settings.
 *
 * @param since whole hours since 1970-01-01T00 (UTC) at which it begins: nothing is older
 */
export function cooperative(settings: MembershipSettings, since: number): Cooperative {
  const key = JSON.stringify([settings, since]);
  if (latest?.key !== key) latest = { key, cooperative: newCooperative(settings, since) };
  return latest.cooperative;
}

function newCooperative(settings: MembershipSettings, since: number): Cooperative {
  const people = membership(settings, since);
  const { seed } = settings.accounts;
  const accounts = bankAccountsOf(people.cohorts, seed);
  const cards = cardsOf(accounts, seed);
  return {
    membership: people,
    bankAccounts: accounts.all,
    cards: cards.all,
    isCurrent: (account) => has(accounts.current, account),
    memberOf(account) {
      if (has(accounts.savings, account)) return accounts.savings.parentOf(account);
      if (has(accounts.further, account)) return accounts.further.parentOf(account);
      return idOf(hourOfId(account), numberOfId(account) - ACCOUNTS_FROM);
    },
    accountOf: (card) =>
      has(cards.onCurrent, card) ? cards.onCurrent.parentOf(card) : cards.onSavings.parentOf(card),
    isOnCurrent: (card) => has(cards.onCurrent, card),
  };
}

/**
 * The bank accounts of members. In each hour, those that its members open on joining come first: one
 * each, in the order of the members.
 */
function bankAccountsOf(members: Cohorts, seed: string) {
  const opened = { parents: members, hours: rates.openingHours };
  const path = [seed, bankAccountsTable.name];
  const first = { ...members, before: () => ACCOUNTS_FROM };
  const further = offspring({
    ...opened,
    ages: rates.furtherCurrent,
    path: [...path, 'current'],
    before: after(first),
  });
  const current = together(first, further);
  const savings = offspring({
    ...opened,
    ages: rates.savings,
    path: [...path, 'savings'],
    before: after(current),
  });
  return { further, current, savings, all: together(current, savings) };
}

/** The cards of bank accounts. In each hour, those of current accounts come first. */
function cardsOf(
  { current, savings }: { readonly current: Cohorts; readonly savings: Cohorts },
  seed: string,
) {
  const path = [seed, cardsTable.name];
  const onCurrent = offspring({
    parents: current,
    hours: rates.openingHours,
    ages: rates.cardsOnCurrent,
    path: [...path, 'current'],
  });
  const onSavings = offspring({
    parents: savings,
    hours: rates.openingHours,
    ages: rates.cardsOnSavings,
    path: [...path, 'savings'],
    before: after(onCurrent),
  });
  return { onCurrent, onSavings, all: together(onCurrent, onSavings) };
}
