import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { type Day, periodAt, periodEnd } from '../../lib/model/period.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { rates, ratesKinds, ratesOutside, ratesRejects } from '../land/rates-outside.ts';
import type { BucketServer } from '../stores/bucket-server.ts';

/** Captures and lands a day of the rates and of their rejects in a bucket, an hour after the day. */
export function runRates({ endpoint }: BucketServer, day: Day): Promise<RunReport> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint, region: 'us-east-1', credentials };
  const store = s3Store({ bucket: 'lake', pathStyle: true, client });
  const instant = periodEnd(day) + 3_600_000;
  const jobs = [rates, ratesRejects];
  const lake = new LakeJobs({ store, jobs, kinds: ratesKinds, instant });
  return run({
    store,
    lake,
    jobs: [
      { job: rates, wanted: [day], connector: ratesOutside('5.42').connect() },
      { job: ratesRejects, wanted: [day] },
    ],
    today: periodAt('day', instant),
  });
}
