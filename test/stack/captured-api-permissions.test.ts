import { describe, expect, it } from 'vitest';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { periodAt, periodEnd } from '../../lib/model/period.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { aDay } from '../land/orders-inbox.ts';
import { rates, ratesKinds, ratesOutside, ratesRejects } from '../land/rates-outside.ts';
import type { BucketServer } from '../stores/bucket-server.ts';
import { bucketOfRole } from './bucket-of-role.ts';
import { jobsOfAnApi } from './jobs-of-an-api.ts';
import { synthesize } from './synthesize.ts';

const DAY = aDay('2026-11-20');

const { template } = synthesize(
  { jobs: 'rates', bucketName: 'lake', github: 'octo/lake' },
  { jobs: jobsOfAnApi() },
);

describe('the permissions of the hourly role', () => {
  it('are enough to capture a day of an API, to land it, and to find nothing to do', async () => {
    const bucket = await bucketOfRole(template, 'GitHubRole');

    const reports = [await runIn(bucket), await runIn(bucket)];

    expect(reports.map(statusesOf)).toEqual([
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

/** One run of both jobs, an hour after the day. */
function runIn({ endpoint }: BucketServer): Promise<RunReport> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint, region: 'us-east-1', credentials };
  const store = s3Store({ bucket: 'lake', pathStyle: true, client });
  const instant = periodEnd(DAY) + 3_600_000;
  const jobs = [rates, ratesRejects];
  const lake = new LakeJobs({ store, jobs, kinds: ratesKinds, instant });
  return run({
    store,
    lake,
    jobs: [
      { job: rates, wanted: [DAY], connector: ratesOutside('5.42').connect() },
      { job: ratesRejects, wanted: [DAY] },
    ],
    today: periodAt('day', instant),
  });
}

function statusesOf({ jobs }: RunReport): string[] {
  return jobs.flatMap(({ receipts }) => receipts.map(({ status }) => status));
}
