import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportRows } from '../../lib/export/export-rows.ts';
import { fileRows } from '../../lib/export/file-rows.ts';
import { lakeRows } from '../../lib/export/lake-rows.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { eventRows, events, landed, tablesOf } from '../engines/landed-events.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { aFile, askAbout, DOWNLOADS, exported, type Target, targets } from './an-export.ts';

const MONTHS = [
  'year=2026/month=9',
  'year=2026/month=10',
  'year=2026/month=11',
  'year=2026/month=12',
  'year=__HIVE_DEFAULT_PARTITION__/month=__HIVE_DEFAULT_PARTITION__',
];
const NOVEMBER = 'downloads/year=2026/month=11/downloads-2026-11.parquet';

describe.each(Object.entries(targets))('an export to %s', (_, open) => {
  it('has one file for each partition, with all its rows in their order', async () => {
    const target = await open();

    const report = await exported(target, await aFile(DOWNLOADS));

    const { partitions } = report;
    const november = await askAbout(target, 'SELECT id FROM exported WHERE month = 11');
    expect(report.target).toBe(target.store.name);
    expect(partitions.map(({ partition }) => partition)).toEqual(MONTHS);
    expect(partitions.map(({ rows }) => rows)).toEqual([1, 744, 720, 35, 1]);
    expect(partitions.map(({ outcome }) => outcome)).toEqual(MONTHS.map(() => 'written'));
    expect(await target.keys()).toEqual(partitions.map(({ key }) => key).sort());
    expect(november.map(([id]) => Number(id))).toEqual(range(745, 1465));
    for (const { key, bytes } of partitions) expect(await target.store.size(key)).toBe(bytes);
  });

  it('keeps derived columns out of the files, and the timestamp in them', async () => {
    const target = await open();
    await exported(target, await aFile(DOWNLOADS));

    const columns = await askAbout(target, 'SELECT column_name FROM (DESCRIBE exported)');

    expect(columns.flat()).toEqual(['id', 'seen', 'country', 'size', 'month', 'year']);
  });

  it('gives values back from the names of folders, NULL and empty texts too', async () => {
    const target = await open();
    const source = await aFile(DOWNLOADS);
    const { partitions } = await exported(target, source, { partitionBy: { names: ['country'] } });

    const counts = await askAbout(
      target,
      'SELECT country, count(*), sum(size) FROM exported GROUP BY country ORDER BY ALL NULLS LAST',
    );

    expect(partitions.map(({ partition }) => partition)).toEqual([
      'country=',
      'country=BR',
      'country=a%2Fb',
      'country=__HIVE_DEFAULT_PARTITION__',
    ]);
    expect(counts.map(([country, rows]) => [country, Number(rows)])).toEqual(
      partitions.map(({ partition, rows }) => [valueNaming(partition), rows]),
    );
  });

  it('finds the same bytes there, and writes nothing', async () => {
    const target = await open();
    const source = await aFile(DOWNLOADS);
    const first = await exported(target, source);

    const second = await exported(target, source);

    expect(second.partitions).toEqual(
      first.partitions.map((partition) => ({ ...partition, outcome: 'already there' })),
    );
  });

  it('changes nothing where a partition has other rows, and names it', async () => {
    const target = await open();
    await exported(target, await aFile(DOWNLOADS));
    const before = await bytesOf(target);

    const other = exported(target, await aFile(DOWNLOADS, 'DELETE FROM downloads WHERE id = 800'), {
      partitionBy: { names: ['year', 'month'] },
    });

    await expect(other).rejects.toThrow(
      `Expected no other rows at the keys of this export in ${target.store.name}, got ${NOVEMBER}. Nothing was written. Replace these partitions, or export to another folder or under another name.`,
    );
    expect(await bytesOf(target)).toEqual(before);
  });

  it('replaces the partitions of its rows and leaves the others', async () => {
    const target = await open();
    await exported(target, await aFile(DOWNLOADS));
    const before = await bytesOf(target);

    const report = await exported(target, await aFile(DOWNLOADS), {
      wanted: { sql: 'SELECT * FROM downloads WHERE month(seen) >= 11 AND id <> 800' },
      replace: true,
    });

    const after = await bytesOf(target);
    expect(report.partitions.map(({ rows, outcome }) => [rows, outcome])).toEqual([
      [719, 'replaced'],
      [35, 'already there'],
    ]);
    expect(after.size).toBe(before.size);
    expect([...after].filter(([key, bytes]) => before.get(key) !== bytes)).toEqual([
      [NOVEMBER, after.get(NOVEMBER)],
    ]);
  });

  it.each([
    ['downloads/year=2026/downloads-2026.parquet', 'another layout'],
    ['downloads/year=2026/month=11/data_0.parquet', 'a file beside ours'],
    ['downloads/year=2026/month=1/downloads-2026-1.csv', 'another format'],
  ])('refuses to write where readers would find %s as well', async (key) => {
    const target = await open();
    await target.store.putIfAbsent(key, objectOf(Buffer.from('x')));

    const report = exported(target, await aFile(DOWNLOADS), { replace: true });

    await expect(report).rejects.toThrow(
      `Expected only files of this export in ${target.store.name}/downloads, one for each folder: downloads/year=…/month=…/downloads-….parquet, got ${key}. Nothing was written`,
    );
    expect(await target.keys()).toEqual([key]);
  });

  it('leaves alone what readers skip, and other partitions', async () => {
    const target = await open();
    const others = ['downloads/_SUCCESS', 'downloads/year=2020/month=1/data_0.parquet', 'x.txt'];
    for (const key of others) await target.store.putIfAbsent(key, objectOf(Buffer.from('x')));

    const { partitions } = await exported(target, await aFile(DOWNLOADS));

    expect(partitions).toHaveLength(MONTHS.length);
    expect(await target.keys()).toEqual([...others, ...partitions.map(({ key }) => key)].sort());
  });

  it('writes nothing where there are no rows', async () => {
    const target = await open();

    const report = await exported(target, await aFile(DOWNLOADS), {
      wanted: { sql: 'SELECT * FROM downloads WHERE false' },
    });

    expect(report.partitions).toEqual([]);
    expect(await target.keys()).toEqual([]);
  });
});

