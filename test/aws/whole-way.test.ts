import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import { partitionOf } from '../../lib/model/partition.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { footerByHyparquet } from '../read-parquet.ts';
import { digestsOf, hourlake, startHourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { bytesOf, digestsOfBucket, keysOfBucket } from './bucket-digests.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { freePort, startEmulator } from './emulator.ts';
import { startTcpProxy } from './tcp-proxy.ts';

const HOURS = periodRange(parseHour('2026-11-18T14'), parseHour('2026-11-20T14'));
const queries = (await readSavedQueries('queries')).filter(({ jobs }) =>
  jobs.every((job) => job === fakeAccounts.name),
);

describe('a lake on AWS', () => {
  let lake: DeployedLake;
  let temporary: string;
  let folder: string;

  beforeAll(async () => {
    lake = await deployLake(inject('awsEndpoint'));
    temporary = await mkdtemp(join(tmpdir(), 'hourlake-'));
    folder = join(temporary, 'lake');
    const args = ['ingest', '--json'];
    const onAws = ['--lake', lake.url, '--database', lake.database, '--crawler', lake.crawler];
    const [ingested, locally] = await Promise.all([
      hourlake([...args, ...onAws], { cwd: temporary, env: lake.env }),
      hourlake(args, { cwd: temporary, lake: folder }),
    ]);
    expect([ingested, locally]).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(ingested.stderr).toContain(`Crawler ${lake.crawler} started.`);
    expect(JSON.parse(ingested.stdout)).toMatchObject({
      landed: 48,
      alreadyThere: 0,
      failed: 0,
      catalog: { added: 48, alreadyThere: 0 },
    });
  });

  afterAll(() => rm(temporary, { recursive: true, force: true }));

  it('has the same bytes under the same keys as a lake in a folder, with a declaration', async () => {
    const bucket = await digestsOfBucket(inject('awsEndpoint'), lake.bucket);

    expect(Object.keys(bucket).sort()).toEqual(
      [
        declarationKey('fake-accounts'),
        ...HOURS.map((hour) => objectKey(fakeAccounts, hour)),
      ].sort(),
    );
    expect(bucket).toEqual(await digestsOf(folder));
  });

  it('has files without what only a lenient reader accepts', async () => {
    const key = objectKey(fakeAccounts, parseHour('2026-11-20T13'));
    const bytes = await bytesOf(inject('awsEndpoint'), lake.bucket, key);

    const columns = footerByHyparquet(bytes).row_groups.flatMap(({ columns: all }) => all);

    expect(columns).toHaveLength(12);
    for (const { meta_data, column_index_offset, offset_index_offset } of columns) {
      expect([column_index_offset, offset_index_offset]).toEqual([undefined, undefined]);
      expect(meta_data?.codec).toBe('SNAPPY');
      // A page header is compact Thrift: field 1, an i32 in zigzag, is the type; 0 is DATA_PAGE.
      const offset = Number(meta_data?.data_page_offset);
      expect([...bytes.subarray(offset, offset + 2)]).toEqual([0x15, 0]);
    }
  });

  it('has a partition for each hour, at its object', async () => {
    const partitions = await lake.partitionsOf('fake_accounts');

    const places = partitions.map(({ Values, StorageDescriptor }) => [
      Values,
      StorageDescriptor?.Location,
    ]);
    const expected = HOURS.map((hour) => {
      const { dt, hour: ofDay } = partitionOf(hour);
      return [[dt, ofDay], `${lake.url}/fake-accounts/dt=${dt}/hour=${ofDay}/`];
    });
    expect(places.sort()).toEqual(expected.sort());
    expect(partitions[0]?.StorageDescriptor?.Columns?.map(({ Name }) => Name)).toContain('cpf');
  });

  it('lands nothing twice, and registers nothing twice', async () => {
    const args = ['ingest', '--lake', lake.url, '--database', lake.database];

    const again = await hourlake(args, lake);

    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(
      /: 0 hours landed .*, 48 already there, 0 new in the catalog\.\n$/,
    );
  });

  it('can be verified and shown', async () => {
    const [verified, status] = await Promise.all([
      hourlake(['verify', '--lake', lake.url], lake),
      hourlake(['status', '--lake', lake.url], lake),
    ]);

    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('48 hours identical, 0 not');
    expect(status.stdout).toContain('48 hours landed, 2026-11-18T14 to 2026-11-20T13 (UTC)');
  });

  it.each(queries.map(({ name }) => name))(
    'prints in Athena what DuckDB prints: %s',
    async (name) => {
      const [athena, duckdb] = await Promise.all([
        hourlake(['query', name, '--lake', lake.url], lake),
        hourlake(['query', name], { lake: folder }),
      ]);

      expect(athena).toMatchObject({ code: 0 });
      expect(athena.stdout).toBe(duckdb.stdout);
      expect(athena.stderr).toMatch(/scanned\n$/);
    },
  );

  it('can be queried by DuckDB in its bucket', async () => {
    const args = ['query', 'top-cities', '--format', 'csv'];
    const env = { ...lake.env, HOURLAKE_DUCKDB_EXTENSIONS: inject('duckdbExtensions') };

    const [there, here] = await Promise.all([
      hourlake([...args, '--lake', lake.url, '--engine', 'duckdb'], { env }),
      hourlake(args, { lake: folder }),
    ]);

    expect(there).toMatchObject({ code: 0, stdout: here.stdout });
  });

  it('keeps the settings of its first run, and refuses others', async () => {
    const endpoint = inject('awsEndpoint');
    const other = await deployLake(endpoint);
    const args = ['ingest', '--lake', other.url, '--look-back'];
    await hourlake([...args, '1', '--set', 'fake-accounts.seed=one'], other);
    const before = await digestsOfBucket(endpoint, other.bucket);

    const refused = await hourlake([...args, '2', '--set', 'fake-accounts.seed=two'], other);
    const unchanged = await digestsOfBucket(endpoint, other.bucket);
    const continued = await hourlake([...args, '2'], other);

    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain(
      `Expected fake-accounts.seed to be "one", which ${other.url} was filled with, got "two".`,
    );
    expect(unchanged).toEqual(before);
    expect(continued).toMatchObject({ code: 0 });
    expect(continued.stdout).toContain('1 hour landed');
  });

  it('fails without its table when a database is named', async () => {
    const args = ['ingest', '--look-back', '2', '--lake', lake.url, '--database', 'nowhere'];

    const refused = await hourlake(args, lake);

    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('2 already there, not registered in the catalog.');
    expect(refused.stderr).toMatch(/nowhere.*npx cdk deploy/s);
  });

  it('is one lake for two processes that land it at once', async () => {
    const shared = await deployLake(inject('awsEndpoint'));
    const args = ['ingest', '--json', '--lake', shared.url, '--database', shared.database];

    const both = await Promise.all([hourlake(args, shared), hourlake(args, shared)]);

    const landed = both.map(({ stdout }) => JSON.parse(stdout).landed);
    expect(both).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(landed[0] + landed[1]).toBe(48);
    expect(await digestsOfBucket(inject('awsEndpoint'), shared.bucket)).toEqual(
      await digestsOf(folder),
    );
    expect(await shared.partitionsOf('fake_accounts')).toHaveLength(48);
  });
});

describe('a run whose endpoint is unavailable for a while', () => {
  it('lands every hour once', async () => {
    const endpoint = inject('awsEndpoint');
    const lake = await deployLake(endpoint);
    // Not the emulator itself: it would be away for as long as it needs to start.
    const first = await startTcpProxy(endpoint);
    const port = Number(new URL(first.endpoint).port);
    const env = { ...lake.env, AWS_ENDPOINT_URL: first.endpoint };
    const args = ['backfill', '--from', '2026-10-01', '--to', '2026-10-15', '--json'];

    const { child, ended } = await startHourlake([...args, '--lake', lake.url], { env });
    await objectsIn(lake, endpoint, 20);
    await first.stop();
    const running = child.exitCode === null;
    await sleep(500);
    const second = await startTcpProxy(endpoint, undefined, { port });
    const run = await ended;

    await second.stop();
    const bucket = await digestsOfBucket(endpoint, lake.bucket);
    expect(running).toBe(true);
    expect(run).toMatchObject({ code: 0 });
    expect(JSON.parse(run.stdout)).toMatchObject({ failed: 0, notBegun: [] });
    expect(Object.keys(bucket).filter((key) => key.startsWith('fake-accounts/'))).toEqual(
      periodRange(parseHour('2026-10-01T00'), parseHour('2026-10-15T00')).map((hour) =>
        objectKey(fakeAccounts, hour),
      ),
    );
  });

  it('fails when it stays unavailable, and continues later', async () => {
    const port = await freePort();
    const state = await temporaryFolder();
    const first = await startEmulator({ port, folder: state });
    const lake = await deployLake(first.endpoint);
    const args = ['ingest', '--lake', lake.url];
    await hourlake([...args, '--look-back', '1'], lake);
    await first.stop();

    const alone = await hourlake(args, lake);
    const second = await startEmulator({ port, folder: state });
    const later = await hourlake(args, lake);

    await second.stop();
    expect(alone.code).toBe(1);
    expect(alone.stderr).toMatch(/Could not reach S3 .*ECONNREFUSED/);
    expect(later).toMatchObject({ code: 0 });
    expect(later.stdout).toMatch(/: 47 hours landed .*, 1 already there\.$/m);
  });
});

/** Waits until a lake has a number of objects. */
async function objectsIn(lake: DeployedLake, endpoint: string, count: number): Promise<void> {
  while ((await keysOfBucket(endpoint, lake.bucket)).length < count) await sleep(20);
}
