import {
  type AccountsSettings,
  accountsSettings,
} from '../../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccountsKind } from '../../../lib/generate/accounts/generated-accounts.ts';
import { truthOfAccounts } from '../../../lib/generate/accounts/planted-faults.ts';
import type { PeriodFile } from '../../../lib/land/threads/period-maker.ts';
import type { Period } from '../../../lib/model/period.ts';
import { completeSettings } from '../../../lib/model/settings.ts';
import type { Source } from '../../../lib/model/source.ts';
import { accounts } from '../../../lib/tables/accounts.ts';
import { periodInMemory } from '../../land/period-in-memory.ts';

/** These settings, and the defaults of the others. */
export function settingsOf(given: Partial<AccountsSettings>): AccountsSettings {
  return completeSettings(accountsSettings, given, { owner: 'fake-accounts' });
}

/** A source of accounts with these settings, and the defaults of the others. */
export function someAccounts(given: Partial<AccountsSettings>): Source {
  const settings = settingsOf(given);
  return generatedAccountsKind.open({ settings, table: accounts, grain: 'hour', inputs: [] });
}

/** The truth about the faults in {@link someAccounts}. */
export function someTruth(given: Partial<AccountsSettings>): Source {
  return truthOfAccounts(settingsOf(given), { job: 'fake-accounts' });
}

/** The file of a period of a source that reads no input objects. */
export function fileOf(
  source: Source,
  period: Period,
): Promise<PeriodFile & { readonly bytes: Uint8Array }> {
  return periodInMemory(source, period, noInputs);
}

/** For sources without inputs. */
export async function noInputs(): Promise<never> {
  throw new TypeError('Expected a source that reads no input objects');
}
