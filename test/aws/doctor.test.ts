import { CreatePartitionCommand, DeletePartitionCommand, GlueClient } from '@aws-sdk/client-glue';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import { parseHour } from '../../lib/model/period.ts';
import { hourlake } from '../run-hourlake.ts';
import { bytesOf, digestsOfBucket } from './bucket-digests.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';
import { glueThatDeletes } from './glue-that-deletes.ts';

const SMALL = { HOURLAKE_SET: 'fake-accounts.accounts-per-hour=30' };

describe('hourlake doctor on a lake on AWS', () => {
  it('finds and repairs what is wrong in the bucket and in the catalog', async () => {
    const endpoint = inject('awsEndpoint');
    const lake = await deployLake(endpoint);
    const env = { ...lake.env, ...SMALL, AWS_ENDPOINT_URL_GLUE: await glueThatDeletes(endpoint) };
    const onAws = ['--lake', lake.url, '--database', lake.database];
    const ingested = await hourlake(['ingest', '--look-back', '12', ...onAws], { env });
    const whole = await digestsOfBucket(endpoint, lake.bucket);
    await makeSick(lake, endpoint);
    const sick = await digestsOfBucket(endpoint, lake.bucket);

    const looked = await hourlake(['doctor', '--json', ...onAws], { env });
    const repaired = await hourlake(['doctor', '--repair', '--json', ...onAws], { env });
    const kept = await digestsOfBucket(endpoint, lake.bucket);
    const replaced = await hourlake(['doctor', '--repair', '--replace', ...onAws], { env });
    const again = await hourlake(['doctor', ...onAws], { env });

    expect(ingested).toMatchObject({ code: 0 });
    expect(looked.code).toBe(3);
    expect(findingsIn(looked.stdout)).toMatchObject([
      { kind: 'gap', from: '2026-11-20T02', periods: 1 },
      { kind: 'gap', from: '2026-11-20T04', periods: 1 },
      { kind: 'corrupt', period: '2026-11-20T06' },
      { kind: 'different', period: '2026-11-20T07' },
      { kind: 'dangling-partition', partition: { dt: '2026-11-20', hour: '01' } },
      { kind: 'dangling-partition', partition: { dt: '2026-11-20', hour: '02' } },
      { kind: 'dangling-partition', partition: { dt: '2026-11-20', hour: '04' } },
      { kind: 'missing-partition', partition: { dt: '2026-11-20', hour: '09' } },
    ]);

    const [repair] = JSON.parse(repaired.stdout).repair.jobs;
    expect(repaired.code).toBe(3);
    expect(repair.left).toMatchObject([{ kind: 'corrupt' }, { kind: 'different' }]);
    expect(repair.catalog).toEqual({ registered: 1, unregistered: 1 });
    const landed = { [keyOf('02')]: whole[keyOf('02')], [keyOf('04')]: whole[keyOf('04')] };
    expect(kept).toEqual({ ...sick, ...landed });

    expect(replaced).toMatchObject({ code: 0 });
    expect(replaced.stdout).toContain('2 hours replaced, nothing is left.');
    expect(await digestsOfBucket(endpoint, lake.bucket)).toEqual(whole);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toBe(`fake-accounts in ${lake.url}: 12 hours identical, nothing wrong.\n`);
    const partitions = await lake.partitionsOf('fake_accounts');
    expect(partitions.map(({ Values }) => Values?.[1]).sort()).toEqual([
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
      '12',
      '13',
    ]);
  });

  it('writes a missing declaration again from the footers', async () => {
    const endpoint = inject('awsEndpoint');
    const lake = await deployLake(endpoint);
    const env = { ...lake.env, ...SMALL };
    const key = declarationKey(fakeAccounts.name);
    await hourlake(['ingest', '--look-back', '3', '--lake', lake.url], { env });
    const declared = await digestsOfBucket(endpoint, lake.bucket);
    const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
    await s3.send(new DeleteObjectCommand({ Bucket: lake.bucket, Key: key }));

    const looked = await hourlake(['doctor', '--quick', '--json', '--lake', lake.url], lake);
    const repaired = await hourlake(['doctor', '--quick', '--repair', '--lake', lake.url], lake);

    expect(looked.code).toBe(3);
    expect(findingsIn(looked.stdout)).toMatchObject([{ kind: 'undeclared', key }]);
    expect(repaired).toMatchObject({ code: 0 });
    expect(await digestsOfBucket(endpoint, lake.bucket)).toEqual(declared);
    expect(Object.keys(declared)).toContain(key);
  });

  it('cannot look without a table, with exit code 1', async () => {
    const lake = await deployLake(inject('awsEndpoint'));

    const run = await hourlake(['doctor', '--lake', lake.url, '--database', 'nowhere'], lake);

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/nowhere.*npx cdk deploy/s);
  });
});

/**
 * Deletes two objects, the first one included, truncates one, changes one, deletes a partition, and
 * registers one from before the first run.
 */
async function makeSick({ bucket, database }: DeployedLake, endpoint: string): Promise<void> {
  const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  const glue = new GlueClient(clientFor(endpoint));
  for (const hour of ['02', '04']) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(hour) }));
  }
  for (const [hour, damage] of [
    ['06', (bytes: Uint8Array) => bytes.subarray(0, 1000)],
    ['07', (bytes: Uint8Array) => bytes.with(100, (bytes[100] ?? 0) ^ 1)],
  ] as const) {
    const Body = damage(await bytesOf(endpoint, bucket, keyOf(hour)));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(hour), Body }));
  }
  await glue.send(
    new DeletePartitionCommand({
      DatabaseName: database,
      TableName: 'fake_accounts',
      PartitionValues: ['2026-11-20', '09'],
    }),
  );
  await glue.send(
    new CreatePartitionCommand({
      DatabaseName: database,
      TableName: 'fake_accounts',
      PartitionInput: {
        Values: ['2026-11-20', '01'],
        StorageDescriptor: { Location: `s3://${bucket}/fake-accounts/dt=2026-11-20/hour=01/` },
      },
    }),
  );
}

function keyOf(hour: string): string {
  return objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`));
}

/** The findings of the only job of a report in JSON. */
function findingsIn(stdout: string): unknown {
  const { jobs } = JSON.parse(stdout);
  expect(jobs).toHaveLength(1);
  return jobs[0].findings;
}
