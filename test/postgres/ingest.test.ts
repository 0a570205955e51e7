import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wantedNow } from '../../bin/commands/ingest.ts';
import type { Context } from '../../bin/context.ts';
import { landJobs } from '../../bin/land-jobs.ts';
import { ProgressStream } from '../../bin/terminal/progress-stream.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { aDatabase } from './a-database.ts';
import { PASSWORD } from './a-server.ts';

/** A job that says where it is delivered to. */
const job = { ...fakeAccounts, deliver: 'env:A_URL' };

const NOON = Date.UTC(2026, 10, 20, 12, 5);

/** Runs an ingest in this process, and returns what it printed. */
async function ingest(lake: string, url: string | undefined, instant: number): Promise<string> {
  const printed: string[] = [];
  const never = new AbortController().signal;
  const context: Context = {
    now: () => instant,
    resolvePath: (path) => path,
    print: async (text) => void printed.push(String(text)),
    outputClosed: never,
    async *input() {},
    progress: new ProgressStream(process.stderr, { draws: false }),
    printsToTerminal: false,
    canAnswer: false,
    width: 80,
    colours: false,
    cores: 1,
    temporaryFolder: () => lake,
    configFolder: () => lake,
    homeFolder: () => lake,
    userName: () => 'me',
    signal: never,
    environment: { A_URL: url },
    openFile: async () => {},
    queries: new URL('../../queries/', import.meta.url),
    exitWith: () => {},
  };
  await landJobs(
    context,
    { lake, set: ['fake-accounts.accounts-per-hour=20'] },
    { jobs: [job], wantedOf: (wanted) => wantedNow(wanted, instant, 3) },
  );
  return printed.join('');
}

describe('an ingest of a job that says where it is delivered to', () => {
  it('delivers what it landed, and what an earlier one could not', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const { url, ask } = await aDatabase();

    await expect(ingest(lake, undefined, NOON)).rejects.toThrow(
      'Expected the URL of a database in env:A_URL, got nothing.',
    );
    const later = await ingest(lake, `${url}?sslmode=disable`, NOON + 24 * 3_600_000);

    expect(later).toMatch(/fake-accounts in .*: 3 hours landed .*\n.*: 6 hours delivered/);
    expect(later).not.toContain(PASSWORD);
    expect(await ask('SELECT count(*) FROM hourlake_deliveries')).toEqual([['6']]);
  });

  it('keeps what has landed when the database is not there', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const { url, ask } = await aDatabase();

    const failing = ingest(lake, `postgres://ana:${PASSWORD}@127.0.0.1:1/lake`, NOON);

    await expect(failing).rejects.toThrow(/nothing answers there/);
    await ingest(lake, `${url}?sslmode=disable`, NOON);
    expect(await ask('SELECT count(*) FROM hourlake_deliveries')).toEqual([['3']]);
  });
});
