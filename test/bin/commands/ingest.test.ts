import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { addPeriods, parseHour } from '../../../lib/model/period.ts';
import { dataDigestsOf, digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const LAST = parseHour('2026-11-20T13');

describe('hourlake ingest', () => {
  it('lands the 48 hours up to the last complete one, and an hour later only the new one', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(['ingest', '--json'], { lake });
    const digests = await dataDigestsOf(lake);
    const second = await hourlake(['ingest'], {
      lake,
      env: { HOURLAKE_NOW: '2026-11-20T15:00:00Z' },
    });

    const receipts = JSON.parse(first.stdout).receipts;
    expect(first).toMatchObject({ code: 0 });
    expect(JSON.parse(first.stdout)).toMatchObject({ landed: 48, alreadyThere: 0, failed: 0 });
    expect(digestsOfReceipts(receipts)).toEqual(digests);
    expect(Object.keys(digests)).toEqual(keysOfHours(48));
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/: 1 hour landed \(\d+ rows, .+\), 47 already there\.\n$/);
    expect(await digestsOf(lake)).toMatchObject(digests);
  });

  it('brings deleted hours back to the last byte', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '20'], { lake });
    const digests = await digestsOf(lake);
    const keys = keysOfHours(20);
    const deleted = ['dt=2026-11-19', ...keys.slice(7, 9), ...keys.slice(-1)];
    for (const path of deleted) {
      const inLake = path.startsWith('dt=') ? `fake-accounts/${path}` : path;
      await rm(join(lake, inLake), { recursive: true });
    }

    const again = await hourlake(['ingest', '--look-back', '20', '--job', 'fake-accounts'], {
      lake,
    });

    expect(again.stdout).toMatch(/: 9 hours landed .+, 11 already there\.\n$/);
    expect(await digestsOf(lake)).toEqual(digests);
  });

  it('ignores empty variables of the environment', async () => {
    const run = await hourlake(['ingest', '--look-back', '1'], {
      env: { HOURLAKE_SET: '', HOURLAKE_DATABASE: '', HOURLAKE_JOBS: '' },
    });

    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/: 1 hour landed/);
  });

  it('appends its receipts to a file as a Markdown table', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'summary.md'), 'before\n');
    const args = ['ingest', '--look-back', '2', '--summary', 'summary.md'];

    await hourlake(args, { cwd: folder });
    await hourlake(args, { cwd: folder });

    const [before, first, second] = (await readFile(join(folder, 'summary.md'), 'utf8')).split(
      /^### .*$/m,
    );
    expect(before).toBe('before\n');
    expect(first).toMatch(/^2 hours landed, 0 already there, 0 failed, 0 not begun\.$/m);
    expect(first).toMatch(/^\| 2026-11-20T12 \| landed \| \d+ \| [\d.]+ kB \| `[0-9a-f]{12}` \|$/m);
    expect(second?.trim()).toBe('0 hours landed, 2 already there, 0 failed, 0 not begun.');
  });

  it('gives the same bytes in any time zone, language and concurrency', async () => {
    const args = ['ingest', '--look-back', '20'];
    const folder = await temporaryFolder();
    const places = [
      { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', concurrency: '1' },
      { TZ: 'America/Sao_Paulo', LANG: 'pt_BR.UTF-8', LC_ALL: 'pt_BR.UTF-8', concurrency: '16' },
    ];
    await hourlake(args, { lake: join(folder, 'lake'), env: { TZ: 'UTC' } });
    const digests = await digestsOf(join(folder, 'lake'));
    await rm(join(folder, 'lake'), { recursive: true });

    const again = hourlake(args, { lake: join(folder, 'lake'), env: { TZ: 'UTC' } });
    const elsewhere = places.map(async ({ concurrency, ...env }) => {
      const lake = join(folder, env.TZ);
      await hourlake([...args, '--concurrency', concurrency], { lake, env });
      return digestsOf(lake);
    });

    expect(Object.keys(digests)).toEqual(['_lake/fake-accounts.json', ...keysOfHours(20)]);
    expect(await Promise.all(elsewhere)).toEqual([digests, digests]);
    expect((await again).code).toBe(0);
    expect(await digestsOf(join(folder, 'lake'))).toEqual(digests);
  });

  it('lets two processes land the same hours at once, each hour once and whole', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const args = ['ingest', '--look-back', '24', '--json'];

    const runs = await Promise.all([hourlake(args, { lake }), hourlake(args, { lake })]);
    const verified = await hourlake(['verify'], { lake });

    const reports = runs.map(({ stdout }) => JSON.parse(stdout));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(reports[0].landed + reports[1].landed).toBe(24);
    expect(reports.map(({ receipts }) => receipts.length)).toEqual([24, 24]);
    expect(Object.keys(await dataDigestsOf(lake))).toEqual(keysOfHours(24));
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('24 hours identical, 0 not');
  });
});

/** The keys of the last hours up to {@link LAST}, in order. */
function keysOfHours(count: number): string[] {
  return Array.from({ length: count }, (_, position) =>
    objectKey(fakeAccounts, addPeriods(LAST, position + 1 - count)),
  );
}

function digestsOfReceipts(
  receipts: readonly { key: string; sha256: string; status: string }[],
): Record<string, string> {
  return Object.fromEntries(receipts.map(({ key, sha256 }) => [key, sha256]));
}
