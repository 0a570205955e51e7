import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { QueryError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { queryEngineContract, queryOf } from '../contracts/engine-contract.ts';
import { tableOf } from '../parquet/table-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const events = {
  ...tableOf({ id: 'integer', seen_at: 'timestamp', born: 'date', name: 'string', paid: 'double' }),
  name: 'events',
};

const hours: Record<string, Batch> = {
  '2026-11-20T13': {
    id: [1],
    seen_at: [Date.parse('2026-11-20T13:00:00.500Z')],
    born: [-1],
    name: ['Ana'],
    paid: [1.5],
  },
  '2026-11-20T14': {
    id: [2],
    seen_at: [Date.parse('2026-11-20T14:30:00Z')],
    born: [11_016],
    name: ['João'],
    paid: [2],
  },
};

queryEngineContract('DuckDB', async () => duckDbEngine([await landed(await temporaryFolder())]));

describe('DuckDB', () => {
  it('reads a lake whose path has quotes, spaces and wildcards', async () => {
    const folder = join(await temporaryFolder(), "o'lake [1]* ?");
    const engine = await duckDbEngine([await landed(folder)]);

    const { rows } = await engine.run(queryOf('SELECT count(*) FROM events'));
    await engine.close();

    expect(rows).toEqual([[2]]);
  });

  it('sees no file that is not named to it', async () => {
    const folder = await temporaryFolder();
    const table = await landed(folder);
    await writeFile(join(folder, 'events/dt=2026-11-20/hour=13/foreign.parquet'), 'garbage');
    const engine = await duckDbEngine([table]);

    const { rows } = await engine.run(queryOf('SELECT count(*) FROM events'));
    await engine.close();

    expect(rows).toEqual([[2]]);
  });

  it('has a table without files as a table without rows', async () => {
    const engine = await duckDbEngine([{ table: events, files: [] }]);

    const result = await engine.run(queryOf('SELECT name, born, dt FROM events'));
    await engine.close();

    expect(result).toEqual({ columns: ['name', 'born', 'dt'], rows: [] });
  });

  it.each([0, 1])('says how to find the hour when file %i is no Parquet file', async (position) => {
    const table = await landed(await temporaryFolder());
    await writeFile(table.files[position] ?? '', 'garbage');

    const asking = duckDbEngine([table]).then(async (engine) => {
      try {
        return await engine.run(queryOf('SELECT sum(paid) FROM events'));
      } finally {
        await engine.close();
      }
    });

    await expect(asking).rejects.toThrow(QueryError);
    await expect(asking).rejects.toThrow(/hour=1[34].*Run "hourlake doctor"/s);
  });

  it.each([
    ["dt = '2026-11-20'", '24/72'],
    ["dt BETWEEN '2026-11-19' AND '2026-11-20' AND hour = '13'", '2/72'],
    ["dt >= '2026-11-19'", '48/72'],
  ])('reads the files of the partitions that %s names, and no others', async (condition, read) => {
    const engine = await duckDbEngine([await threeDays(await temporaryFolder())]);

    const { rows } = await engine.run(
      queryOf(`EXPLAIN (ANALYZE, FORMAT json) SELECT sum(paid) FROM events WHERE ${condition}`),
    );
    await engine.close();

    const profile = String(rows[0]?.[1]);
    expect(profile).toContain(`"Scanning Files": "${read}"`);
    expect(profile).toContain(`"Total Files Read": "${read.split('/')[0]}"`);
  });

  it('answers for a day when the files of another one are broken', async () => {
    const table = await threeDays(await temporaryFolder());
    const broken = table.files.filter((file) => file.includes('dt=2026-11-19'));
    await Promise.all(broken.map((file) => writeFile(file, 'garbage')));
    const engine = await duckDbEngine([table]);

    const { rows } = await engine.run(
      queryOf("SELECT sum(paid) FROM events WHERE dt = '2026-11-20'"),
    );
    await engine.close();

    expect(rows).toEqual([[24]]);
    expect(broken).toHaveLength(24);
  });

  it('keeps whole numbers that JavaScript cannot hold as text', async () => {
    const engine = await duckDbEngine([]);

    const { rows } = await engine.run(
      queryOf('SELECT 9007199254740993 AS wide, CAST(1.50 AS decimal(9, 2)), true, [1, 2]'),
    );
    await engine.close();

    expect(rows).toEqual([['9007199254740993', 1.5, true, '[1,2]']]);
  });

  it('ends a query that is cancelled', async () => {
    const engine = await duckDbEngine([]);
    const ending = new AbortController();
    const endless = queryOf(
      'SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range = -b.range',
    );

    const running = engine.run(endless, { signal: ending.signal });
    setTimeout(() => ending.abort(), 50);

    await expect(running).rejects.toThrow(/an interruption/);
    await engine.close();
  });
});

/** A row in every hour of three days. */
async function threeDays(folder: string) {
  const range = periodRange(parseHour('2026-11-18T00'), parseHour('2026-11-21T00'));
  const row = { id: [1], seen_at: [0], born: [0], name: ['Ana'], paid: [1] };
  return landed(folder, Object.fromEntries(range.map((hour) => [hour, row])));
}

async function landed(folder: string, batches: Record<string, Batch> = hours) {
  const files = await Promise.all(
    Object.entries(batches).map(async ([hour, batch]) => {
      const file = join(folder, objectKey('events', parseHour(hour)));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, (await encodeParquet(events, [batch])).bytes);
      return file;
    }),
  );
  return { table: events, files };
}
