import { InputError } from '../../errors.ts';
import type { Hour } from '../../model/period.ts';
import type { AccountsSettings } from './accounts-settings.ts';
import { expectedAccounts, grownBy, weekCurve } from './arrivals.ts';
import { areUnique, cpfs, mobiles, type NumberPlan } from './number-plans.ts';
import type { WeeklyExpectation } from './number-ranges.ts';
import { type UniqueNumbers, uniqueNumbers } from './unique-numbers.ts';

/** An hour with more accounts than this does not fit the memory of a usual machine. */
const MOST_ACCOUNTS = 5_000_000;

/** Returns the numbers of the accounts with these settings. */
export function numbersOf(settings: AccountsSettings): UniqueNumbers {
  return uniqueNumbers(settings.seed, expectationOf(settings));
}

/**
 * Refuses a range of hours, `first` and `last` included, in which a CPF or a phone number would
 * repeat or an hour would be too large.
 *
 * @throws InputError that says what to ask for instead.
 */
export function checkSpan(settings: AccountsSettings, first: Hour, last: Hour): void {
  const largest = Math.max(expectedAccounts(first, settings), expectedAccounts(last, settings));
  if (largest > MOST_ACCOUNTS) throw tooLarge(first, last, largest);
  const expected = expectationOf(settings);
  const repeating = [cpfs, mobiles].filter((plan) => !areUnique(plan, expected, { first, last }));
  if (repeating.length > 0) throw tooLong(first, last, repeating);
}

function expectationOf({
  'accounts-per-hour': accountsPerHour,
  growth,
}: AccountsSettings): WeeklyExpectation {
  const known = new Map<number, readonly number[]>();
  return (year) => {
    const before = known.get(year);
    if (before !== undefined) return before;
    const largest = Math.max(grownBy(year, growth), grownBy(year + 1, growth));
    const week = weekCurve.map((shape) => accountsPerHour * largest * shape);
    known.set(year, week);
    return week;
  };
}

function tooLarge(first: Hour, last: Hour, expected: number): InputError {
  return new InputError({
    expected: `at most ${MOST_ACCOUNTS} accounts in an hour`,
    got: `about ${Math.round(expected)} between ${first} and ${last}`,
    advice: 'Ask for fewer accounts per hour, or for less growth.',
  });
}

function tooLong(first: Hour, last: Hour, repeating: readonly NumberPlan[]): InputError {
  const numbers = repeating.map(({ number }) => number).join(' and no ');
  return new InputError({
    expected: `a range of hours in which no ${numbers} repeats at these settings`,
    got: `hours from ${first} to ${last}`,
    advice: 'Ask for fewer accounts per hour, for a shorter range, or use another lake.',
  });
}
