import {
  type AccountsSettings,
  accountsSettings,
} from '../../lib/generate/accounts/accounts-settings.ts';
import { completeSettings } from '../../lib/model/settings.ts';

/** The default settings of generated accounts, but for those that are given. */
export function usualSettings(given: Partial<AccountsSettings> = {}): AccountsSettings {
  return completeSettings(accountsSettings, given, { owner: 'plots' });
}
