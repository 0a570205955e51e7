import { rows } from '../../columns/rows.ts';
import { InputError } from '../../errors.ts';
import type { Batch } from '../../model/batch.ts';
import { parseHour } from '../../model/period.ts';
import { completeSettings } from '../../model/settings.ts';
import { type Account, accounts } from '../../tables/accounts.ts';
import { accountGenerator } from './account-generator.ts';
import { accountsSettings, type CpfKind, MAX_ACCOUNTS_PER_HOUR } from './accounts-settings.ts';
import { WEEK } from './arrivals.ts';
import { uniqueNumbers } from './unique-numbers.ts';

/** What decides the accounts that {@link generateAccounts} gives, beside their number. */
export interface GenerateAccountsOptions {
  /** Any text: another seed gives other people. Default: `'hourlake'`. */
  readonly seed?: string;
  /** The UTC hour in which they sign up, `2026-11-20T13`. Default: `'2026-01-01T15'`. */
  readonly hour?: string;
  /** `'impossible'` gives wrong check digits, which nobody can have. Default: `'valid'`. */
  readonly cpf?: CpfKind;
}

/** The hour that accounts have when none is asked for: fixed, so that the same call gives the same people. */
export const DEFAULT_HOUR = '2026-01-01T15';

/** Up to this many accounts, asking for more adds people and changes none. */
const STABLE_COUNT = 600;

/**
 * Gives some accounts without a lake: valid CPFs, addresses that agree with themselves, in the
 * order of `criado_em`. The same arguments give the same accounts, always.
 *
 * Real people may hold any valid CPF or phone number: the data is random, not reserved.
 *
 * @param count a whole number from 1 to 1,000,000
 * @throws InputError when the count or an option is not usable.
 * @example
 * generateAccounts(10, { seed: 'demo' }).length // => 10
 * isValidCpf(generateAccounts(1)[0].cpf) // => true
 * isValidCpf(generateAccounts(1, { cpf: 'impossible' })[0].cpf) // => false
 */
export function generateAccounts(count: number, options: GenerateAccountsOptions = {}): Account[] {
  return Array.from(accountBatches(count, options), (batch) => [...rows(accounts, batch)]).flat();
}

/**
 * The same accounts as {@link generateAccounts}, as batches of columns.
 *
 * @throws InputError when the count or an option is not usable.
 */
export function accountBatches(
  count: number,
  {
    seed = accountsSettings.seed.default,
    hour = DEFAULT_HOUR,
    cpf = accountsSettings.cpf.default,
  }: GenerateAccountsOptions = {},
): Generator<Batch> {
  if (!Number.isInteger(count) || count < 1 || count > MAX_ACCOUNTS_PER_HOUR) {
    throw new InputError({
      expected: 'a count of accounts, a whole number from 1 to 1,000,000',
      got: String(count),
      advice: 'Ask for at least one account; for more than a million, use several hours.',
    });
  }
  completeSettings(accountsSettings, { seed, cpf }, { owner: 'generated accounts' });
  const everyHour = Array<number>(WEEK).fill(Math.max(count, STABLE_COUNT));
  const numbers = uniqueNumbers(seed, () => everyHour);
  return accountGenerator({ seed, cpf, numbers })(parseHour(hour), count);
}
