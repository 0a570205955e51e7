import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDb } from '../../../lib/duckdb/duckdb.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { kindsOfDisk, smallDisk } from '../../small-disk.ts';
import { bucketServer } from '../../stores/bucket-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const INGEST = [
  ...['ingest', '--look-back', '3'],
  ...['--set', 'fake-accounts.accounts-per-hour=40'],
];
const EXPORT = ['export', '--table', 'fake_accounts', '--to', './out'];

describe('hourlake export', () => {
  let shared = '';
  beforeAll(async () => {
    shared = await mkdtemp(join(tmpdir(), 'hourlake-'));
    expect((await hourlake(INGEST, { cwd: shared })).code).toBe(0);
  });
  afterAll(() => rm(shared, { recursive: true, force: true }));

  it('exports a table of the lake into folders, and says what is in them', async () => {
    const cwd = await aLake();
    const args = [...EXPORT, '--partition', 'year,month,day', '--timestamp', 'criado_em'];

    const first = await hourlake(args, { cwd });
    const again = await hourlake([...args, '--json'], { cwd });

    const key = 'fake_accounts/year=2026/month=11/day=20/fake_accounts-2026-11-20.parquet';
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/│ year=2026\/month=11\/day=20 │ +\d+ │ +[\d,]+ │ written │/);
    expect(first.stdout).toMatch(
      /fake_accounts in \.\/out: 1 partition \(\d+ rows, [\d.]+ kB\): 1 written\.\n$/,
    );
    expect(Object.keys(await digestsOf(join(cwd, 'out')))).toEqual([key]);
    expect(JSON.parse(again.stdout)).toEqual([
      {
        target: './out',
        partitions: [
          expect.objectContaining({ key, outcome: 'already there', rows: expect.any(Number) }),
        ],
      },
    ]);
  });

  it('exports a SELECT as CSV, over a lake as over a file that it was delivered to', async () => {
    const cwd = await aLake();
    await hourlake(['deliver', '--to', 'duckdb:./coop.duckdb', '--job', 'fake-accounts'], { cwd });
    const sql = 'SELECT uf, count(*) AS contas FROM fake_accounts GROUP BY uf';
    const csv = ['--format', 'csv', '--separator', ';', '--name', 'contas'];

    const [lake, file] = [
      await hourlake(['export', '--sql', sql, '--to', './lake-out', ...csv], { cwd }),
      await hourlake(
        ['export', '--database', 'duckdb:./coop.duckdb', '--sql', sql, '--to', './out', ...csv],
        { cwd },
      ),
    ];

    const text = await readFile(join(cwd, 'out/contas/contas.csv'), 'utf8');
    expect([lake, file]).toMatchObject([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect(text).toMatch(/^uf;contas\n[A-Z]{2};\d+\n/);
    expect(await readFile(join(cwd, 'lake-out/contas/contas.csv'), 'utf8')).toBe(text);
  });

  it('exports to a bucket and a folder as DESTINATION, S3_PATH, TABLE_NAME and TIMESTAMP_COLUMN say', async () => {
    const cwd = await aLake();
    const { endpoint, paths } = await bucketServer();
    const env = {
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' },
      ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
      ...{ TABLE_NAME: 'fake_accounts', TIMESTAMP_COLUMN: 'criado_em' },
      ...{ S3_PATH: 's3://lake/some/prefix', AWS_EC2_METADATA_DISABLED: 'true' },
    };
    const args = ['export', '--partition', 'year,month'];
    const key = 'fake_accounts/year=2026/month=11/fake_accounts-2026-11.parquet';

    const bucket = await hourlake(args, { cwd, env });
    const inBucket = paths();
    const both = await hourlake([...args, '--to', './out'], {
      cwd,
      env: { ...env, DESTINATION: 'local,s3' },
    });

    expect(bucket).toMatchObject({ code: 0, stderr: '' });
    expect(bucket.stdout).toContain('fake_accounts in s3://lake/some/prefix: 1 partition (');
    expect(inBucket).toEqual([`some/prefix/${key}`]);
    expect(both).toMatchObject({ code: 0, stderr: '' });
    expect(both.stdout).toContain('fake_accounts in ./out: 1 partition (');
    expect(both.stdout).toContain('): 1 already there.');
    expect(Object.keys(await digestsOf(join(cwd, 'out')))).toEqual([key]);
  });

  it('refuses other rows under the same names, until it is told to replace them', async () => {
    const cwd = await aLake();
    const args = ['--to', './out', '--name', 'contas'];
    const exported = (limit: number, ...more: string[]) =>
      hourlake(
        ['export', '--sql', `SELECT * FROM fake_accounts LIMIT ${limit}`, ...args, ...more],
        { cwd },
      );
    await exported(5);
    const before = await digestsOf(join(cwd, 'out'));

    const refused = await exported(6);
    const kept = await digestsOf(join(cwd, 'out'));
    const replaced = await exported(6, '--replace');

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      'Expected no other rows at the keys of this export in ./out, got contas/contas.parquet. Nothing was written. Pass --replace to replace these partitions, or export to another folder or under another name.\n',
    );
    expect(kept).toEqual(before);
    expect(replaced.stdout).toContain(': 1 replaced.');
  });

  it('writes nothing where there are no rows, and says so', async () => {
    const cwd = await aLake();
    const sql = 'SELECT * FROM fake_accounts WHERE false';

    const run = await hourlake(['export', '--sql', sql, '--to', './out'], { cwd });

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe('export: no rows, so nothing was written to ./out.\n');
    expect(await readdir(cwd)).toEqual(['lake']);
  });

  it.each<[string[], Record<string, string>, string]>([
    [
      ['--to', 'x'],
      {},
      'Expected --table to be the name of a table, or --sql to be a SELECT, got neither.',
    ],
    [['--table', 'a', '--sql', 'SELECT 1', '--to', 'x'], {}, 'got both.'],
    [
      ['--table', 'fake_accounts'],
      {},
      'Expected --to to be a folder or a bucket to export to, got nothing.',
    ],
    [
      ['--table', 'fake_acounts', '--to', 'x'],
      {},
      'Expected a table of the lake, got "fake_acounts". Did you mean "fake_accounts"?',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--partition', 'year'],
      {},
      'got 2: criado_em, data_nascimento. Pass one of them with --timestamp.',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--partition', 'uff'],
      {},
      'got "uff". Did you mean "uf"?',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--partition', 'uf,,dt'],
      {},
      'names of columns with commas between them, got "uf,,dt".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--format', 'csv', '--compression', 'snappy'],
      {},
      'Expected --compression to be none, gzip, zstd with --format csv, got "snappy".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--separator', ';'],
      {},
      'Expected --separator to be left out, or --format csv, got --format parquet.',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--name', '../x'],
      {},
      'letters, digits, dots, hyphens and underscores, got "../x".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'file'],
      {},
      'Expected --to to be a folder, or the path of a new one, got "file", where a file is in the way.',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'file/x'],
      {},
      'got "file/x", where a file is in the way.',
    ],
    [
      ['--table', 'fake_accounts', '--to', 's3://X'],
      {},
      'Expected the name of an S3 bucket after s3://, got "X".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x'],
      { DESTINATION: 'md' },
      'Expected DESTINATION to be local, s3, or both with a comma, got "md".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x'],
      { DESTINATION: 's3' },
      'Expected S3_PATH to be s3://bucket/prefix, because DESTINATION has s3, got nothing.',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--database', 'postgres://ana:secret@h/d'],
      {},
      'Expected --database to be a file of DuckDB, such as duckdb:./coop.duckdb, got "postgres://…@h/d".',
    ],
    [
      ['--table', 'fake_accounts', '--to', 'x', '--database', 'duckdb:./no.duckdb'],
      {},
      'Expected duckdb:./no.duckdb to be a file of DuckDB, got no file.',
    ],
    [['--table', 'fake_accounts', '--to', 'x', '--database', 'duckdb:./file'], {}, 'duckdb:./file'],
  ])('refuses %j with %j, and writes nothing', async (args, env, message) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'file'), 'not a database\n');

    const run = await hourlake(['export', ...args], { cwd, env, lake: join(shared, 'lake') });

    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expect([1, 2]).toContain(run.code);
    expect(await readdir(cwd)).toEqual(['file']);
  });

  it('refuses a folder that its user may not write to', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('Only root may be another user.');
    const cwd = await aLake();
    await chmod(cwd, 0o755);
    await mkdir(join(cwd, 'out'));

    const run = await hourlake(EXPORT, { cwd, user: 65_534 });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain(
      'Expected --to to be a folder that your user may write to, got "./out".',
    );
  });
});

