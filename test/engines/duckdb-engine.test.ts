import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toCsv } from '../../bin/terminal/csv.ts';
import type { LandedTable, LandedTables } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { type Answer, collect, type QueryOptions } from '../../lib/engines/engine.ts';
import { QueryError } from '../../lib/errors.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { engineContract } from '../contracts/engine-contract.ts';
import { tableOf } from '../parquet/table-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { events, landed, tablesOf } from './landed-events.ts';

engineContract('DuckDB', async () => duckDbEngine(tablesOf(await landed(await temporaryFolder()))));

describe('DuckDB', () => {
  it('reads a lake whose path has quotes, spaces and wildcards', async () => {
    const folder = join(await temporaryFolder(), "o'lake [1]* ?");

    const { rows } = await ask('SELECT count(*) FROM events', await landed(folder));

    expect(rows).toEqual([[2]]);
  });

  it('sees no file that is not named to it', async () => {
    const folder = await temporaryFolder();
    const table = await landed(folder);
    await writeFile(join(folder, 'events/dt=2026-11-20/hour=13/foreign.parquet'), 'garbage');

    const { rows } = await ask('SELECT count(*) FROM events', table);

    expect(rows).toEqual([[2]]);
  });

  it('has a table without files as a table without rows', async () => {
    const result = await ask('SELECT name, born, dt, hour FROM events', {
      table: events,
      grain: 'hour',
      files: [],
    });

    expect(result).toEqual({ columns: ['name', 'born', 'dt', 'hour'], rows: [] });
  });

  it.each([
    [{ '2026-11-20': { n: [1] }, '2026-11-21': { n: [2] } }, 'dt', ['2026-11-20', '2026-11-21']],
    [
      { '123456789012': { n: [1] }, '3f9a0c51d2e7': { n: [2] } },
      'file',
      ['123456789012', '3f9a0c51d2e7'],
    ],
  ])('has the partition column of every grain as text: %j', async (rows, column, values) => {
    const table = await landed(await temporaryFolder(), rows, {
      ...tableOf({ n: 'integer' }),
      name: 't',
    });

    const result = await ask(`SELECT * FROM t ORDER BY n`, table);

    expect(result.columns).toEqual(['n', column]);
    expect(result.rows).toEqual([
      [1, values[0]],
      [2, values[1]],
    ]);
  });

  it('looks up only the tables that a statement names', async () => {
    const asked: string[] = [];
    const files = await landed(await temporaryFolder());
    const tables: LandedTables = {
      names: ['events', 'others', 'more'],
      async find(name) {
        asked.push(name);
        return { ...files, table: { ...files.table, name } };
      },
    };
    const engine = duckDbEngine(tables);
    onTestFinished(() => engine.close());

    await collect(
      await engine.query({
        sql: `-- FROM others
          WITH parts AS (FROM "Events") SELECT 'FROM others' FROM parts, main.events`,
      }),
    );

    expect(asked).toEqual(['events']);
  });

  it.each([
    'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r, events WHERE n < 3) SELECT max(n) FROM r',
    'SELECT (SELECT max(n) FROM (VALUES (3)) AS v (n) WHERE EXISTS (SELECT 1 FROM events))',
    'SELECT 3 WHERE 2 IN (SELECT id FROM events)',
    'SELECT max(a.id + b.id) - 1 FROM events AS a ASOF JOIN events AS b ON a.id >= b.id',
    'FROM (PIVOT events ON id IN (1, 2) USING count(*)) SELECT 3 LIMIT 1',
  ])('finds the tables wherever they stand: %s', async (sql) => {
    const { rows } = await ask(sql, await landed(await temporaryFolder()));

    expect(rows).toEqual([[3]]);
  });

  it('suggests the table that was meant, and names the others', async () => {
    const asking = ask('SELECT 1 FROM event', await landed(await temporaryFolder()));

    await expect(asking).rejects.toThrow(
      'got "event". Did you mean "events"? The tables are events.',
    );
  });

  it('shows the columns of a table', async () => {
    const { rows } = await ask('DESCRIBE events', await landed(await temporaryFolder()));

    expect(rows.map(([name, type]) => [name, type])).toEqual([
      ['id', 'BIGINT'],
      ['seen_at', 'TIMESTAMP'],
      ['born', 'DATE'],
      ['name', 'VARCHAR'],
      ['paid', 'DOUBLE'],
      ['dt', 'VARCHAR'],
      ['hour', 'VARCHAR'],
    ]);
  });

  it.each([0, 1])('says how to find file %i when it is not Parquet', async (position) => {
    const table = await landed(await temporaryFolder());
    await writeFile(table.files[position] ?? '', 'garbage');

    const asking = ask('SELECT sum(paid) FROM events', table);

    await expect(asking).rejects.toThrow(QueryError);
    await expect(asking).rejects.toThrow(/hour=1[34].*Run "hourlake doctor"/s);
  });

  it('says how to find a file with a corrupt page', async () => {
    const table = await landed(await temporaryFolder());
    const [file = ''] = table.files;
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xff, 4, 200));

    await expect(ask('SELECT * FROM events', table)).rejects.toThrow(/Run "hourlake doctor"/);
  });

  it.each([
    ["dt = '2026-11-20'", /dt=2026-11-20/, 24],
    ["dt BETWEEN '2026-11-19' AND '2026-11-20' AND hour = '13'", /dt=2026-11-(19|20).hour=13/, 2],
    ["dt >= '2026-11-19'", /dt=2026-11-(19|20)/, 48],
  ])(
    'reads the files of the partitions that %s names, and no others',
    async (condition, named, count) => {
      const table = await threeDays(await temporaryFolder());
      // DuckDB takes the columns of all files from the first one.
      const others = table.files.slice(1).filter((file) => !named.test(file));
      await Promise.all(others.map((file) => writeFile(file, 'garbage')));

      const { rows } = await ask(`SELECT sum(paid) FROM events WHERE ${condition}`, table);

      expect(rows).toEqual([[count]]);
      expect(others).toHaveLength(71 - count);
    },
  );

  it.each([',', ';', "'"])(
    'writes CSV itself, as its rows would be written, with %s',
    async (separator) => {
      const sql = `SELECT name, id, -paid::decimal(9, 2) AS price, paid > 1.7 AS much, born, seen_at,
        CASE WHEN id = 1 THEN NULL ELSE '' END AS nothing, 9007199254740993 AS wide,
        unnest(['plain', 'a,b;c''d', '"', 'two' || chr(10) || 'lines', chr(13), ' ', '\\']) AS special
      FROM events ORDER BY id DESC, special; -- end`;

      const [answer, { columns, rows }] = [
        await answered(sql),
        await ask(sql, await landed(await temporaryFolder())),
      ];

      expect(await textOf(answer.csv?.(separator))).toBe(
        toCsv(columns, rows, { separator, header: false }),
      );
      expect(rows).toHaveLength(14);
    },
  );

  it('writes every time of a lake with milliseconds, and every decimal with its digits', async () => {
    const sql = `SELECT TIMESTAMP '1970-01-01 00:00:00' + to_milliseconds(number * 86399999) AS at,
        CAST((number - 5000) / 1000 AS decimal(18, 3)) AS price, DATE '0101-01-01' + number::integer * 300 AS day
      FROM range(10000) AS numbers (number)`;

    const [answer, { columns, rows }] = [await answered(sql), await ask(sql)];

    expect(await textOf(answer.csv?.(','))).toBe(toCsv(columns, rows, { header: false }));
  });

  it('leaves types to its rows that it would write in another way', async () => {
    const answers = await Promise.all(
      ['SELECT paid FROM events', 'SELECT [1, 2]', "SELECT TIME '13:00:00'"].map(answered),
    );

    expect(answers.map(({ csv }) => csv)).toEqual([undefined, undefined, undefined]);
  });

  it('throws an error in the last line of CSV, without a value', async () => {
    const { csv } = await answered(
      "SELECT CAST(CASE WHEN range < 20000 THEN '1' ELSE 'a secret' END AS integer) FROM range(20001)",
    );

    const reading = textOf(csv?.(','));

    await expect(reading).rejects.toThrow(/got Conversion Error/);
    await expect(reading).rejects.not.toThrow(/'a secret' to/);
  });

  it('keeps whole numbers that JavaScript cannot hold as text', async () => {
    const { rows } = await ask('SELECT 9007199254740993 AS wide, true, [1, 2]');

    expect(rows).toEqual([['9007199254740993', true, '[1,2]']]);
  });

  it.each([
    'SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range = -b.range',
    'SELECT * FROM range(100000000000) a, range(1000) b',
  ])('ends a query that is cancelled: %s', async (sql) => {
    const ending = new AbortController();

    const running = ask(sql, undefined, { signal: ending.signal });
    setTimeout(() => ending.abort(), 50);

    await expect(running).rejects.toThrow(/an interruption/);
  });

  it('begins no query that is cancelled already', async () => {
    const running = ask('SELECT 1', undefined, { signal: AbortSignal.abort() });

    await expect(running).rejects.toThrow(/an interruption/);
  });

  it('says of a late error what it is, and where in the statement', async () => {
    const asking = ask(
      "SELECT repeat('x', 1000), CAST(CASE WHEN range < 20000 THEN '1' ELSE 'a secret' END AS integer) FROM range(20001)",
    );

    await expect(asking).rejects.toThrow(
      /got Conversion Error\s+LINE 1: .*CAST\(CASE.*Correct the statement/s,
    );
    await expect(asking).rejects.not.toThrow(/'a secret' to/);
  });
});

/** An answer whose rows were not read yet. */
async function answered(sql: string): Promise<Answer> {
  const engine = duckDbEngine(tablesOf(await landed(await temporaryFolder())));
  onTestFinished(() => engine.close());
  return engine.query({ sql });
}

async function textOf(pieces: AsyncIterable<Uint8Array> = noPieces()): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

async function* noPieces(): AsyncGenerator<Uint8Array> {}

/** A row in every hour of three days. */
async function threeDays(folder: string): Promise<LandedTable> {
  const range = periodRange(parseHour('2026-11-18T00'), parseHour('2026-11-21T00'));
  const row = { id: [1], seen_at: [0], born: [0], name: ['Ana'], paid: [1] };
  return landed(folder, Object.fromEntries(range.map((hour) => [hour, row])));
}

async function ask(sql: string, table?: LandedTable, options?: QueryOptions) {
  const engine = duckDbEngine(tablesOf(...(table === undefined ? [] : [table])));
  try {
    return await collect(await engine.query({ sql }, options));
  } finally {
    await engine.close();
  }
}
