import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:path/posix';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { digestsOf, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const QUERIES = await readSavedQueries(new URL('../../../queries/', import.meta.url));

describe('hourlake query', () => {
  it('lists the saved queries with their descriptions and jobs, without a lake', async () => {
    const [table, json] = await Promise.all([
      hourlake(['query']),
      hourlake(['query', '--format', 'json']),
    ]);

    const listed = QUERIES.map(({ name, description, jobs }) => ({
      name,
      description,
      jobs: jobs.join(', '),
    }));
    expect([table.code, json.code]).toEqual([0, 0]);
    expect(JSON.parse(json.stdout)).toEqual(listed);
    for (const { name } of listed) expect(table.stdout).toContain(`│ ${name} `);
  });

  it('writes CSV that Excel opens, with a byte order mark and the separator it expects', async () => {
    const run = await hourlake(['query', '--format', 'csv', '--csv-separator', ';', '--csv-bom']);

    const [header, first] = run.stdout.split('\n');
    expect(run.code).toBe(0);
    expect(header).toBe('\uFEFFname;description;jobs');
    expect(first).toBe(`${QUERIES[0]?.name};${QUERIES[0]?.description};fake-accounts`);
  });

  it('runs each saved query over what has landed, over no other file, and changes nothing', async () => {
    const { lake, accounts } = await lakeOfOneDay();
    const before = await digestsOf(lake);

    const runs = await pMap(
      QUERIES,
      async ({ name }) =>
        [name, await hourlake(['query', name, '--format', 'json'], { lake })] as const,
      { concurrency: 2 },
    );
    const print = (format: string) =>
      hourlake(['query', 'top-cities', '--format', format], { lake });
    const [table, csv] = await Promise.all([print('table'), print('csv')]);

    expect(runs.filter(([, { code, stderr }]) => code !== 0 || stderr !== '')).toEqual([]);
    const results = Object.fromEntries(runs.map(([name, { stdout }]) => [name, rowsOf(stdout)]));
    // No whole day has landed, so the bronze layer is empty, and so is the cooperative, which is off.
    const ofAccounts = QUERIES.filter(({ jobs }) => jobs.join() === 'fake-accounts');
    expect(ofAccounts.filter(({ name }) => results[name]?.length === 0)).toEqual([]);
    expect(ofAccounts.length).toBeGreaterThan(5);
    expect(sum(results['accounts-by-state'], 'accounts')).toBe(accounts);
    expect(results['data-quality']?.map(({ rows_checked }) => rows_checked)).toContain(accounts);
    expect(sum(results['data-quality'], 'violations')).toBe(0);
    expect(results['freshness-and-gaps']).toMatchObject([
      { what: 'freshest hour', from_hour: '2026-11-20T13' },
      { what: 'no gaps', hours: 24 },
    ]);

    const cities = results['top-cities']?.map(({ cidade }) => cidade);
    expect(cities).toHaveLength(20);
    expect(citiesOf(csv.stdout, /^\d/, ',', 1)).toEqual(cities);
    expect(citiesOf(table.stdout, /^│ +\d/, '│', 2)).toEqual(cities);
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('says of an empty lake that nothing has landed and how to fill it', async () => {
    const run = await hourlake(['query', 'top-cities']);

    expect(run.code).not.toBe(0);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(
      /^Expected landed periods in the lake .+, got none\. Run "hourlake ingest"/,
    );
  });
});

describe('hourlake query --sql', () => {
  let folder: string;
  let lake: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
    lake = join(folder, 'lake');
    await hourlake(['ingest', '--look-back', '2'], { cwd: folder, lake });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('answers a statement over the tables of the lake', async () => {
    const sql =
      'SELECT dt, hour, count(*) > 0 AS some FROM fake_accounts GROUP BY ALL ORDER BY ALL';

    const { code, stdout, stderr } = await hourlake(['query', '--sql', sql, '--format', 'csv'], {
      lake,
    });

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe('dt,hour,some\n2026-11-20,12,true\n2026-11-20,13,true\n');
  });

  it('answers over an empty table when nothing of it has landed', async () => {
    const sql = 'SELECT count(*) AS n FROM planted_faults';

    const { stdout } = await hourlake(['query', '--sql', sql, '--format', 'json'], { lake });

    expect(JSON.parse(stdout)).toEqual([{ n: 0 }]);
  });

  it('writes what JSON.stringify writes', async () => {
    const sql = "SELECT range AS n, 'a' || chr(10) AS text FROM range(3000)";

    const { stdout } = await hourlake(['query', '--sql', sql, '--format', 'json'], { lake });

    const rows = Array.from({ length: 3000 }, (_, n) => ({ n, text: 'a\n' }));
    expect(stdout).toBe(`${JSON.stringify(rows, null, 2)}\n`);
  });

  it('shows the first 1,000 rows as a table, and says how to get the others', async () => {
    const runs = await Promise.all(
      [1000, 1001].map((count) =>
        hourlake(['query', '--sql', `SELECT * FROM range(1000, 1000 + ${count})`], { lake }),
      ),
    );

    const [whole, cut] = runs.map(({ stdout }) => stdout.split('\n'));
    const isRow = (line: string) => /^│ +\d/.test(line);
    expect(whole?.filter(isRow)).toHaveLength(1000);
    expect(whole?.at(-2)).toMatch(/^└/);
    expect(cut?.filter(isRow)).toHaveLength(1000);
    expect(cut?.at(-2)).toBe(
      'These are the first 1,000 rows. For all of them, use --format csv or --format json.',
    );
  });

  it.each(['csv', 'json'])('writes a large result as %s in little memory', async (format) => {
    const sql = "SELECT range AS n, repeat('x', 300) AS text FROM range(200000)";

    const run = await startHourlake(['query', '--sql', sql, '--format', format], {
      lake,
      env: { NODE_OPTIONS: '--max-old-space-size=40' },
    });

    const { code, stdout, stderr } = await run.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.length).toBeGreaterThan(60_000_000);
    expect(stdout.match(/x{300}/g)).toHaveLength(200_000);
  });

  it('says of an error in the middle of a result that it is not whole', async () => {
    const sql =
      "SELECT repeat('x', 300), CAST(CASE WHEN range < 99999 THEN '1' ELSE 'João' END AS int) FROM range(100000)";

    const { code, stderr } = await hourlake(['query', '--sql', sql, '--format', 'csv'], { lake });

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Expected the statement to be SQL that DuckDB runs, got Conversion Error/,
    );
    expect(stderr.replaceAll(sql, '')).not.toContain("'João' to");
  });

  it.each([
    ["SELECT * FROM read_text('/etc/passwd')", 2, /the table function read_text/],
    ["COPY fake_accounts TO 'accounts.csv'", 2, /begins with COPY/],
    ['SELECT 1; SELECT 2', 2, /2 statements/],
    ['', 2, /no statement/],
    ['SELECT 1 FROM fakeaccounts', 1, /Did you mean "fake_accounts"\?/],
    ['SELECT nothing FROM fake_accounts', 1, /"nothing" not found.*Correct the statement\.\n$/s],
  ])('refuses %j with exit code %i', async (sql, code, message) => {
    const run = await hourlake(['query', '--sql', sql], { lake });

    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toMatch(message);
  });

  it('does not go together with the name of a query', async () => {
    const run = await hourlake(['query', 'top-cities', '--sql', 'SELECT 1'], { lake });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/both: "top-cities" and --sql/);
  });
});

/** In a folder whose name is hard on patterns and quotes, with a Parquet file that belongs to no hour. */
async function lakeOfOneDay(): Promise<{ lake: string; accounts: number }> {
  const lake = join(await temporaryFolder(), "lago [1] d'água*");
  const { stdout } = await hourlake(['ingest', '--look-back', '24', '--json'], { lake });
  const { receipts } = JSON.parse(stdout);
  const { dir } = parse(receipts[0].key);
  await copyFile(join(lake, receipts[0].key), join(lake, dir, 'copy.parquet'));
  const accounts = receipts.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0);
  return { lake, accounts };
}

function rowsOf(json: string): Record<string, unknown>[] {
  return JSON.parse(json);
}

function sum(rows: readonly Record<string, unknown>[] = [], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}

/** The cities of the printed lines that begin like a row. */
function citiesOf(text: string, row: RegExp, separator: string, column: number): unknown[] {
  const lines = text.split('\n').filter((line) => row.test(line));
  return lines.map((line) => line.split(separator)[column]?.trim());
}
