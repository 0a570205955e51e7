import { accountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { completeSettings } from '../../lib/model/settings.ts';
import type { Source } from '../../lib/model/source.ts';

/** The source of accounts with the default settings and another mean. */
export function usualAccounts(accountsPerHour: number): Source {
  const given = { 'accounts-per-hour': accountsPerHour };
  return generatedAccounts(completeSettings(accountsSettings, given, { owner: 'bench' }));
}

/** Accounts are generated from nothing. */
export async function noInputs(): Promise<never> {
  throw new TypeError('Generated accounts read no input objects');
}
