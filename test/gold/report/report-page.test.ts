import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../../../scripts/screenshots/open-chromium.ts';
import { hourlake } from '../../run-hourlake.ts';

const WIDTHS = [390, 820, 1280];
const LANGUAGES = ['en', 'pt'];
const SCHEMES = ['light', 'dark'] as const;

const cases = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ language, width, scheme }))),
);

const axe = createRequire(import.meta.url).resolve('axe-core');

let browser: Browser;
let folder: string;
const reports = new Map<string, string>();

beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), 'hourlake-report-'));
  const lake = join(folder, 'lake');
  await cp(inject('demoLake'), lake, { recursive: true });
  await damage(lake);
  for (const language of LANGUAGES) {
    const out = join(folder, `${language}.html`);
    const run = await hourlake(['report', '--lang', language, '--out', out], {
      lake,
      cwd: folder,
      jobs: '',
      env: { HOURLAKE_NOW: `${inject('demoDay')}T23:59:00Z` },
    });
    expect(run.stderr).toMatch(/report \d+\/\d+ jobs/);
    expect(run.code).toBe(0);
    reports.set(language, out);
  }
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the page of a report', () => {
  it.each(cases)('is accessible in $language at $width pixels, $scheme', async (shown) => {
    const page = await open(shown);
    await page.addScriptTag({ path: axe });

    const violations = await page.evaluate<unknown[]>(`axe.run().then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`);

    expect(violations).toEqual([]);
    await page.close();
  });

  it.each(cases)('fits its width in $language at $width pixels, $scheme', async (shown) => {
    const page = await open(shown);

    const [wide = 0, own = 0] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );

    expect(wide).toBeLessThanOrEqual(own);
    await page.close();
  });

  it.each(cases)(
    'shows each chart at a readable size in $language at $width pixels, $scheme',
    async (shown) => {
      const page = await open(shown);

      const sizes = await page.evaluate<number[]>(`[...document.querySelectorAll('svg.chart')]
      .filter((svg) => svg.getBoundingClientRect().width > 0)
      .map((svg) => (12 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width)`);

      expect(sizes.length).toBeGreaterThan(10);
      expect(Math.min(...sizes)).toBeGreaterThan(9.5);
      await page.close();
    },
  );

  it('asks for nothing else than itself', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const url = pathToFileURL(reports.get('en') ?? '').href;

    await page.goto(url, { waitUntil: 'networkidle' });

    expect(asked).toEqual([url]);
    await page.close();
  });

  it('is light on paper, with every chart and table within the page', async () => {
    const page = await open({ language: 'pt', width: 718, scheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    const printed = await page.evaluate<object>(`({
      background: getComputedStyle(document.body).backgroundColor,
      beyond: [...document.querySelectorAll('svg.chart, table')]
        .map((element) => element.getBoundingClientRect())
        .filter(({ right, width }) => width > 0 && right > document.documentElement.clientWidth + 1)
        .length,
    })`);

    expect(printed).toEqual({ background: 'rgb(255, 255, 255)', beyond: 0 });
    await page.close();
  });
});

async function open({
  language,
  width,
  scheme,
}: {
  readonly language: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    // The policy of the page refuses the script of axe as it refuses all others.
    bypassCSP: true,
  });
  await page.goto(pathToFileURL(reports.get(language) ?? '').href);
  return page;
}

/** A gap, a corrupt object, and foreign files with names that hide or look like something else. */
async function damage(lake: string): Promise<void> {
  const day = inject('demoDay');
  const hour = (number: string) =>
    join(
      lake,
      'fake-accounts',
      `dt=${day}`,
      `hour=${number}`,
      `fake-accounts-${day}T${number}.parquet`,
    );
  await rm(hour('05'));
  await writeFile(hour('07'), 'not Parquet');
  await writeFile(join(lake, 'fake-accounts', '<img src=x onerror=alert(1)>.txt'), '');
  await writeFile(join(lake, `${'a-very-long-name-'.repeat(12)}.csv`), '');
}
