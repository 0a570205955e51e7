import { parseHour } from '../../model/period.ts';
import { settingsAsText } from '../../model/settings.ts';
import type { Source, SourceKind } from '../../model/source.ts';
import { accounts } from '../../tables/accounts.ts';
import type { AccountHours } from './account-hours.ts';
import { checkSpan } from './account-span.ts';
import { type AccountsSettings, accountsSettings } from './accounts-settings.ts';

/** Raised whenever the same seed, settings and hour would give other rows. */
export const GENERATOR_VERSION = 2;

/** The kind of source that generates accounts, hour by hour. */
export const generatedAccountsKind: SourceKind<typeof accountsSettings> = {
  kind: 'generated-accounts',
  settings: accountsSettings,
  open: ({ settings }) => generatedAccounts(settings),
};

/**
 * The source of accounts of people who do not exist. Its word lists are loaded when the first hour
 * is made: a command that only looks at a lake does without them.
 */
export function generatedAccounts(settings: AccountsSettings): Source {
  let loading: Promise<AccountHours> | undefined;

  function loaded(): Promise<AccountHours> {
    loading ??= import('./account-hours.ts').then(({ accountHours }) => accountHours(settings));
    return loading;
  }

  return {
    table: accounts,
    grain: 'hour',
    facts: { generator: `generated-accounts/${GENERATOR_VERSION}`, ...settingsAsText(settings) },
    usualRows: () => settings['accounts-per-hour'],
    checkSpan: (first, last) => checkSpan(settings, parseHour(first), parseHour(last)),
    async *batches(period) {
      const accountsOf = await loaded();
      yield* accountsOf(parseHour(period));
    },
  };
}
