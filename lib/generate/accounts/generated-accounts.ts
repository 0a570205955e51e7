import { InputError } from '../../errors.ts';
import { randomStream } from '../../model/keyed-random.ts';
import { type Hour, type Period, parseHour } from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import { settingsAsText } from '../../model/settings.ts';
import type { Source, SourceKind } from '../../model/source.ts';
import { accounts } from '../../tables/accounts.ts';
import { accountGenerator } from './account-generator.ts';
import { type AccountsSettings, accountsSettings } from './accounts-settings.ts';
import { expectedAccounts, grownBy, weekCurve } from './arrivals.ts';
import { dirtyBatches } from './dirt.ts';
import { uniqueNumbers } from './unique-numbers.ts';

/** Raised whenever the same seed, settings and hour would give other rows. */
export const GENERATOR_VERSION = 1;

/** An hour with more accounts than this does not fit the memory of a usual machine. */
const MOST_ACCOUNTS = 5_000_000;

/** The kind of source that generates accounts, hour by hour. */
export const generatedAccountsKind: SourceKind<typeof accountsSettings> = {
  kind: 'generated-accounts',
  settings: accountsSettings,
  usualRows: (settings) => settings['accounts-per-hour'],
  open: ({ settings }) => generatedAccounts(settings),
};

/**
 * Accounts of people who do not exist, as a pure function of seed, settings and hour.
 *
 * Every value is looked up by seed, choice, hour and number of the account, so that another
 * account or another column changes none of them.
 */
export function generatedAccounts(settings: AccountsSettings): Source {
  const { seed, growth, cpf, dirt } = settings;
  const numbers = uniqueNumbers(seed, (year) => {
    const largest = Math.max(grownBy(year, growth), grownBy(year + 1, growth));
    return weekCurve.map((shape) => settings['accounts-per-hour'] * largest * shape);
  });
  const generate = accountGenerator({ seed, cpf, numbers });
  return {
    table: accounts,
    grain: 'hour',
    facts: { generator: `generated-accounts/${GENERATOR_VERSION}`, ...settingsAsText(settings) },
    checkSpan(from, to) {
      const [first, last] = [parseHour(from), parseHour(to)];
      const largest = Math.max(expectedAccounts(first, settings), expectedAccounts(last, settings));
      if (largest > MOST_ACCOUNTS) throw tooLarge(first, last, largest);
      if (!numbers.areUnique(first, last)) throw tooLong(first, last);
    },
    batches(period) {
      const hour = parseHour(period);
      const count = poisson(
        expectedAccounts(hour, settings),
        randomStream(seed, accounts.name, 'count', hour),
      );
      const clean = generate(hour, count);
      return dirt === 0 ? clean : dirtyBatches(clean, { seed, hour, share: dirt });
    },
  };
}

function tooLarge(first: Period, last: Period, expected: number): InputError {
  return new InputError({
    expected: `at most ${MOST_ACCOUNTS} accounts in an hour`,
    got: `about ${Math.round(expected)} between ${first} and ${last}`,
    advice: 'Ask for fewer accounts per hour, or for less growth.',
  });
}

function tooLong(first: Hour, last: Hour): InputError {
  return new InputError({
    expected: 'a range of hours in which no CPF repeats at these settings',
    got: `hours from ${first} to ${last}`,
    advice: 'Ask for fewer accounts per hour, for a shorter range, or use another lake.',
  });
}
