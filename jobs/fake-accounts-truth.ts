import type { Job } from '../lib/model/job.ts';
import { plantedFaults } from '../lib/tables/planted-faults.ts';
import { fakeAccounts } from './fake-accounts.ts';
import type { SourceSpec } from './source-kinds.ts';

/** Which of the accounts have a planted fault, and what would be right: beside them, and with their settings. */
export const fakeAccountsTruth: Job<SourceSpec> = {
  name: 'fake-accounts-truth',
  table: plantedFaults,
  prefix: 'fake-accounts-truth',
  source: { ...fakeAccounts.source, kind: 'planted-faults' },
  truthOf: fakeAccounts.prefix,
};
