import { describe, expect, it } from 'vitest';
import { aDay } from '../land/orders-inbox.ts';
import { bucketOfRole } from './bucket-of-role.ts';
import { jobsOfAnApi } from './jobs-of-an-api.ts';
import { runRates } from './run-rates.ts';
import { synthesize } from './synthesize.ts';

const DAY = aDay('2026-11-20');

const { template } = synthesize(
  { jobs: 'rates', bucketName: 'lake', github: 'octo/lake' },
  { jobs: jobsOfAnApi() },
);

describe('the permissions of the hourly role', () => {
  it('are enough to capture a day of an API, to land it, and to find nothing to do', async () => {
    const bucket = await bucketOfRole(template, 'GitHubRole');

    const reports = [await runRates(bucket, DAY), await runRates(bucket, DAY)];

    const statuses = reports.map(({ jobs }) =>
      jobs.flatMap(({ receipts }) => receipts.map(({ status }) => status)),
    );
    expect(statuses).toEqual([
      ['landed', 'landed'],
      ['already-there', 'already-there'],
    ]);
    expect(bucket.paths()).toEqual([
      '_lake/rates-rejects.json',
      '_lake/rates.json',
      'rates/dt=2026-11-20/rates-2026-11-20.parquet',
      'raw/rates/dt=2026-11-20/rates-2026-11-20.ndjson.gz',
      'rejects/rates/dt=2026-11-20/rates-rejects-2026-11-20.parquet',
    ]);
    expect(bucket.denied()).toEqual([]);
  });
});
