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
  /** The report in a language, or a page of the dashboard. */
  readonly of: 'en' | 'pt' | `${string}/`;
  /** Size of the window, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scheme?: 'light' | 'dark';
}

const WIDE = { width: 1200, height: 1500 };
const LOW = { width: 1200, height: 1100 };
const PHONE = { width: 390, height: 844 };

/** The pictures, each a PNG in docs/images. */
export const pictures: readonly Picture[] = [
  { name: 'report', of: 'en', ...WIDE },
  { name: 'report-pt', of: 'pt', ...WIDE },
  { name: 'report-phone', of: 'en', ...PHONE, scheme: 'dark' },
  { name: 'dashboard', of: 'pypi/', ...LOW },
  { name: 'dashboard-health', of: 'lake-health/', ...LOW },
];

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

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, width, height, scheme = 'light' } = picture;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(url, { waitUntil: 'networkidle' });
  // Charts of the dashboard move into their place.
  await page.waitForTimeout(1000);
  await page.screenshot({ path: `${IMAGES}/${name}.png`, animations: 'disabled' });
  await page.close();
}

/** Takes all pictures of a lake with gold tables. */
async function takePictures(lake: string, folder: string): Promise<void> {
  const reports = { en: report(lake, folder, 'en'), pt: report(lake, folder, 'pt') };
  const site = await serveSite('dashboard/build');
  const browser = await openChromium();
  for (const picture of pictures) {
    const { of } = picture;
    const url = of === 'en' || of === 'pt' ? reports[of] : `${site.url}/${of}`;
    await take(browser, url, picture);
  }
  await browser.close();
  await site.close();
}

if (process.argv[1] === import.meta.filename) {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-screenshots-'));
  try {
    const { values } = parseArgs({ options: { lake: { type: 'string' } } });
    const lake = resolve(values.lake ?? join(folder, 'demo'));
    await fillDemo({ lake, day: parseDay(DAY), days: 35 });
    run(['dbt', 'build', '--quiet'], { cwd: 'dbt', env: { HOURLAKE_LAKE: lake } });
    run(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: 'dashboard' });
    run(['npm', 'run', 'build'], { cwd: 'dashboard', env: { HOURLAKE_LAKE: lake } });
    await takePictures(lake, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
