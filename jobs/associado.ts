import type { Job } from '../lib/model/job.ts';
import { members } from '../lib/tables/members.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** Members of a cooperative: people of the accounts of the same hour. Edit `on` to land them in each run. */
export const associado: Job = {
  name: 'associado',
  table: members,
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'generated-members' },
  inputs: [fakeAccounts.name],
  on: false,
};
