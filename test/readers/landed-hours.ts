import { join } from 'node:path';
import { expect } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A folder with six hours of accounts in `lake`. */
export async function landedHours(
  settings: Readonly<Record<string, number>> = {},
): Promise<string> {
  const folder = await temporaryFolder();
  const range = ['--from', '2026-11-20T08', '--to', '2026-11-20T14'];
  const set = Object.entries(settings).flatMap(([name, value]) => [
    '--set',
    `fake-accounts.${name}=${value}`,
  ]);
  const lake = ['--lake', join(folder, 'lake')];
  const { code, stderr } = await hourlake(['backfill', ...range, ...set, ...lake]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return folder;
}

/** What the examples of docs/reading.md count, as the project's own engine counts it. */
export async function countedByHourlake(folder: string): Promise<string[]> {
  const sql = `SELECT count(*), sum(CASE WHEN uf = 'SP' THEN 1 ELSE 0 END), min(criado_em)
    FROM fake_accounts WHERE dt || 'T' || hour >= '2026-11-20T12'`;
  const lake = ['--lake', join(folder, 'lake'), '--format', 'csv'];
  const { stdout } = await hourlake(['query', '--sql', sql, ...lake]);
  return figuresIn(stdout.trim().split('\n').at(-1) ?? '');
}

/** Two counts and a time to the millisecond, as they stand in what a reader printed. */
export function figuresIn(printed: string): string[] {
  const time = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}/.exec(printed)?.[0] ?? '';
  const before = printed.slice(0, printed.indexOf(time));
  const counts = before.match(/\b\d+\b/g) ?? [];
  return [...counts.slice(-2), time.replace('T', ' ')];
}
