import { InputError } from '../../errors.ts';
import type { ArrivalSettings } from './arrivals.ts';

/** What decides the generated accounts, beside the hour. */
export interface AccountsSettings extends ArrivalSettings {
  /** Any text: another seed gives other people. */
  readonly seed: string;
  /**
   * `valid`: right check digits, so that a real person may hold the number. `impossible`: wrong
   * ones, so that nobody can.
   */
  readonly cpf: CpfKind;
  /** Share of accounts that have a planted fault, 0 to 0.5. */
  readonly dirt: number;
}

/** Whether CPFs have right or wrong check digits. */
export type CpfKind = 'valid' | 'impossible';

/** The kinds of CPF there are. */
export const cpfKinds: readonly CpfKind[] = ['valid', 'impossible'];

/** The settings that stand when nothing else is said. */
export const defaultSettings: AccountsSettings = {
  seed: 'hourlake',
  accountsPerHour: 600,
  growth: 0.05,
  cpf: 'valid',
  dirt: 0,
};

/** The most accounts an hour can be asked for, on average. */
export const MAX_ACCOUNTS_PER_HOUR = 1_000_000;

/**
 * Completes settings with their defaults.
 *
 * @throws InputError when one of them is not usable.
 * @example
 * completeSettings({ seed: 'demo' }).accountsPerHour // => 600
 */
export function completeSettings(some: Partial<AccountsSettings>): AccountsSettings {
  const all = { ...defaultSettings, ...some };
  if (all.seed === '') {
    throw wrong(
      'a seed of at least one character',
      'an empty one',
      'any text, such as --seed demo',
    );
  }
  if (/\p{Cs}/u.test(all.seed)) {
    // Half of a pair cannot be written to a file: the seed would not be found there again.
    throw wrong(
      'a seed of whole characters',
      JSON.stringify(all.seed),
      'any text, such as --seed demo',
    );
  }
  const { accountsPerHour } = all;
  if (!Number.isInteger(accountsPerHour) || !isWithin(accountsPerHour, 1, MAX_ACCOUNTS_PER_HOUR)) {
    throw wrong(
      'accounts per hour as a whole number from 1 to 1,000,000',
      String(accountsPerHour),
      'for example, --accounts-per-hour 600',
    );
  }
  if (!isWithin(all.growth, -0.5, 1)) {
    throw wrong('growth per year from -0.5 to 1', String(all.growth), 'for example, --growth 0.05');
  }
  if (!cpfKinds.includes(all.cpf)) {
    throw wrong('CPFs that are valid or impossible', JSON.stringify(all.cpf), '--cpf impossible');
  }
  if (!isWithin(all.dirt, 0, 0.5)) {
    throw wrong('a share of dirt from 0 to 0.5', String(all.dirt), 'for example, --dirt 0.02');
  }
  return all;
}

/** Settings as facts for the footer of a file, in a fixed order. */
export function factsOf(settings: AccountsSettings): Record<string, string> {
  return {
    seed: settings.seed,
    'accounts-per-hour': String(settings.accountsPerHour),
    growth: String(settings.growth),
    cpf: settings.cpf,
    dirt: String(settings.dirt),
  };
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function wrong(expected: string, got: string, example: string): InputError {
  return new InputError({ expected, got, advice: `Pass ${example}.` });
}
