import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeSpark, WRITES_TWO_PARTS } from '../../engines/spark/fake-spark.ts';
import { type HourlakeOptions, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const ASK = ['query', 'accounts-by-state', '--engine', 'spark'];

/** Of the tests that change nothing. */
let idle: Awaited<ReturnType<typeof aLake>>;

beforeAll(async () => {
  idle = await aLake('exit 1', await mkdtemp(join(tmpdir(), 'hourlake-spark-')));
});
afterAll(() => rm(idle.folder, { recursive: true }));

describe('hourlake query --engine spark', () => {
  it('writes the result into a folder, with Spark of SPARK_HOME', async () => {
    const { run, folder } = await aLake(WRITES_TWO_PARTS);

    const { code, stdout, stderr } = await run([...ASK, '--out', 'result', '--separator', ';']);

    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'accounts-by-state: 2 files, 8 B in result\n',
      stderr: '',
    });
    expect(await readdir(join(folder, 'result'))).toHaveLength(3);
    const script = await readFile(join(folder, 'spark/bin/script'), 'utf8');
    expect(script).toContain(`file://${folder}/lake/fake-accounts'`);
    expect(script).toContain("`sep` ';'");
    expect(script).not.toContain('CREATE TEMPORARY VIEW `bronze_fake_accounts`');
  });

  it('passes the cluster and settings on', async () => {
    const { run, folder } = await aLake(WRITES_TWO_PARTS);

    const { code } = await run([
      ...ASK,
      ...['--out', 'result', '--format', 'parquet', '--master', 'local[2]'],
      ...['--spark-conf', 'spark.a=b=c', '--spark-conf', 'spark.d=e'],
    ]);

    expect(code).toBe(0);
    const args = (await readFile(join(folder, 'spark/bin/arguments'), 'utf8')).split('\n');
    expect(args.slice(0, 6)).toEqual([
      '--master',
      'local[2]',
      '--conf',
      'spark.a=b=c',
      '--conf',
      'spark.d=e',
    ]);
  });

  it('reads the lake, whatever database the environment names', async () => {
    const { run } = await aLake(WRITES_TWO_PARTS);

    const { code } = await run([...ASK, '--out', 'result'], {
      HOURLAKE_POSTGRES: 'postgres://127.0.0.1:1/nowhere',
    });

    expect(code).toBe(0);
  });

  it.each([
    [[], 'Expected --out with --engine spark'],
    [['--out', 'result', '--format', 'json'], '--format csv or --format parquet'],
    [['--out', 'result', '--csv-bom'], 'Expected no --csv-bom with --engine spark'],
    [['--out', 'taken'], 'Expected an empty folder for the result'],
    [['--out', 'result', '--spark-conf', 'a=b'], 'to be a setting of Spark such as'],
    [['--out', 'result', '--spark-conf', 'spark.sql.ansi.enabled=false'], 'got spark.sql.ansi'],
    [['--out', 'result', '--spark-home', ''], 'to be the name of the folder of Spark'],
    [['--out', '~/result'], 'got "~/result"'],
  ])('says what is wrong with %j', async (words, expected) => {
    const { run, folder } = idle;
    await mkdir(join(folder, 'taken/full'), { recursive: true });

    const { code, stderr, stdout } = await run([...ASK, ...words]);

    expect(stderr).toContain(expected);
    expect([code, stdout]).toEqual([2, '']);
    expect(await readdir(folder)).not.toContain('result');
  });

  it('says what to install when there is no Spark', async () => {
    const { code, stderr } = await idle.run([
      ...ASK,
      ...['--out', 'result', '--spark-home', 'nowhere'],
    ]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Expected Spark 4 on this machine, got no program ".*nowhere\/bin\//);
  });
});

it('hourlake query writes Parquet only with Spark', async () => {
  const { code, stderr } = await hourlake(['query', 'accounts-by-state', '--format', 'parquet']);

  expect(code).toBe(2);
  expect(stderr).toContain('Add --engine spark --out FOLDER');
});

/** A lake with an hour, and a Spark that does what it is told. */
async function aLake(does: string, at?: string) {
  const folder = at ?? (await temporaryFolder());
  await mkdir(join(folder, 'spark/bin'), { recursive: true });
  await fakeSpark(join(folder, 'spark/bin'), does);
  const options: HourlakeOptions = { cwd: folder };
  await hourlake(['ingest', '--set', 'fake-accounts.accounts-per-hour=5'], options);
  return {
    folder,
    run: (words: readonly string[], env = {}) =>
      hourlake(words, { ...options, env: { SPARK_HOME: join(folder, 'spark'), ...env } }),
  };
}
