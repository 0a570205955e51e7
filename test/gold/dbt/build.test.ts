import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobs } from '../../../jobs/index.ts';
import { DuckDb } from '../../../lib/duckdb/duckdb.ts';
import { findSavedQuery, readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { materializedQueries } from '../../../scripts/dbt/materialized-queries.ts';
import { digestsOf } from '../../run-hourlake.ts';
import { fillLake, landDownloads, run } from './a-lake.ts';
import { type DbtRun, dbt } from './run-dbt.ts';

const OWN_MODELS = [
  'lake_freshness',
  'lake_gaps',
  'lake_periods',
  'pypi_daily_stats',
  'sign_ups_by_age_band',
  'sign_ups_by_day',
  'sign_ups_by_state',
];

const QUERIES = materializedQueries.map(({ query }) => query);

/** What a manifest says of a model, a source or an exposure. */
interface Documented {
  readonly name: string;
  readonly resource_type: string;
  readonly description: string;
  readonly columns?: Readonly<
    Record<string, { readonly name: string; readonly description: string }>
  >;
}

let folder = '';
let lake = '';
let built: DbtRun;

const build = (...args: string[]) =>
  dbt(['build', ...args], { target: join(folder, 'target'), env: { HOURLAKE_LAKE: lake } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-dbt-'));
  // A name with what DuckDB takes for a pattern, and a text in SQL for its end.
  lake = join(folder, "it's [my] lake");
  await fillLake(lake);
  built = await build();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('dbt build over a lake', () => {
  it('builds every model, and every test passes', () => {
    expect(built.code, built.output).toBe(0);
    expect(built.output).toMatch(/PASS=\d{3} WARN=0 ERROR=0 SKIP=0/);
  });

  it('says which tables are empty, and which command fills them', () => {
    const said = built.output.split('\n').filter((line) => line.includes(' is empty: '));

    expect(said.map((line) => line.slice(line.indexOf('lake.')))).toEqual([
      empty('planted_faults', 'fake-accounts-truth'),
      empty('pedido', 'mock'),
      empty('podcasts', 'podcasts'),
      empty('data_hackers_episodes', 'data-hackers-episodes'),
    ]);
  });

  it('writes one Parquet file for each model below gold/, and the file of DuckDB', async () => {
    const models = [...OWN_MODELS, ...QUERIES.map(inSnakeCase)].sort();

    const files = Object.keys(await digestsOf(join(lake, 'gold')));

    expect(files).toEqual(
      [...models.map((model) => `${model}/${model}.parquet`), 'hourlake.duckdb'].sort(),
    );
  });

  it.each(QUERIES)('has the types and rows that "hourlake query %s" gives', async (query) => {
    const sql = await readQuery(query);
    const out = join(folder, 'exported');
    await run(['export', '--lake', lake, '--sql', sql, '--name', query, '--to', out]);
    const answer = `read_parquet(${inQuotes(join(out, query, '*.parquet'))})`;
    const gold = goldFile(inSnakeCase(query));

    const types = (table: string) =>
      ask(`SELECT column_name, column_type FROM (DESCRIBE FROM ${table})`);
    const missing = await ask(
      `SELECT (SELECT count(*) FROM (FROM ${answer} EXCEPT ALL FROM ${gold})), (SELECT count(*) FROM (FROM ${gold} EXCEPT ALL FROM ${answer})), (SELECT count(*) > 0 FROM ${gold})`,
    );

    expect(await types(gold)).toEqual(await types(answer));
    expect(missing).toEqual([['0', '0', true]]);
  });

  it('counts the rows of every landed period, empty ones included', async () => {
    const [[rows] = []] = await ask(
      `SELECT row_count FROM ${goldFile('lake_freshness')} WHERE job = 'conta'`,
    );
    const counted = await run([
      'query',
      '--lake',
      lake,
      '--format',
      'csv',
      '--sql',
      'SELECT count(*) FROM conta',
    ]);

    expect(
      await ask(`
        SELECT count(*), count(*) FILTER (row_count = 0) > 0, CAST(sum(row_count) AS bigint)
        FROM ${goldFile('lake_periods')} WHERE job = 'conta'`),
    ).toEqual([['240', true, rows]]);
    expect(counted.split('\n')[1]).toBe(rows);
  });

  it('finds the day of downloads that is missing', async () => {
    expect(await ask(`FROM ${goldFile('lake_gaps')} ORDER BY ALL`)).toEqual([
      ['pypi-downloads', 'day', '2026-11-12', '2026-11-12', '1'],
      ['pypi-downloads-rejects', 'day', '2026-11-12', '2026-11-12', '1'],
    ]);
    expect(
      await ask(`
        SELECT first_period, newest_period, CAST(newest_period_end AS varchar), missing_periods
        FROM ${goldFile('lake_freshness')} WHERE job = 'pypi-downloads'`),
    ).toEqual([['2026-11-10', '2026-11-13', '2026-11-14 00:00:00', '1']]);
  });
});

describe('a second build', () => {
  it('gives the same bytes', async () => {
    const before = await parquetOf(lake);

    await build('--exclude-resource-type', 'test', 'unit_test');

    expect(await parquetOf(lake)).toEqual(before);
  });

  it('reads the days that landed since, older ones too, and no other one', async () => {
    const file = join(lake, 'gold/hourlake.duckdb');
    // A mark in a day that is there: it stays where that day is not built again.
    await change(
      file,
      `UPDATE gold.pypi_daily_stats SET cpu = 'MARK' WHERE download_date = '2026-11-10'`,
    );
    await landDownloads(lake, '2026-11-12');
    await landDownloads(lake, '2026-11-14');

    const { code, output } = await build('--select', 'lake_periods', 'pypi_daily_stats');

    expect(code, output).toBe(0);
    expect(
      await ask(`
        SELECT CAST(download_date AS varchar), bool_and(cpu IS NOT DISTINCT FROM 'MARK')
        FROM ${goldFile('pypi_daily_stats')} GROUP BY ALL ORDER BY ALL`),
    ).toEqual([
      ['2026-11-10', true],
      ...['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14'].map((day) => [day, false]),
    ]);
    const sql = await readFile(
      join(folder, 'target/compiled/hourlake/models/pypi/pypi_daily_stats.sql'),
      'utf8',
    );
    expect(sql).toContain(`dt IN ('2026-11-12', '2026-11-14')`);
    expect(await explained(file, sql)).toMatch(/Scanning Files: 2\/5/);
  });

  it('keeps a day that is no longer in the lake, and its tests still pass', async () => {
    const day = join(lake, 'pypi-downloads/dt=2026-11-10');
    await rename(day, join(folder, 'expired'));

    const { code, output } = await build('--select', 'lake_periods', 'pypi_daily_stats');
    await rename(join(folder, 'expired'), day);

    expect(code, output).toBe(0);
    expect(
      await ask(`
        SELECT count(*) > 0 FROM ${goldFile('pypi_daily_stats')} WHERE download_date = '2026-11-10'`),
    ).toEqual([[true]]);
  });
});

describe('the documentation', () => {
  it('describes every table and column, and knows what each model is made from', async () => {
    const target = join(folder, 'docs');

    const { code, output } = await dbt(['docs', 'generate'], {
      target,
      env: { HOURLAKE_LAKE: lake },
    });

    expect(code, output).toBe(0);
    const { nodes, sources, exposures, parent_map } = JSON.parse(
      await readFile(join(target, 'manifest.json'), 'utf8'),
    );
    const catalog = JSON.parse(await readFile(join(target, 'catalog.json'), 'utf8'));
    const models = Object.values<Documented>(nodes).filter(
      ({ resource_type }) => resource_type === 'model',
    );
    for (const { name, description, columns } of [
      ...models,
      ...Object.values<Documented>(sources),
      ...Object.values<Documented>(exposures),
    ]) {
      expect(description, name).not.toBe('');
      for (const column of Object.values(columns ?? {})) {
        expect(column.description, `${name}.${column.name}`).not.toBe('');
      }
    }
    expect(models).toHaveLength(14);
    expect(Object.keys(catalog.nodes)).toHaveLength(14);
    expect(Object.keys(catalog.sources)).toHaveLength(jobs.length);
    expect(parent_map['model.hourlake.movimento_flat'].sort()).toEqual(
      ['associado', 'cartao', 'conta', 'movimento'].map((table) => `source.hourlake.lake.${table}`),
    );
    expect(parent_map['model.hourlake.pypi_daily_stats']).toEqual([
      'source.hourlake.lake.pypi_downloads',
    ]);
    expect(parent_map['model.hourlake.lake_periods'].sort()).toEqual(
      jobs.map(({ table }) => `source.hourlake.lake.${table.name}`).sort(),
    );
    expect(parent_map['exposure.hourlake.dashboard']).toHaveLength(13);
  });
});

describe('the gold layer', () => {
  it('is not looked at by the doctor and the status, and survives them', async () => {
    const before = await digestsOf(join(lake, 'gold'));

    const doctor = await run([
      'doctor',
      '--lake',
      lake,
      '--job',
      'vendas',
      '--repair',
      '--replace',
    ]);
    const status = await run(['status', '--lake', lake, '--job', 'vendas']);

    expect(`${doctor}${status}`).not.toMatch(/gold|[Ff]oreign/);
    expect(await digestsOf(join(lake, 'gold'))).toEqual(before);
  });
});

function empty(table: string, job: string): string {
  const inShell = `'${lake.replaceAll("'", `'\\''`)}'`;
  return `lake.${table} is empty: nothing has landed. Fill it with "npx hourlake ingest --lake ${inShell} --job ${job}".`;
}

async function parquetOf(place: string): Promise<Record<string, string>> {
  const files = Object.entries(await digestsOf(join(place, 'gold')));
  return Object.fromEntries(files.filter(([file]) => file.endsWith('.parquet')));
}

async function readQuery(name: string): Promise<string> {
  return findSavedQuery(await readSavedQueries('queries'), name).sql;
}

function goldFile(model: string): string {
  return `read_parquet(${inQuotes(join(lake.replaceAll('[', '[[]'), 'gold', model, `${model}.parquet`))})`;
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function inSnakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

async function ask(sql: string) {
  return using(':memory:', (database) => database.ask(sql));
}

async function change(file: string, sql: string): Promise<void> {
  await using(file, (database) => database.run(sql));
}

async function explained(file: string, sql: string): Promise<string> {
  return using(file, async (database) => String((await database.ask(`EXPLAIN ${sql}`))[0]?.[1]));
}

async function using<Result>(file: string, work: (database: DuckDb) => Promise<Result>) {
  const database = await DuckDb.open({}, file);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
