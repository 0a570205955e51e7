import { generatedAccountsKind } from '../../lib/generate/accounts/generated-accounts.ts';
import type { Job } from '../../lib/model/job.ts';
import { accounts } from '../../lib/tables/accounts.ts';

/** One account per hour on average: real but small files, some without rows. */
export const fakeAccounts: Job = {
  name: 'fake-accounts',
  table: accounts,
  grain: 'hour',
  layer: 'landing',
  source: {
    kind: generatedAccountsKind.kind,
    settings: { seed: 'hourlake', 'accounts-per-hour': 1 },
  },
};
