import { DeletePartitionCommand, GlueClient } from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { glueCatalog } from '../../lib/catalog/glue-catalog.ts';
import { examine } from '../../lib/doctor/examine.ts';
import { athenaEngine } from '../../lib/engines/athena-engine.ts';
import { collect } from '../../lib/engines/engine.ts';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { parseHour, periodRange, type TimedPeriod } from '../../lib/model/period.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { hoursOf, kinds } from '../land/a-lake.ts';
import { accountsOfDays, dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { keysOfBucket } from './bucket-digests.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';

const DAY = dayOf('2026-11-19');
const NEXT = dayOf('2026-11-20');
const HOURS = [
  ...hoursOf(DAY),
  ...periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-20T14')),
];

const jobs = [fakeAccounts, accountsOfDays];
const client = clientFor(inject('awsEndpoint'));

describe('a daily job over an hourly one, on AWS', () => {
  let lake: DeployedLake;
  let report: RunReport;

  beforeAll(async () => {
    lake = await deployLake(inject('awsEndpoint'), {}, { jobs });
    report = await landIn(lake);
  });

  it('lands the days whose hours have landed', () => {
    const [hourly, daily] = report.jobs;

    expect(hourly?.receipts).toHaveLength(HOURS.length);
    expect(daily?.receipts).toMatchObject([{ period: DAY, status: 'landed', rows: 24 }]);
    expect(daily?.waiting).toMatchObject([{ period: NEXT }]);
    expect(report.jobs.map(({ registration }) => registration)).toEqual([
      { added: HOURS.length, alreadyThere: 0 },
      { added: 1, alreadyThere: 0 },
    ]);
  });

  it('has declarations, and nothing but what its jobs land', async () => {
    const keys = await keysOfBucket(inject('awsEndpoint'), lake.bucket);

    expect(keys.sort()).toEqual(
      [
        ...jobs.map(({ name }) => declarationKey(name)),
        ...HOURS.map((hour) => objectKey(fakeAccounts, hour)),
        'accounts-a-day/dt=2026-11-19/accounts-a-day-2026-11-19.parquet',
      ].sort(),
    );
  });

  it('has a partition for each day, at its object', async () => {
    const partitions = await lake.partitionsOf('accounts_a_day');

    expect(
      partitions.map(({ Values, StorageDescriptor }) => [Values, StorageDescriptor?.Location]),
    ).toEqual([[['2026-11-19'], `${lake.url}/accounts-a-day/dt=2026-11-19/`]]);
  });

  it('is queried in Athena together with its hours', async () => {
    const { workgroup, database } = lake;
    const engine = athenaEngine({ workgroup, database, client, pollDelay: 20 });
    onTestFinished(() => engine.close());

    const { rows } = await collect(
      await engine.query({
        sql: `
          WITH hours AS (SELECT dt, hour, count(*) AS accounts FROM fake_accounts GROUP BY dt, hour)
          SELECT day.dt, count(*), sum(CASE WHEN contas = coalesce(accounts, 0) THEN 1 END)
          FROM accounts_a_day AS day
          LEFT JOIN hours ON hours.dt = day.dt AND hours.hour = day.hora
          GROUP BY day.dt ORDER BY day.dt`,
      }),
    );

    expect(rows).toEqual([[DAY, 24, 24]]);
  });

  it('lands nothing twice', async () => {
    const { jobs: again } = await landIn(lake);

    expect(
      again.flatMap(({ receipts }) => receipts).filter(({ status }) => status !== 'already-there'),
    ).toEqual([]);
    expect(again.map(({ registration }) => registration)).toEqual([
      { added: 0, alreadyThere: HOURS.length },
      { added: 0, alreadyThere: 1 },
    ]);
  });

  it('is examined with the partitions of both tables', async () => {
    await new GlueClient(client).send(
      new DeletePartitionCommand({
        DatabaseName: lake.database,
        TableName: 'accounts_a_day',
        PartitionValues: ['2026-11-19'],
      }),
    );

    const examined = await examineIn(lake);
    await catalogOf(lake, accountsOfDays).register([DAY]);
    const again = await examineIn(lake);

    expect(examined.map(({ findings }) => findings)).toMatchObject([
      [],
      [{ kind: 'missing-partition', partition: { dt: '2026-11-19' } }],
    ]);
    expect(again.map(({ findings }) => findings)).toEqual([[], []]);
  });
});

it('a daily table is not registered where its partitions are projected', async () => {
  const lake = await deployLake(inject('awsEndpoint'), { catalog: 'projection' }, { jobs });

  const report = await landIn(lake);

  expect(report.jobs.map(({ registration }) => registration)).toEqual([
    { added: 0, alreadyThere: 0, projected: true },
    { added: 0, alreadyThere: 0, projected: true },
  ]);
  expect(await lake.partitionsOf('accounts_a_day')).toEqual([]);
});

/** Runs both jobs as a new process does. */
function landIn(lake: DeployedLake): Promise<RunReport> {
  const toRun = (job: Job, wanted: readonly TimedPeriod[]) => ({
    job,
    wanted,
    since: wanted[0],
    catalog: catalogOf(lake, job),
  });
  return run({
    ...opened(lake),
    jobs: [toRun(accountsOfDays, [DAY, NEXT]), toRun(fakeAccounts, HOURS)],
  });
}

/** Examines both jobs, byte for byte, as a new process does. */
async function examineIn(lake: DeployedLake) {
  const registered = await Promise.all(
    jobs.map(async (job) => {
      const catalog = catalogOf(lake, job);
      return { job, registered: { catalog, partitions: await catalog.partitions() } };
    }),
  );
  const keys = await keysOfBucket(inject('awsEndpoint'), lake.bucket);
  const instant = Date.UTC(2026, 10, 20, 14, 5);
  const examination = await examine({
    ...opened(lake),
    jobs: registered,
    keys,
    leftovers: 0,
    instant,
  });
  expect(examination.findings).toEqual([]);
  return examination.jobs;
}

function opened({ bucket }: DeployedLake) {
  const store = s3Store({ bucket, pathStyle: true, client });
  return { store, lake: new LakeJobs({ store, jobs, kinds, instant: 0 }) };
}

function catalogOf({ database, url }: DeployedLake, job: Job) {
  return glueCatalog({ database, table: job.table.name, lake: url, job, client });
}
