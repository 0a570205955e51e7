import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { sourceKinds } from '../jobs/source-kinds.ts';
import { periodDigest } from '../lib/land/land-period.ts';
import { openJob, settingsOfJob, sourceKindOf } from '../lib/land/open-job.ts';
import { parseHour, periodRange } from '../lib/model/period.ts';
import { assumed, document, monthTable, sizes, withCosts } from '../scripts/costs.ts';
import { aDay } from './land/orders-inbox.ts';
import { runRates } from './stack/run-rates.ts';
import { type BucketServer, bucketServer } from './stores/bucket-server.ts';

describe('docs/costs.md', () => {
  it('has current tables', () => {
    const text = readFileSync(document, 'utf8');

    expect(withCosts(text)).toBe(text);
  });

  it('calculates with the actual bytes per account', async () => {
    const settings = settingsOfJob(fakeAccounts, sourceKindOf(fakeAccounts, sourceKinds));
    const { source } = openJob({ job: fakeAccounts, settings, inputs: [] }, sourceKinds);
    const day = periodRange(parseHour('2026-11-03T00'), parseHour('2026-11-04T00'));

    const files = await Promise.all(day.map((hour) => periodDigest(source, hour, readNothing)));

    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const [{ accountsPerHour, bytesPerAccount } = { accountsPerHour: 0, bytesPerAccount: 0 }] =
      sizes;
    expect(accountsPerHour).toBe(600);
    expect(bytes / rows / bytesPerAccount).toBeGreaterThan(0.97);
    expect(bytes / rows / bytesPerAccount).toBeLessThan(1.03);
  });

  it('calculates with the actual requests of a daily job that captures an API', async () => {
    const bucket = await bucketServer();
    const day = aDay('2026-11-20');
    // The first run of a lake asks for more.
    await runRates(bucket, aDay('2026-11-19'));

    const captured = await requestsOf(bucket, () => runRates(bucket, day));
    const idle = await requestsOf(bucket, () => runRates(bucket, day));

    const { apiListsPerRun, apiGetsPerRun, apiPutsPerDay, apiGetsPerDay } = assumed;
    expect(idle).toEqual({ lists: apiListsPerRun, gets: apiGetsPerRun, puts: 0 });
    expect(captured).toEqual({
      lists: apiListsPerRun,
      gets: apiGetsPerRun + apiGetsPerDay,
      puts: apiPutsPerDay,
    });
  });

  it('agrees with a calculation by hand', () => {
    // 730.5 runs of ten minutes at two DPUs of 0.44 dollars; 0.1 MB x 730.5 hours x 0.023 x 12.
    expect(monthTable()).toMatch(/^\| Crawler every hour .*\| \$107\.14 \| \$107\.14 \|$/m);
    expect(monthTable()).toMatch(/^\| S3: storage, in the twelfth .*\| \$0\.02 \| \$2\.76 \|$/m);
    // A dollar, and 2,192 requests at 0.000003 dollars.
    expect(monthTable()).toMatch(/^\| Bronze layer: the KMS key .*\| \$1\.01 \| \$1\.01 \|$/m);
    // 100,000 accounts x 169 bytes x 730.5 hours x 12 x 0.023 dollars for a GB.
    expect(monthTable()).toMatch(/^\| Bronze layer: storage.*\| \$0\.02 \| \$3\.41 \|$/m);
    // 3,000 s x 1.7275 GB x 0.0000133334, 657,450 polls at 0.0000004 dollars, and two alarms.
    expect(monthTable()).toMatch(/^\| Inbox: the function.*\| \$0\.53 \| \$0\.53 \|$/m);
    // 730.5 x (3 x 0.000005 + 2 x 0.0000004) + 30.4 x (6 x 0.000005 + 5 x 0.0000004 + 3 x 0.000001).
    expect(monthTable()).toMatch(/^\| API: requests and events .*\| \$0\.01 \| \$0\.01 \|$/m);
    // 40 cents, and 1,461 requests at 0.000005 dollars.
    expect(monthTable()).toMatch(/^\| API: a secret in Secrets .*\| \$0\.41 \| \$0\.41 \|$/m);
    // 730.5 x (12 x 0.000005 + 2 x 0.0000004 + 0.000001).
    expect(monthTable()).toMatch(/^\| S3: requests and events .*\| \$0\.05 \| \$0\.05 \|$/m);
  });
});

/** The requests that a bucket got meanwhile; S3 bills HEAD as GET. */
async function requestsOf({ asked }: BucketServer, work: () => Promise<unknown>) {
  const before = asked.length;
  await work();
  const requests = asked.slice(before);
  const lists = requests.filter(({ query }) => query.has('list-type')).length;
  const puts = requests.filter(({ method }) => method === 'PUT').length;
  return { lists, puts, gets: requests.length - lists - puts };
}

/** Accounts have no input objects. */
async function readNothing(): Promise<Uint8Array> {
  throw new Error('No input to read');
}
