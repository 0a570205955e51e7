import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'node:path/posix';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const QUERIES = await readSavedQueries(new URL('../../../queries/', import.meta.url));

describe('hourlake query', () => {
  it('lists the saved queries with their descriptions, without a lake', async () => {
    const [table, json] = await Promise.all([
      hourlake(['query']),
      hourlake(['query', '--format', 'json']),
    ]);

    const listed = QUERIES.map(({ name, description }) => ({ name, description }));
    expect([table.code, json.code]).toEqual([0, 0]);
    expect(JSON.parse(json.stdout)).toEqual(listed);
    for (const { name } of listed) expect(table.stdout).toContain(`│ ${name} `);
  });

  it('writes CSV that Excel opens, with a byte order mark and the separator it expects', async () => {
    const run = await hourlake(['query', '--format', 'csv', '--csv-separator', ';', '--csv-bom']);

    const [header, first] = run.stdout.split('\n');
    expect(run.code).toBe(0);
    expect(header).toBe('\uFEFFname;description');
    expect(first).toBe(`${QUERIES[0]?.name};${QUERIES[0]?.description}`);
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
    expect(Object.values(results).filter((rows) => rows.length === 0)).toEqual([]);
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
      /^Expected landed hours in the lake .+, got none\. Run "hourlake ingest"/,
    );
  });
});

/** In a folder whose name is hard on patterns and quotes, with a Parquet file that is no hour of it. */
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
