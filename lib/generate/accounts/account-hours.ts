import { InputError } from '../../errors.ts';
import type { Batch } from '../../model/batch.ts';
import { randomStream } from '../../model/keyed-random.ts';
import type { Hour } from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import { accounts } from '../../tables/accounts.ts';
import { accountGenerator } from './account-generator.ts';
import type { AccountsSettings } from './accounts-settings.ts';
import { expectedAccounts, grownBy, weekCurve } from './arrivals.ts';
import { dirtyBatches } from './dirt.ts';
import { uniqueNumbers } from './unique-numbers.ts';

/** An hour with more accounts than this does not fit the memory of a usual machine. */
const MOST_ACCOUNTS = 5_000_000;

/** What makes the accounts of hours. */
export interface AccountHours {
  /**
   * Refuses a range of hours, `first` and `last` included, in which a CPF would repeat or an hour
   * would be too large.
   *
   * @throws InputError that says what to ask for instead.
   */
  checkSpan(first: Hour, last: Hour): void;

  /** The accounts of an hour, in the order of `criado_em`. */
  batches(hour: Hour): AsyncIterable<Batch> | Iterable<Batch>;
}

/**
 * Makes accounts of people who do not exist, as a pure function of the settings and the hour.
 *
 * Every value is looked up by seed, choice, hour and number of the account, so that another
 * account or another column changes none of them.
 */
export function accountHours(settings: AccountsSettings): AccountHours {
  const { seed, growth, cpf, dirt } = settings;
  const numbers = uniqueNumbers(seed, (year) => {
    const largest = Math.max(grownBy(year, growth), grownBy(year + 1, growth));
    return weekCurve.map((shape) => settings['accounts-per-hour'] * largest * shape);
  });
  const generate = accountGenerator({ seed, cpf, numbers });
  return {
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
    expected: 'a range of hours in which no CPF repeats at these settings',
    got: `hours from ${first} to ${last}`,
    advice: 'Ask for fewer accounts per hour, for a shorter range, or use another lake.',
  });
}
