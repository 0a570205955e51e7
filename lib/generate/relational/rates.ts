import type { AgeSpan } from './descent.ts';
import type { WeekTable } from './hourly-shape.ts';

// How often members open accounts, get cards and use them. All of it is approximate.

const DAY = 24;

/** Hours of a month: a twelfth of a year. */
export const MONTH = 730;

const YEAR = 8760;

/** More hours than a lake can have. */
const FOR_EVER = 1_000_000;

/** A card comes two days after its account at the earliest: rows 49 hours apart are 48 hours apart or more. */
const FIRST_CARD = 2 * DAY + 1;

/** Further current accounts of a member: most in the first three months. */
export const furtherCurrent: readonly AgeSpan[] = [
  { from: 1, to: 3 * MONTH, rate: 0.05 / (3 * MONTH) },
  { from: 3 * MONTH, to: FOR_EVER, rate: 0.02 / YEAR },
];

/** Savings accounts of a member. */
export const savings: readonly AgeSpan[] = [
  { from: 1, to: 3 * MONTH, rate: 0.2 / (3 * MONTH) },
  { from: 3 * MONTH, to: FOR_EVER, rate: 0.06 / YEAR },
];

/** Cards of a current account: most within ten days, some within a month, and later one every five years. */
export const cardsOnCurrent: readonly AgeSpan[] = [
  { from: FIRST_CARD, to: 10 * DAY, rate: 0.8 / (10 * DAY - FIRST_CARD) },
  { from: 10 * DAY, to: 30 * DAY, rate: 0.3 / (20 * DAY) },
  { from: 30 * DAY, to: FOR_EVER, rate: 0.2 / YEAR },
];

/** Cards of a savings account. */
export const cardsOnSavings: readonly AgeSpan[] = [
  { from: FIRST_CARD, to: 10 * DAY, rate: 0.2 / (10 * DAY - FIRST_CARD) },
  { from: 10 * DAY, to: 30 * DAY, rate: 0.1 / (20 * DAY) },
  { from: 30 * DAY, to: FOR_EVER, rate: 0.05 / YEAR },
];

/** Movements of a card: as often for five years, and then it has expired. */
export function movementsOfCard(perMonth: number): readonly AgeSpan[] {
  return [{ from: 1, to: 5 * YEAR, rate: perMonth / MONTH }];
}

/** Accounts are opened and cards are issued when branches are open. */
export const openingHours: WeekTable = {
  day: [1, 1, 1, 1, 1, 1, 3, 12, 40, 80, 100, 100, 80, 75, 95, 90, 70, 45, 30, 24, 20, 14, 6, 2],
  week: [108, 104, 100, 98, 100, 24, 10],
  holiday: 12,
};

/** People spend most at noon, in the evening, on Fridays and on Saturdays. */
export const spendingHours: WeekTable = {
  day: [
    24, 14, 8, 6, 7, 14, 34, 58, 74, 82, 92, 104, 118, 106, 92, 88, 94, 104, 118, 120, 108, 88, 64,
    42,
  ],
  week: [92, 94, 96, 98, 118, 122, 84],
  holiday: 86,
};
