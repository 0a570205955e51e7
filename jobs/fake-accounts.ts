import type { Job } from '../lib/model/job.ts';
import { accounts } from '../lib/tables/accounts.ts';
import type { SourceSpec } from './source-kinds.ts';

/** Some 600 sign-ups an hour. Another seed gives other people; do not change it under a lake that has hours. */
export const fakeAccounts: Job<SourceSpec> = {
  name: 'fake-accounts',
  table: accounts,
  prefix: 'fake-accounts',
  source: { kind: 'generated-accounts', seed: 'hourlake', accountsPerHour: 600, growth: 0.05 },
};