describe.each(kindsOfDisk)('an export to a disk that is full (%s)', (kind) => {
  it('leaves whole partitions only, and the others when there is room', async () => {
    const disk = await smallDisk(kind, 1024 ** 2);
    const cwd = await aFile();
    const args = ['export', '--database', 'duckdb:./rows.duckdb', '--table', 'downloads'];
    const to = ['--partition', 'part', '--to'];
    await hourlake([...args, ...to, './reference'], { cwd });
    const expected = await digestsOf(join(cwd, 'reference'));

    const full = await hourlake([...args, ...to, disk.folder], { cwd, env: disk.env });
    const kept = await digestsOf(disk.folder);
    await disk.resize(64 * 1024 ** 2);
    const completed = await hourlake([...args, ...to, disk.folder], { cwd, env: disk.env });

    expect(full).toMatchObject({ code: 1, stdout: '' });
    expect(full.stderr).toMatch(/^There is no room on the disk for \S+\.parquet: ENOSPC\./);
    expect(expected).toMatchObject(kept);
    expect(Object.keys(kept).length).toBeLessThan(Object.keys(expected).length);
    expect(completed.code).toBe(0);
    expect(await digestsOf(disk.folder)).toEqual(expected);
  });
});

describe.runIf(kindsOfDisk.length > 1)(
  'temporary files of an export on a disk that is full',
  () => {
    it('are named, and nothing is exported', async () => {
      const disk = await smallDisk('mounted', 1024 ** 2);
      const cwd = await aFile();

      const run = await hourlake(
        [
          ...['export', '--database', 'duckdb:./rows.duckdb', '--table', 'downloads'],
          ...['--to', './out'],
        ],
        { cwd, env: { TMPDIR: disk.folder } },
      );

      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(
        /^Could not write temporary files in \S+: the disk is full\. Nothing was exported\. Free some space, or set TMPDIR to a folder on a larger disk, and run the same command again\.\n$/,
      );
      expect(await readdir(cwd)).toEqual(['rows.duckdb']);
      expect(await readdir(disk.folder)).toEqual([]);
    });
  },
);

/** A folder with a small lake. */
async function aLake(): Promise<string> {
  const cwd = await temporaryFolder();
  const run = await hourlake(INGEST, { cwd });
  expect(run.code).toBe(0);
  return cwd;
}

/** A folder with a file of DuckDB, whose rows take more than a megabyte. */
async function aFile(): Promise<string> {
  const cwd = await temporaryFolder();
  const database = await DuckDb.open({}, join(cwd, 'rows.duckdb'));
  await database.run(
    'CREATE TABLE downloads AS SELECT i, i // 10000 AS part, md5(i::VARCHAR) AS text FROM range(80000) AS r(i)',
  );
  database.close();
  return cwd;
}
