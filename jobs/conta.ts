import type { Job } from '../lib/model/job.ts';
import { bankAccounts } from '../lib/tables/bank-accounts.ts';
import { associado } from './associado.ts';

/** Bank accounts of the members. */
export const conta: Job = {
  name: 'conta',
  table: bankAccounts,
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'generated-bank-accounts' },
  inputs: [associado.name],
  on: false,
};
