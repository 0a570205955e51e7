import { InputError } from '../../errors.ts';
import { parseHour } from '../../model/period.ts';
import { completeSettings, settingsAsText } from '../../model/settings.ts';
import type { Source, SourceKind } from '../../model/source.ts';
import { plantedFaults } from '../../tables/planted-faults.ts';
import { type AccountsSettings, accountsSettings } from './accounts-settings.ts';
import { generatedAccounts } from './generated-accounts.ts';

/** Raised whenever the same faults would be listed with other rows. */
export const TRUTH_VERSION = 1;

/** The kind of source that lists the faults planted in its input, a job of generated accounts. */
export const plantedFaultsKind: SourceKind<Record<never, never>> = {
  kind: 'planted-faults',
  settings: {},
  open({ inputs: [accounts] }) {
    if (accounts !== undefined) {
      return truthOfAccounts(
        completeSettings(accountsSettings, accounts.settings, { owner: accounts.job }),
        { job: accounts.job },
      );
    }
    throw new InputError({
      expected: 'a job of planted faults to have a job of generated accounts as its input',
      got: 'no input',
      advice: 'Name the job of the accounts in its inputs.',
    });
  },
};

/**
 * The truth about the faults in accounts with these settings: which accounts have a fault, which
 * one, and the right value. An hour without faults, and accounts without dirt, have no rows.
 *
 * @param options.job name of the job that lands the accounts
 */
export function truthOfAccounts(
  settings: AccountsSettings,
  { job }: { readonly job: string },
): Source {
  const { seed, dirt: share } = settings;
  const clean = generatedAccounts({ ...settings, dirt: 0 });
  return {
    table: plantedFaults,
    grain: 'hour',
    facts: {
      generator: `planted-faults/${TRUTH_VERSION} of ${clean.facts.generator}`,
      ...settingsAsText(settings),
    },
    inputs: (period) => [{ job, period }],
    async *batches(period, read) {
      const { faultBatches } = await import('./dirt.ts');
      yield* faultBatches(clean.batches(period, read), { seed, hour: parseHour(period), share });
    },
  };
}
