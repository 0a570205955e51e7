import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedSite, serveSite } from '../../../dashboard/scripts/serve-site.ts';
import { openChromium } from '../../../scripts/screenshots/open-chromium.ts';
import {
  openSiteTables,
  pageQueries,
  pages,
  pageText,
  type SiteTables,
  sqlOfQuery,
} from '../../dashboard/page-queries.ts';
import { smallGold } from '../../dashboard/small-gold.ts';
import { writeGold } from '../../dashboard/write-gold.ts';
import { type BuiltSite, buildSite } from './build-site.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Requests to anything but this machine; they fail. */
const blocked: string[] = [];
/** Errors of pages, and in their consoles. */
const faults: string[] = [];
let folder: string;
let browser: Browser;
let context: BrowserContext;
let full: { readonly built: BuiltSite; readonly site: ServedSite; readonly tables: SiteTables };

/** A browser west of UTC that reaches this machine only. */
async function openBrowser(): Promise<BrowserContext> {
  const opened = await browser.newContext({ timezoneId: 'America/Sao_Paulo' });
  await opened.route('**/*', (route) => {
    const url = route.request().url();
    if (/^(http:\/\/127\.0\.0\.1[:/]|data:|blob:)/.test(url)) return route.continue();
    blocked.push(url);
    return route.abort();
  });
  return opened;
}

/** Opens a page of a site, and waits until its charts are drawn. */
async function open(
  site: ServedSite,
  name: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme });
  page.on('pageerror', ({ message }) => faults.push(`${name}: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${name}: ${message.text()}`);
  });
  await page.goto(`${site.url}/${name === 'index' ? '' : `${name}/`}`, {
    waitUntil: 'networkidle',
  });
  await page.locator('h1').waitFor();
  return page;
}

/** Charts as they are written in a page. */
function chartsOf(name: string): number {
  return [...pageText(name).matchAll(/<(BarChart|Chart|Heatmap)\b/g)].length;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-site-'));
  browser = await openChromium();
  context = await openBrowser();
  const lake = join(folder, 'lake');
  await writeGold(lake, smallGold);
  const built = await buildSite({ lake, into: join(folder, 'full'), basePath: '/hourlake' });
  const site = await serveSite(built.folder, { basePath: '/hourlake' });
  full = { built, site, tables: await openSiteTables(lake) };
}, 1_200_000);

afterAll(async () => {
  await browser?.close();
  await full?.site.close();
  full?.tables.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the build of the dashboard', () => {
  it('connects to no host, the registry and statistics of usage included', () => {
    expect(full.built.hosts).toEqual([]);
  });

  it('leaves the configuration as it was', async () => {
    expect(await readFile('dashboard/evidence.config.yaml', 'utf8')).not.toContain('basePath');
  });
});

describe('the dashboard below a path', () => {
  it.each(pages)('draws its charts, without an error: %s', async (name) => {
    const page = await open(full.site, name);

    await expect
      .poll(() => page.locator('[_echarts_instance_] canvas').count())
      .toBe(chartsOf(name));
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/error|undefined|NaN|No Results|Invalid/i);
    await page.close();
  });

  it('shows figures and days of UTC in a browser west of it', async () => {
    const page = await open(full.site, 'pypi');
    const text = await page.locator('main').innerText();
    await page.close();

    expect(text).toMatch(/Last complete week\s+350\s+▲?\s*25\.0% vs\. the week before/);
    expect(text).toMatch(/All days\s+4,110/);
    expect(text).toMatch(/Last update\s+2026-11-18/);
    expect(text).toContain('from 2026-10-19 to 2026-11-15');
  });

  it('leads from page to page', async () => {
    const page = await open(full.site, 'index');
    await page.getByRole('link', { name: 'Lake health' }).first().click();
    await page.waitForURL('**/hourlake/lake-health/');
    await page.getByText('Hours behind are counted').waitFor();
    await page.close();
  });

  it('answers every query of every page in DuckDB in the browser as DuckDB does here', async () => {
    const page = await open(full.site, 'index');
    await page.waitForFunction(() => Symbol.for('EVIDENCE_QUERY_ENGINE') in globalThis);

    for (const query of pageQueries) {
      const here = await full.tables.rowsOf(query.page, query.name);
      const there = await page.evaluate(rowsInBrowser, sqlOfQuery(query));

      expect(there, `${query.name} in ${query.page}`).toEqual(here.map(plainRow));
    }
    await page.close();
  });

  it.each(
    pages.flatMap((name) => [
      { name, colorScheme: 'light' as const },
      { name, colorScheme: 'dark' as const },
    ]),
  )('has no serious fault of accessibility: $name, $colorScheme', async ({ name, colorScheme }) => {
    const page = await open(full.site, name, colorScheme);
    await page.addScriptTag({
      path: AXE,
    });
    const violations = await page.evaluate(seriousViolations);
    await page.close();

    expect(violations).toEqual([]);
  });

  it('has one fault on phones: tables of Evidence that scroll cannot be focused', async () => {
    const rules = new Set<string>();
    for (const name of pages) {
      const page = await open(full.site, name);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.addScriptTag({ path: AXE });
      for (const violation of await page.evaluate(seriousViolations)) {
        rules.add(violation.split(':')[0] ?? '');
      }
      await page.close();
    }

    expect([...rules]).toEqual(['scrollable-region-focusable']);
  });

  it('has asked no other host for anything, and has logged no error', () => {
    expect(blocked).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('the dashboard of an empty lake', () => {
  it('names the command that fills each page, in place of charts', async () => {
    const lake = join(folder, 'empty-lake');
    await writeGold(lake);
    const built = await buildSite({ lake, into: join(folder, 'empty') });
    const site = await serveSite(built.folder);

    expect(built.printed).toContain('Empty tables: lake_freshness, lake_gaps,');
    for (const name of pages) {
      const page = await open(site, name);
      const text = await page.locator('main').innerText();
      expect(text, name).toMatch(/npx hourlake .*dbt build.*npm run build/s);
      expect(await page.locator('[_echarts_instance_]').count(), name).toBe(0);
      await page.close();
    }
    await site.close();
    expect([...blocked, ...faults]).toEqual([]);
  }, 1_200_000);
});

/** A row with numbers, texts and nulls, as they are in the browser. */
function plainRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' || value instanceof Date ? Number(value) : value,
    ]),
  );
}

/** Runs in the page: the rows of a query in the DuckDB of Evidence. */
async function rowsInBrowser(sql: string): Promise<Record<string, unknown>[]> {
  interface Row {
    toJSON(): Record<string, unknown>;
  }
  interface Engine {
    connect(): Promise<{
      query(text: string): Promise<{ toArray(): Row[] }>;
      close(): Promise<void>;
    }>;
  }
  const engine: Engine = Reflect.get(globalThis, Symbol.for('EVIDENCE_QUERY_ENGINE'));
  const connection = await engine.connect();
  const rows = (await connection.query(sql)).toArray().map((row) => row.toJSON());
  await connection.close();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'bigint' || value instanceof Date ? Number(value) : value,
      ]),
    ),
  );
}

/** Runs in the page: what axe-core calls serious or critical, as `rule: where`. */
async function seriousViolations(): Promise<string[]> {
  interface Violation {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }
  interface Axe {
    run(): Promise<{ readonly violations: readonly Violation[] }>;
  }
  const axe: Axe = Reflect.get(globalThis, 'axe');
  const { violations } = await axe.run();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
