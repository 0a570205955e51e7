import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDb } from '../../../lib/duckdb/duckdb.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const DAY = ['backfill', '--from', '2026-11-19', '--to', '2026-11-20', '--json'];

async function aDay() {
  const folder = await temporaryFolder();
  const lake = join(folder, 'lake');
  const landed = await hourlake(DAY, { lake });
  const receipts: readonly { rows: number }[] = JSON.parse(landed.stdout).receipts;
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
  const deliver = (to: string) => hourlake(['deliver', '--to', to], { lake, cwd: folder });
  return { path: join(folder, 'coop.duckdb'), rows, deliver };
}

async function countIn(path: string): Promise<unknown> {
  const database = await DuckDb.open({}, path);
  try {
    const [row] = await database.ask(
      'SELECT count(*), count(DISTINCT id), (SELECT sum(rows) FROM hourlake_deliveries) FROM fake_accounts',
    );
    return row?.map(Number);
  } finally {
    database.close();
  }
}

describe('hourlake deliver --to duckdb:FILE', () => {
  it('delivers each period once, by several commands at the same time', async () => {
    const { path, rows, deliver } = await aDay();

    const runs = await Promise.all([1, 2, 3].map(() => deliver('duckdb:./coop.duckdb')));
    const again = await deliver('duckdb:./coop.duckdb');

    expect(runs.map(({ code, stderr }) => [code, stderr.includes('Unexpected')])).toEqual(
      runs.map(() => [0, false]),
    );
    expect(again.stdout).toBe(
      'fake-accounts to duckdb:./coop.duckdb: 0 hours delivered (0 rows), 24 already there.\n',
    );
    expect(await countIn(path)).toEqual([rows, rows, rows]);
  });

  it('names no file, and creates no folder', async () => {
    const { deliver } = await aDay();

    const unnamed = await deliver('duckdb:');
    const nowhere = await deliver('duckdb:./no/such/coop.duckdb');

    expect([unnamed.code, unnamed.stderr]).toEqual([
      2,
      expect.stringContaining('the path of a file of DuckDB'),
    ]);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      expect.stringContaining('Could not open duckdb:./no/such/coop.duckdb'),
    ]);
  });
});
