import type { Job } from '../lib/model/job.ts';
import { accounts } from '../lib/tables/accounts.ts';

/** About 600 sign-ups an hour. Settings apply to new lakes: a lake keeps those it was begun with. */
export const fakeAccounts: Job = {
  name: 'fake-accounts',
  table: accounts,
  grain: 'hour',
  layer: 'landing',
  source: {
    kind: 'generated-accounts',
    settings: { seed: 'hourlake', 'accounts-per-hour': 600, growth: 0.05 },
  },
};
