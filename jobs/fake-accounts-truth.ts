import type { Job } from '../lib/model/job.ts';
import { plantedFaults } from '../lib/tables/planted-faults.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** Which of the accounts have a planted fault, and the right values. Empty where no faults are planted. */
export const fakeAccountsTruth: Job = {
  name: 'fake-accounts-truth',
  table: plantedFaults,
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'planted-faults' },
  inputs: [fakeAccounts.name],
  on: false,
};
