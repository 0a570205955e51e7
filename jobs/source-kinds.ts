import {
  type GeneratedAccountsSpec,
  generatedAccounts,
} from '../lib/generate/accounts/generated-accounts.ts';
import {
  type PlantedFaultsSpec,
  truthOfAccounts,
} from '../lib/generate/accounts/planted-faults.ts';
import type { Job } from '../lib/model/job.ts';
import type { Source } from '../lib/model/source.ts';

/** Every kind of source that a job can name. */
export type SourceSpec = GeneratedAccountsSpec | PlantedFaultsSpec;

/**
 * Opens the source that a job names.
 *
 * @throws InputError when the settings of the source are not usable.
 */
export function sourceOfJob({ source }: Job<SourceSpec>): Source {
  switch (source.kind) {
    case 'generated-accounts':
      return generatedAccounts(source);
    case 'planted-faults':
      return truthOfAccounts(source);
  }
}
