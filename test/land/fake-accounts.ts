import { fakeAccounts as ofTheLake } from '../../jobs/fake-accounts.ts';
import type { Job } from '../../lib/model/job.ts';

/** The hourly job of tests: few accounts in an hour, to be quick. */
export const fakeAccounts: Job = {
  ...ofTheLake,
  source: {
    kind: 'generated-accounts',
    settings: { seed: 'a lake', 'accounts-per-hour': 20, growth: 0 },
  },
};
