import { InputError } from '../../errors.ts';
import { randomStream } from '../../model/keyed-random.ts';
import type { Hour } from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import type { Source } from '../../model/source.ts';
import { accounts } from '../../tables/accounts.ts';
import { accountGenerator } from './account-generator.ts';
import { type AccountsSettings, completeSettings, factsOf } from './accounts-settings.ts';
import { expectedAccounts, grownBy, weekCurve } from './arrivals.ts';
import { dirtyBatches } from './dirt.ts';
import { uniqueNumbers } from './unique-numbers.ts';

/** What a job says of this source; what it leaves out has its default. */
export interface GeneratedAccountsSpec extends Partial<AccountsSettings> {
  readonly kind: 'generated-accounts';
}

/** Raised whenever the same seed, settings and hour would give other rows. */
export const GENERATOR_VERSION = 1;

/** An hour with more accounts than this does not fit the memory of a usual machine. */
const MOST_ACCOUNTS = 5_000_000;

/**
 * Accounts of people who do not exist, as a pure function of seed, settings and hour.
 *
 * Every value is looked up by seed, choice, hour and number of the account, so that another
 * account or another column changes none of them.
 *
 * @throws InputError when a setting is not usable.
 */
export function generatedAccounts(some: Partial<AccountsSettings>): Source {
  const settings = completeSettings(some);
  const { seed, accountsPerHour, growth, cpf, dirt } = settings;
  const numbers = uniqueNumbers(seed, (year) => {
    const mean = accountsPerHour * Math.max(grownBy(year, growth), grownBy(year + 1, growth));
    return weekCurve.map((shape) => mean * shape);
  });
  const generate = accountGenerator({ seed, cpf, numbers });
  return {
    table: accounts,
    facts: { generator: `generated-accounts/${GENERATOR_VERSION}`, ...factsOf(settings) },
    checkSpan(first, last) {
      const largest = Math.max(expectedAccounts(first, settings), expectedAccounts(last, settings));
      if (largest > MOST_ACCOUNTS) throw tooLarge(first, last, largest);
      if (!numbers.areUnique(first, last)) throw tooLong(first, last);
    },
    batches(hour) {
      const count = poisson(
        expectedAccounts(hour, settings),
        randomStream(seed, accounts.name, 'count', hour),
      );
      const clean = generate(hour, count);
      return dirt === 0 ? clean : dirtyBatches(clean, { seed, hour, share: dirt });
    },
  };
}

function tooLarge(first: Hour, last: Hour, expected: number): InputError {
  return new InputError({
    expected: `at most ${MOST_ACCOUNTS} accounts in an hour`,
    got: `about ${Math.round(expected)} between ${first} and ${last}`,
    advice: 'Ask for fewer accounts per hour, or for less growth.',
  });
}

function tooLong(first: Hour, last: Hour): InputError {
  return new InputError({
    expected: 'a lake that is short enough at these settings for no CPF to come twice',
    got: `hours from ${first} to ${last}`,
    advice: 'Ask for fewer accounts per hour, for a shorter range, or use another lake.',
  });
}
