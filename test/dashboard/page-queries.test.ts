import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGoldSources } from '../../dashboard/scripts/gold-tables.ts';
import {
  dashboard,
  goldSources,
  openSiteTables,
  pageQueries,
  pages,
  pageText,
  type SiteTables,
} from './page-queries.ts';
import { removableFolder } from './removable-folder.ts';
import { smallGold } from './small-gold.ts';
import { writeGold } from './write-gold.ts';

const lake = await removableFolder();
const emptyLake = await removableFolder();
let site: SiteTables;
let emptySite: SiteTables;

beforeAll(async () => {
  // A complete month as well.
  const pypi_daily_stats = `${smallGold.pypi_daily_stats} UNION ALL BY NAME SELECT CAST(day AS date) AS download_date, '1.4.0' AS version, 1 AS daily_download_sum FROM range(DATE '2026-09-01', DATE '2026-10-01', INTERVAL 1 DAY) AS days (day)`;
  await writeGold(lake, { ...smallGold, pypi_daily_stats });
  await writeGold(emptyLake);
  site = await openSiteTables(lake);
  emptySite = await openSiteTables(emptyLake);
});

afterAll(() => {
  site.close();
  emptySite.close();
});

describe('the sources of the dashboard', () => {
  it('are all files of sources/gold, and every page reads from them', async () => {
    const read = new Set(
      pageQueries.flatMap(({ sql }) => [...sql.matchAll(/\bgold\.(\w+)/g)].map(([, name]) => name)),
    );

    expect(await readGoldSources(dashboard)).toEqual(goldSources);
    expect(goldSources.map(({ name }) => name).filter((name) => !read.has(name))).toEqual([]);
  });

  it.each(goldSources.map(({ name }) => name))('give rows: %s', async (name) => {
    const reader = await site.connection.runAndReadAll(`SELECT * FROM gold.${name}`);

    expect(reader.currentRowCount).toBeGreaterThan(0);
  });

  it.each(goldSources)('read one gold table and order their rows: $name', ({ sql }) => {
    expect(new Set(sql.match(/\$\{gold\}\/\w+\/\w+\.parquet/g)).size).toBe(1);
    expect(sql).toMatch(/\nORDER BY [^\n]+\n$/);
  });

  it('ship no value of a person', async () => {
    const shipped: unknown[] = [];
    for (const { name } of goldSources) {
      const reader = await site.connection.runAndReadAll(`SELECT * FROM gold.${name}`);
      shipped.push(name, reader.columnNames(), reader.getRowsJson());
    }

    const text = JSON.stringify(shipped);
    expect(text).toContain('Supermercado');
    // Names, printed names, card numbers, amounts, and a kind that names a person: see small-gold.ts.
    for (const value of ['Zuleica', 'Quaresma', '5555', 'QUARESMA', '777.77', 'Pix para']) {
      expect(text).not.toContain(value);
    }
  });
});

describe('the pages of the dashboard', () => {
  it('are these', () => {
    expect([...pages].sort()).toEqual([
      'accounts',
      'index',
      'lake-health',
      'movements',
      'pypi',
      'sales',
    ]);
  });

  it.each(pageQueries)('have queries that run and give rows: $name in $page', async (query) => {
    expect((await site.rowsOf(query.page, query.name)).length).toBeGreaterThan(0);
  });

  it.each(pageQueries)('have queries that run over empty tables: $name in $page', async (query) => {
    expect((await emptySite.rowsOf(query.page, query.name)).length).toBeLessThanOrEqual(2);
  });

  it.each(pages)('say which command fills an empty table, before any chart: %s', async (page) => {
    const text = pageText(page).replaceAll(/^```sql .*?^```$/gms, '');
    const [guard = '', query = '', column] =
      /\{#if (\w+)(?:\.length|\[0\]\.(\w+)) === 0\}/.exec(text) ?? [];
    const sentence = text.slice(text.indexOf(guard) + guard.length, text.indexOf('{:else}'));

    const rows = await emptySite.rowsOf(page, query);

    expect(column === undefined ? rows.length : Number(rows[0]?.[column])).toBe(0);
    expect(sentence).toMatch(/`npx hourlake [^`]+`.*`dbt build`.*`npm run build`/);
    expect(text.slice(0, text.indexOf(guard))).not.toMatch(/<[A-Z]/);
  });

  it.each(pages)('name only queries of their own: %s', (page) => {
    const known = pageQueries.filter((query) => query.page === page).map(({ name }) => name);
    const used = [...pageText(page).matchAll(/data=\{(\w+)\}/g)].map(([, name]) => name);

    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name = '') => !known.includes(name))).toEqual([]);
  });

  it.each(pages)('use columns that their queries have: %s', async (page) => {
    const components = pageText(page).matchAll(/data=\{(\w+)\}([^>]*)/g);
    for (const [, name = '', props = ''] of components) {
      const [row = {}] = await site.rowsOf(page, name);
      const columns = [...props.matchAll(/\b(?:x|y|value|series|column|comparison)=(\w+)/g)];

      for (const [, column = ''] of columns) expect(Object.keys(row)).toContain(column);
    }
  });
});
