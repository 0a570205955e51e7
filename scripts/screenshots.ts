import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { parseDay } from '../bin/options/time-options.ts';
import { serveSite } from '../dashboard/scripts/serve-site.ts';
import { fillDemo } from './demo.ts';
import { openChromium } from './screenshots/open-chromium.ts';

/** What is taken of a page. */
interface Picture {
  readonly name: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly scheme?: 'light' | 'dark';
}

const IMAGES = 'docs/images';

/** The newest day of the demo lake: the pictures change with the project, not with the day. */
const DAY = '2026-11-22';

const NOW = '2026-11-23T00:20:00Z';

/** Runs a command, and shows what it prints. */
function run(
  [program = '', ...args]: readonly string[],
  { cwd = '.', env = {} }: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): void {
  const { status, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (error !== undefined) throw new Error(`${program} cannot be run`, { cause: error });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited with code ${status}`);
}

/** Writes the report of a lake in a language, and returns its URL. It names the lake as the person does who asks for it. */
function report(lake: string, folder: string, language: string): string {
  const out = join(folder, `${language}.html`);
  const named = ['--lake', `./${basename(lake)}`];
  const asked = ['report', ...named, '--now', NOW, '--lang', language, '--out', out];
  run([process.execPath, resolve('bin/hourlake.js'), ...asked], { cwd: dirname(lake) });
  return pathToFileURL(out).href;
}

async function take(browser: Browser, picture: Picture): Promise<void> {
  const { name, url, width, height, scheme = 'light' } = picture;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1000);
  await page.screenshot({ path: `${IMAGES}/${name}.png`, animations: 'disabled' });
  await page.close();
}

const folder = await mkdtemp(join(tmpdir(), 'hourlake-screenshots-'));
try {
  const { values } = parseArgs({ options: { lake: { type: 'string' } } });
  const lake = resolve(values.lake ?? join(folder, 'demo'));
  await fillDemo({ lake, day: parseDay(DAY), days: 35 });
  run(['dbt', 'build', '--quiet'], { cwd: 'dbt', env: { HOURLAKE_LAKE: lake } });
  run(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: 'dashboard' });
  run(['npm', 'run', 'build'], { cwd: 'dashboard', env: { HOURLAKE_LAKE: lake } });
  const english = report(lake, folder, 'en');
  const portuguese = report(lake, folder, 'pt');
  const site = await serveSite('dashboard/build');
  const browser = await openChromium();
  const wide = { width: 1200, height: 1500 };
  const phone = { width: 390, height: 844 };
  await take(browser, { name: 'report', url: english, ...wide });
  await take(browser, { name: 'report-pt', url: portuguese, ...wide });
  await take(browser, { name: 'report-phone', url: english, ...phone, scheme: 'dark' });
  await take(browser, { name: 'dashboard', url: `${site.url}/pypi/`, width: 1200, height: 1100 });
  await take(browser, {
    name: 'dashboard-health',
    url: `${site.url}/lake-health/`,
    width: 1200,
    height: 1100,
  });
  await browser.close();
  await site.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
