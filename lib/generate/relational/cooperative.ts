import { randomFamily } from '../../model/keyed-random.ts';
import { bankAccounts } from '../../tables/bank-accounts.ts';
import { cards as cardsTable } from '../../tables/cards.ts';
import { type Cohorts, together } from './cohorts.ts';
import { Descent } from './descent.ts';
import { hourOfId, numberOfId } from './hour-ids.ts';
import { hourlyShape } from './hourly-shape.ts';
import { type Membership, type MembershipSettings, membership } from './membership.ts';
import { offspring } from './offspring.ts';

/** A bank account, as far as others refer to it. */
export interface AccountFacts {
  readonly isCurrent: boolean;
  /** Id of the member. */
  readonly member: number;
  /** Whether it is the account that the member opened on joining. */
  readonly isFirst: boolean;
}

/**
 * The members, bank accounts and cards of a cooperative, from the beginning of the lake on: how many
 * there are in each hour, and which refers to which. An hour costs nothing until something is asked
 * about it.
 */
export interface Cooperative {
  readonly membership: Membership;
  readonly bankAccounts: Cohorts;
  readonly cards: Cohorts;
  /** Whether a card belongs to a current account, by its hour and its number, from 0. */
  isOfCurrent(hour: number, number: number): boolean;
  /** A bank account, by its id. */
  accountFacts(id: number): AccountFacts;
  /** The id of the bank account of a card, by the id of the card. */
  accountOfCard(id: number): number;
}

const DAY = 24;
const MONTH = 730;
const YEAR = 8760;

/** Bank accounts are opened and cards are issued when branches are open. Percentages (approximate). */
const openingHours = hourlyShape({
  day: [1, 1, 1, 1, 1, 1, 3, 12, 40, 80, 100, 100, 80, 75, 95, 90, 70, 45, 30, 24, 20, 14, 6, 2],
  week: [108, 104, 100, 98, 100, 24, 10],
  holiday: 12,
});

/** Further accounts of a member, each hour: most in the first three months (approximate). */
const furtherCurrent = [
  { from: 1, to: 3 * MONTH, rate: 0.05 / (3 * MONTH) },
  { from: 3 * MONTH, to: Number.POSITIVE_INFINITY, rate: 0.02 / YEAR },
];
const savingsOfMembers = [
  { from: 1, to: 3 * MONTH, rate: 0.2 / (3 * MONTH) },
  { from: 3 * MONTH, to: Number.POSITIVE_INFINITY, rate: 0.06 / YEAR },
];

/**
 * Cards of an account, each hour. A card comes two days after its account at the earliest: two rows
 * whose hours are 49 apart are at least 48 hours apart (approximate).
 */
const FIRST_CARD = 2 * DAY + 1;
const cardsOfCurrent = [
  { from: FIRST_CARD, to: 10 * DAY, rate: 0.8 / (10 * DAY - FIRST_CARD) },
  { from: 10 * DAY, to: 30 * DAY, rate: 0.3 / (20 * DAY) },
  { from: 30 * DAY, to: Number.POSITIVE_INFINITY, rate: 0.2 / YEAR },
];
const cardsOfSavings = [
  { from: FIRST_CARD, to: 10 * DAY, rate: 0.2 / (10 * DAY - FIRST_CARD) },
  { from: 10 * DAY, to: 30 * DAY, rate: 0.1 / (20 * DAY) },
  { from: 30 * DAY, to: Number.POSITIVE_INFINITY, rate: 0.05 / YEAR },
];

/**
 * The cooperative whose members are people of `fake_accounts` with these settings.
 *
 * @param since whole hours since 1970-01-01T00 (UTC) at which it begins: nothing is older
 */
export function cooperative(settings: MembershipSettings, since: number): Cooperative {
  const { seed } = settings.accounts;
  const draws = (...purpose: readonly string[]) => randomFamily(seed, ...purpose);
  const people = membership(settings, since);

  function descended(
    parents: Cohorts,
    ages: typeof furtherCurrent,
    [table, kind]: readonly [string, string],
    before?: (hour: number) => number,
  ) {
    const options = { ages, shape: openingHours, draws: draws(table, kind, 'parent') };
    const descent = new Descent(parents, options);
    const counts = { since, draws: draws(table, kind, 'count'), ...(before && { before }) };
    return { descent, cohorts: offspring(descent, counts) };
  }

  const members = people.cohorts;
  const conta = bankAccounts.name;
  const further = descended(members, furtherCurrent, [conta, 'current'], (hour) =>
    members.counts.at(hour),
  );
  const current = together(members, further.cohorts);
  const savings = descended(members, savingsOfMembers, [conta, 'savings'], (hour) =>
    current.counts.at(hour),
  );

  const cartao = cardsTable.name;
  const onCurrent = descended(current, cardsOfCurrent, [cartao, 'current']);
  const onSavings = descended(savings.cohorts, cardsOfSavings, [cartao, 'savings'], (hour) =>
    onCurrent.cohorts.counts.at(hour),
  );

  return {
    membership: people,
    bankAccounts: together(current, savings.cohorts),
    cards: together(onCurrent.cohorts, onSavings.cohorts),
    isOfCurrent: (hour, number) => number < onCurrent.cohorts.counts.at(hour),
    accountFacts(id) {
      const [hour, number] = [hourOfId(id), numberOfId(id) - 1];
      const firsts = members.counts.at(hour);
      const isCurrent = number < current.counts.at(hour);
      if (number < firsts) return { isCurrent, member: id, isFirst: true };
      const { descent, cohorts } = isCurrent ? further : savings;
      const member = descent.parentOf(hour, number - cohorts.before(hour));
      return { isCurrent, member, isFirst: false };
    },
    accountOfCard(id) {
      const [hour, number] = [hourOfId(id), numberOfId(id) - 1];
      const before = onSavings.cohorts.before(hour);
      return number < before
        ? onCurrent.descent.parentOf(hour, number)
        : onSavings.descent.parentOf(hour, number - before);
    },
  };
}
