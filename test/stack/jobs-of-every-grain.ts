import { jobs } from '../../jobs/index.ts';
import type { Job } from '../../lib/model/job.ts';
import { accountsOfDays } from '../land/accounts-a-day.ts';
import { tableOf } from '../parquet/table-of.ts';

/** A job of captured files, which no clock makes due. */
export const sheets: Job = {
  name: 'sheets',
  table: { ...tableOf({ a: 'string' }), name: 'sheets' },
  grain: 'file',
  layer: 'landing',
  source: { kind: 'inbox' },
};

/** A daily job in the layer bronze. */
export const bronzeAccounts: Job = {
  ...accountsOfDays,
  name: 'bronze-accounts',
  table: { ...tableOf({ a: 'string' }), name: 'bronze_accounts' },
  layer: 'bronze',
};

/** The jobs of `jobs/` that land, a daily one, a daily one in bronze and one of captured files. None needs a key. */
export const jobsOfEveryGrain: readonly Job[] = [
  ...jobs.filter(({ layer }) => layer === 'landing'),
  accountsOfDays,
  bronzeAccounts,
  sheets,
];
