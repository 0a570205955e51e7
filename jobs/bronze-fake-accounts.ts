import type { Job } from '../lib/model/job.ts';
import { protectedTable } from '../lib/protect/column-rules.ts';
import { accounts } from '../lib/tables/accounts.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** The key of the lake reveals the CPF; equal CPFs have equal tokens. */
const PROTECT = 'cpf:siv:cpf';

/** The accounts of each day in one file, with the CPF protected: what analysts read. */
export const bronzeFakeAccounts: Job = {
  name: 'bronze-fake-accounts',
  table: protectedTable(accounts, {
    name: 'bronze_fake_accounts',
    description:
      'Accounts of people in Brazil who do not exist, one row per sign-up, CPF protected',
    protect: PROTECT,
  }),
  grain: 'day',
  layer: 'bronze',
  source: { kind: 'protected-days', settings: { protect: PROTECT, order: 'criado_em' } },
  inputs: [fakeAccounts.name],
  key: 'env:HOURLAKE_BRONZE_KEY',
};