describe('an export', () => {
  it.each([
    ['parquet', 'zstd', '.parquet'],
    ['parquet', 'snappy', '.parquet'],
    ['parquet', 'gzip', '.parquet'],
    ['parquet', 'none', '.parquet'],
    ['csv', 'none', '.csv'],
    ['csv', 'gzip', '.csv.gz'],
    ['csv', 'zstd', '.csv.zst'],
  ] as const)('can be read again as %s with %s', async (format, compression, extension) => {
    const target = await aFolder();

    const report = await exported(target, await aFile(DOWNLOADS), {
      style: { format, compression },
    });

    const read = format === 'csv' ? 'read_csv' : 'read_parquet';
    const sums = 'SELECT count(*), sum(id), sum(size), max(seen)::VARCHAR FROM exported';
    expect(report.partitions.every(({ key }) => key.endsWith(extension))).toBe(true);
    expect((await askAbout(target, sums, read))[0]?.map(String)).toEqual([
      '1501',
      String((1500 * 1501) / 2),
      expect.stringMatching(/^\d+(\.\d+)?$/),
      '2026-12-02 10:00:00',
    ]);
    if (format === 'parquet') {
      const used = 'SELECT DISTINCT compression FROM parquet_metadata($1)';
      expect(await compressionOf(target, used)).toEqual([
        compression === 'none' ? 'UNCOMPRESSED' : compression.toUpperCase(),
      ]);
    }
  });

  it('writes CSV with a header, milliseconds, and a difference between NULL and no text', async () => {
    const target = await aFolder();
    const sql = `SELECT 1 AS n, '' AS empty, NULL::VARCHAR AS missing, 'a;b' AS text,
                 TIMESTAMPTZ '2026-01-01 00:00:00+02' AS seen, 1.5::DECIMAL(5,2) AS d`;

    await exported(target, await aFile(DOWNLOADS), {
      wanted: { sql },
      partitionBy: { names: [] },
      style: { format: 'csv', compression: 'none', separator: ';' },
    });

    const text = Buffer.from(await target.store.read('downloads/downloads.csv')).toString();
    expect(text).toBe('n;empty;missing;text;seen;d\n1;"";;"a;b";2025-12-31 22:00:00.000;1.50\n');
  });

  it('takes the parts of a date in UTC', async () => {
    const { partitions } = await exported(await aFolder(), await aFile(DOWNLOADS), {
      wanted: { sql: `SELECT 1 AS n, TIMESTAMPTZ '2026-01-01 00:30:00+02' AS seen` },
      partitionBy: { names: ['year', 'month', 'day'] },
    });

    expect(partitions.map(({ partition }) => partition)).toEqual(['year=2025/month=12/day=31']);
  });

  it('has the same bytes each time, also where DuckDB returns rows in any order', async () => {
    const source = await aFile(
      'CREATE TABLE downloads AS SELECT i, i % 7 AS k, hash(i) AS h FROM range(400000) AS r(i)',
    );
    const options = {
      wanted: { sql: 'SELECT h % 50000 AS g, k, count(*) AS n FROM downloads GROUP BY ALL' },
      partitionBy: { names: ['k'] },
    };
    const target = await aFolder();
    await exported(target, source, options);

    const again = await exported(target, source, options);

    expect(new Set(again.partitions.map(({ outcome }) => outcome))).toEqual(
      new Set(['already there']),
    );
  });

  it('keeps the order of rows whose partitions are scattered', async () => {
    const source = await aFile(
      'CREATE TABLE downloads AS SELECT i, i % 40 AS k FROM range(50000) AS r(i)',
    );
    const target = await aFolder();

    const { partitions } = await exported(target, source, { partitionBy: { names: ['k'] } });

    const wrong = await askAbout(
      target,
      `SELECT count(*) FROM (
         SELECT i, k, lag(i) OVER (PARTITION BY k ORDER BY place) AS before
         FROM (SELECT *, row_number() OVER () AS place FROM exported)
       ) WHERE i - before <> 40 OR i % 40 <> k::INTEGER`,
    );
    expect(partitions.map(({ rows }) => rows)).toEqual(Array(40).fill(1250));
    expect(wrong.map(([count]) => Number(count))).toEqual([0]);
  });

  it('reads a table of a lake with its partition columns', async () => {
    const lake = tablesOf(await landed(await temporaryFolder(), eventRows, events));
    const target = await aFolder();

    const { partitions } = await exported(target, lakeRows(lake), {
      wanted: { table: 'EVENTS' },
      partitionBy: { names: ['dt', 'hour'] },
    });

    expect(partitions.map(({ partition }) => partition)).toEqual([
      'dt=2026-11-20/hour=13',
      'dt=2026-11-20/hour=14',
    ]);
    expect(await askAbout(target, 'SELECT id, name, hour FROM exported ORDER BY id')).toEqual([
      ['1', 'Ana', '13'],
      ['2', 'João', '14'],
    ]);
  });

  it('reads views and tables of other schemas of a file', async () => {
    const source = await aFile(
      DOWNLOADS,
      'CREATE SCHEMA more',
      'CREATE VIEW more.few AS SELECT * FROM downloads LIMIT 3',
    );

    const { partitions } = await exported(await aFolder(), source, {
      wanted: { table: 'more.few' },
      partitionBy: { names: [] },
    });

    expect(partitions.map(({ rows, partition }) => [rows, partition])).toEqual([[3, '']]);
  });

  it('has the same bytes each time from a view that groups', async () => {
    const source = await aFile(
      'CREATE TABLE numbers AS SELECT hash(i) % 50000 AS g, i FROM range(400000) AS r(i)',
      'CREATE VIEW downloads AS SELECT g, count(*) AS n FROM numbers GROUP BY g',
    );
    const target = await aFolder();
    await exported(target, source, { partitionBy: { names: [] } });

    const again = await exported(target, source, { partitionBy: { names: [] } });

    expect(again.partitions.map(({ outcome }) => outcome)).toEqual(['already there']);
  });

  it('waits for another process that has the file open, and says which one when it stays', async () => {
    const path = join(await temporaryFolder(), 'held.duckdb');
    const holder = await holdingOpen(path);
    const waits: number[] = [];
    const sleep = async (each: number) => waits.push(each);

    const error = await exported(
      await aFolder(),
      fileRows({ path, name: 'duckdb:./held.duckdb', sleep }),
    ).catch((thrown: unknown) => thrown);

    expect(String(error)).toContain(
      `Could not open duckdb:./held.duckdb: another process has the file open: number ${holder.pid}.`,
    );
    expect(waits.reduce((sum, each) => sum + each, 0)).toBe(9750);
  });

  it('writes the same files to two targets, or to none of them', async () => {
    const [one, other] = [await aFolder(), await aBucket()];
    const source = await aFile(DOWNLOADS);
    const options = {
      ...{ source, wanted: { table: 'downloads' }, name: 'downloads', replace: false },
      ...{ partitionBy: { names: ['year'] }, howToReplace: 'Replace them' },
      style: { format: 'parquet', compression: 'zstd' },
    } as const;
    const scratch = join(await temporaryFolder(), 'scratch');
    await other.store.putIfAbsent(
      'downloads/year=2026/downloads-2026.parquet',
      objectOf(Buffer.from('x')),
    );

    const refused = exportRows([one.store, other.store], { ...options, scratch });
    await expect(refused).rejects.toThrow(/^Expected no other rows/);
    const left = await one.keys();
    await exportRows([one.store, other.store], { ...options, scratch, replace: true });

    expect(left).toEqual([]);
    expect(await bytesOf(one)).toEqual(await bytesOf(other));
  });

  it('shows how far it is', async () => {
    const steps: string[] = [];

    await exported(await aFolder(), await aFile(DOWNLOADS), {
      onProgress: ({ step, done, of }) => steps.push(`${step} ${done}/${of}`),
    });

    expect(steps).toEqual([
      'reading 0/0',
      ...range(0, 5).map((done) => `writing ${done}/5`),
      ...range(1, 6).map((done) => `storing ${done}/5`),
    ]);
  });

  it('stops when it is interrupted, and leaves nothing', async () => {
    const target = await aFolder();
    const base = await temporaryFolder();
    const stop = new AbortController();
    const sql = 'SELECT a.id, b.id AS other FROM downloads a, downloads b, downloads c';

    const running = exported(target, await aFile(DOWNLOADS), {
      wanted: { sql: `${sql} ORDER BY hash(a.id, b.id, c.id)` },
      partitionBy: { names: [] },
      scratch: join(base, 'scratch'),
      signal: stop.signal,
      onProgress: () => setTimeout(() => stop.abort(), 100),
    });

    const thrown = await running.catch((error: unknown) => error);
    expect(stop.signal.aborted).toBe(true);
    expect(thrown).toBe(stop.signal.reason);
    expect(await target.keys()).toEqual([]);
    expect(await readdir(base)).toEqual([]);
  });

  it.each([
    [
      { table: 'downlods' },
      'Expected a table of duckdb:./a.duckdb, got "downlods". Did you mean "downloads"? The tables are downloads.',
    ],
    [
      { sql: 'SELECT * FROM downlods' },
      'Expected the statement to read tables of duckdb:./a.duckdb, got "downlods". Did you mean "downloads"?',
    ],
    [
      { sql: 'DROP TABLE downloads' },
      'Expected the statement to be one statement that only reads, such as SELECT or WITH, got a statement that begins with DROP.',
    ],
    [{ sql: 'SELECT 1 AS a; SELECT 2 AS a' }, 'got 2 statements'],
    [{ sql: '' }, 'got no statement'],
    [
      { sql: 'SELEC 1' },
      'Expected the statement to be SQL that DuckDB runs, got Parser Error: syntax error',
    ],
    [{ sql: `SELECT * FROM read_csv('/etc/passwd')` }, 'the table function read_csv'],
    [{ sql: `SELECT * FROM '/etc/passwd'` }, 'got "/etc/passwd"'],
    [{ sql: `COPY downloads TO 'x'` }, 'a statement that begins with COPY'],
    [{ sql: 'SELECT nope FROM downloads' }, 'Binder Error'],
  ])('refuses %j, and leaves nothing', async (wanted, message) => {
    const target = await aFolder();
    const base = await temporaryFolder();

    const report = exported(target, await aFile(DOWNLOADS), {
      wanted,
      scratch: join(base, 'scratch'),
    });

    await expect(report).rejects.toThrow(message);
    expect(await target.keys()).toEqual([]);
    expect(await readdir(base)).toEqual([]);
  });

  it('names no value of a row in an error', async () => {
    const report = exported(await aFolder(), await aFile(DOWNLOADS), {
      wanted: { sql: `SELECT CAST('secret ' || country AS INTEGER) AS n FROM downloads` },
      partitionBy: { names: [] },
    });

    const error = await report.catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/Conversion Error/);
    expect(String(error)).not.toMatch(/secret BR|secret a\/b/);
  });

  it('refuses NULL together with the text that stands for it in names of folders', async () => {
    const report = exported(await aFolder(), await aFile(DOWNLOADS), {
      wanted: {
        sql: `SELECT 1 AS n, NULL AS k UNION ALL SELECT 2, '__HIVE_DEFAULT_PARTITION__' ORDER BY n`,
      },
      partitionBy: { names: ['k'] },
    });

    await expect(report).rejects.toThrow('Expected a folder of its own for each partition');
  });

  it('says of a missing file of DuckDB that it is missing, and makes none', async () => {
    const folder = await temporaryFolder();
    const source = fileRows({ path: join(folder, 'no.duckdb'), name: 'duckdb:./no.duckdb' });

    const report = exported(await aFolder(), source);

    await expect(report).rejects.toThrow(
      'Expected duckdb:./no.duckdb to be a file of DuckDB, got no file.',
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

/** A process that has a new file of DuckDB open to write. */
async function holdingOpen(path: string): Promise<ChildProcess> {
  const script = `
    const { DuckDBInstance } = await import('@duckdb/node-api');
    globalThis.kept = await DuckDBInstance.create(process.argv[1]);
    console.log('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function aFolder(): Promise<Target> {
  return opened('a folder');
}

async function aBucket(): Promise<Target> {
  return opened('a bucket');
}

async function opened(name: string): Promise<Target> {
  const open = targets[name];
  if (open === undefined) throw new Error(`No target ${name}`);
  return open();
}

async function bytesOf(target: Target): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const key of await target.keys()) {
    found.set(key, Buffer.from(await target.store.read(key)).toString('base64'));
  }
  return found;
}

async function compressionOf(target: Target, sql: string): Promise<unknown[]> {
  const folder = await target.download();
  const files = sql.replace('$1', `'${folder}/downloads/**/*.parquet'`);
  return (await askAbout(target, files)).flat();
}

function valueNaming(folder: string): string | null {
  const text = folder.slice('country='.length);
  return text === '__HIVE_DEFAULT_PARTITION__' ? null : decodeURIComponent(text);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
