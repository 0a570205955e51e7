import type { Source } from '../../model/source.ts';
import { plantedFaults } from '../../tables/planted-faults.ts';
import { type AccountsSettings, completeSettings, factsOf } from './accounts-settings.ts';
import { faultBatches } from './dirt.ts';
import { generatedAccounts } from './generated-accounts.ts';

/** What a job says of this source: the very settings of the accounts that have the faults. */
export interface PlantedFaultsSpec extends Partial<AccountsSettings> {
  readonly kind: 'planted-faults';
}

/** Raised whenever the same faults would be told with other rows. */
export const TRUTH_VERSION = 1;

/**
 * The truth of the faults in accounts of the same settings: which accounts have one, which one, and
 * what would be right. Without dirt, and in an hour without faults, there are no rows.
 *
 * @throws InputError when a setting is not usable.
 */
export function truthOfAccounts(some: Partial<AccountsSettings>): Source {
  const settings = completeSettings(some);
  const { seed, dirt: share } = settings;
  const clean = generatedAccounts({ ...settings, dirt: 0 });
  return {
    table: plantedFaults,
    facts: {
      generator: `planted-faults/${TRUTH_VERSION} of ${clean.facts.generator}`,
      ...factsOf(settings),
    },
    checkSpan: clean.checkSpan,
    batches: (hour) => faultBatches(clean.batches(hour), { seed, hour, share }),
  };
}
