import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hourlake } from '../../run-hourlake.ts';

/** Days of downloads: one is missing between them. */
const LANDED_DAYS = ['2026-11-10', '2026-11-11', '2026-11-13'];

const SETTINGS = [
  'fake-accounts.accounts-per-hour=20',
  'associado.share=0.5',
  'pypi-downloads.origin=generated',
  'pypi-downloads.downloads=300',
];

/** Lands ten days of accounts and movements, three workbooks of sales, and three days of downloads. No podcasts. */
export async function fillLake(lake: string): Promise<void> {
  await fill(
    lake,
    ['--job', 'bronze-fake-accounts', '--job', 'movimento'],
    '2026-11-01',
    '2026-11-11',
  );
  for (const day of LANDED_DAYS) await landDownloads(lake, day);
  await run(['generate', '--job', 'vendas', '--out', join(lake, 'entrada/vendas')]);
  await run(['inbox', '--job', 'vendas', '--lake', lake]);
}

/** Lands a day of downloads. */
export async function landDownloads(lake: string, day: string): Promise<void> {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  await fill(lake, ['--job', 'pypi-downloads'], day, next);
}

/** What a command of Hourlake prints; it has to succeed. */
export async function run(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await hourlake(args, { jobs: '', cwd: tmpdir() });
  expect(code, stderr).toBe(0);
  return stdout;
}

async function fill(
  lake: string,
  jobs: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  const set = SETTINGS.flatMap((setting) => ['--set', setting]);
  await run(['backfill', '--lake', lake, ...jobs, ...set, '--from', from, '--to', to]);
}
