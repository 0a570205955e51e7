import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';

const SQL =
  'SELECT dt, hour, count(*) AS accounts FROM fake_accounts GROUP BY dt, hour ORDER BY hour';

describe('hourlake query --sql over a bucket', () => {
  let lake: DeployedLake;
  let temporary: string;
  let folder: string;

  beforeAll(async () => {
    lake = await deployLake(inject('awsEndpoint'));
    temporary = await mkdtemp(join(tmpdir(), 'hourlake-'));
    folder = join(temporary, 'lake');
    const args = ['ingest', '--look-back', '3'];
    const onAws = ['--lake', lake.url, '--database', lake.database];
    const runs = await Promise.all([
      hourlake([...args, ...onAws], { cwd: temporary, env: lake.env }),
      hourlake(args, { cwd: temporary, lake: folder }),
    ]);
    expect(runs).toMatchObject([{ code: 0 }, { code: 0 }]);
  });

  afterAll(() => rm(temporary, { recursive: true, force: true }));

  it('answers in Athena and in DuckDB what it answers over a folder', async () => {
    const args = ['query', '--sql', SQL, '--format', 'csv'];
    const onAws = [...args, '--lake', lake.url];
    const env = { ...lake.env, HOURLAKE_DUCKDB_EXTENSIONS: inject('duckdbExtensions') };

    const [athena, duckdb, here] = await Promise.all([
      hourlake([...onAws, '--database', lake.database], lake),
      hourlake([...onAws, '--engine', 'duckdb'], { env }),
      hourlake(args, { lake: folder }),
    ]);

    expect(here.stdout.split('\n')).toHaveLength(5);
    expect(athena).toMatchObject({ code: 0, stdout: here.stdout });
    expect(athena.stderr).toMatch(/^query: .* scanned\n$/);
    expect(duckdb).toMatchObject({ code: 0, stdout: here.stdout, stderr: '' });
  });

  it.each(['athena', 'duckdb'])('only reads, with %s', async (engine) => {
    const env = { ...lake.env, HOURLAKE_DUCKDB_EXTENSIONS: inject('duckdbExtensions') };
    const args = ['query', '--lake', lake.url, '--engine', engine, '--sql'];

    const run = await hourlake([...args, 'DROP TABLE fake_accounts'], { env });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/one statement that only reads.*begins with DROP/);
  });

  it('is the same in a report as over a folder', async () => {
    const env = { ...lake.env, HOURLAKE_DUCKDB_EXTENSIONS: inject('duckdbExtensions') };
    const report = ['report', '--out', '-', '--lake'];

    const [bucket, here] = [
      await hourlake([...report, lake.url], { env }),
      await hourlake([...report, folder]),
    ];

    expect(bucket.code).toBe(0);
    expect(bucket.stdout.replaceAll(lake.url, 'LAKE')).toBe(here.stdout.replaceAll(folder, 'LAKE'));
    expect(here.stdout).toContain('Rows by uf');
  });
});
