import { InputError } from '../errors.ts';
import { rows } from '../model/batch.ts';
import { parseHour } from '../model/hour.ts';
import { type Account, accounts } from '../tables/accounts.ts';
import { accountGenerator, MAX_ACCOUNTS_PER_HOUR } from './generated-accounts.ts';

/** What decides the accounts that {@link generateAccounts} gives, beside their number. */
export interface GenerateAccountsOptions {
  /** Any text: another seed gives other people. Default: `'hourlake'`. */
  readonly seed?: string;
  /** The UTC hour in which they sign up, `2026-11-20T13`. Default: `'2026-01-01T00'`. */
  readonly hour?: string;
}

/** The seed that accounts have when none is asked for. */
export const DEFAULT_SEED = 'hourlake';

/** The hour that accounts have when none is asked for: fixed, so that the same call gives the same people. */
export const DEFAULT_HOUR = '2026-01-01T00';

/** Up to this many accounts, asking for more adds people and changes none. */
const STABLE_COUNT = 600;

/**
 * Gives some accounts without a lake: valid CPFs, addresses that agree with themselves, in the
 * order of `criado_em`. The same arguments give the same accounts, always.
 *
 * Real people may hold any valid CPF or phone number: the data is random, not reserved.
 *
 * @param count a whole number from 1 to 1,000,000
 * @throws InputError when the count, the seed or the hour is not usable.
 * @example
 * generateAccounts(10, { seed: 'demo' }).length // => 10
 * generateAccounts(1, { seed: 'demo' })[0].email.endsWith('@example.org') // => true
 */
export function generateAccounts(count: number, options: GenerateAccountsOptions = {}): Account[] {
  return Array.from(accountBatches(count, options), (batch) => [...rows(accounts, batch)]).flat();
}

/**
 * The same accounts as {@link generateAccounts}, as batches of columns.
 *
 * @throws InputError when the count, the seed or the hour is not usable.
 */
export function accountBatches(
  count: number,
  { seed = DEFAULT_SEED, hour = DEFAULT_HOUR }: GenerateAccountsOptions = {},
) {
  if (!Number.isInteger(count) || count < 1 || count > MAX_ACCOUNTS_PER_HOUR) {
    throw new InputError({
      expected: 'a count of accounts, a whole number from 1 to 1,000,000',
      got: String(count),
      advice: 'Ask for at least one account; for more than a million, use several hours.',
    });
  }
  const generate = accountGenerator({ seed, accountsPerHour: Math.max(count, STABLE_COUNT) });
  return generate(parseHour(hour), count);
}
