import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dataDigestsOf, digestsOf, hourlake } from '../run-hourlake.ts';
import { kindsOfDisk, smallDisk } from '../small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KIB = 1024;
const MIB = KIB ** 2;
const STACK = /^\s+at /m;

/** Two days of files of some 10 kB, made in threads. */
const HOURS = 48;
const RANGE = ['--from', '2026-11-18T14', '--to', '2026-11-20T14'];
const BACKFILL = ['backfill', ...RANGE, '--workers', '2'];
/** A file of some 9 MB, which is more than stays in memory. */
const LARGE_HOUR = [
  ...['ingest', '--look-back', '1'],
  ...['--set', 'fake-accounts.accounts-per-hour=60000'],
];

const SMALL = { HOURLAKE_SET: 'fake-accounts.accounts-per-hour=30' };

describe.each(kindsOfDisk)('a disk that is full (%s)', (kind) => {
  it('keeps the whole hours of a backfill alone, and all of them when there is room', async () => {
    const reference = join(await temporaryFolder(), 'reference');
    const disk = await smallDisk(kind, 256 * KIB);
    const here = { lake: join(disk.folder, 'lake'), env: { ...SMALL, ...disk.env } };
    await hourlake(BACKFILL, { lake: reference, env: SMALL });
    const expected = await digestsOf(reference);

    const full = await hourlake(BACKFILL, here);
    const kept = await digestsOf(here.lake);
    const [status, verifiedFull] = await Promise.all([
      hourlake(['status'], here),
      hourlake(['verify'], here),
    ]);
    await disk.resize(4 * MIB);
    const completed = await hourlake(BACKFILL, here);
    const verified = await hourlake(['verify'], here);

    const landed = Object.keys(kept).filter((path) => !path.startsWith('_lake/')).length;
    expect(full.code).toBe(1);
    expect(full.stderr).toMatch(
      /Expected 48 hours of fake-accounts in the lake, got \d+ that failed: .+: There is no room on the disk for \S+\.parquet: ENOSPC\. What has landed is kept\. Free some space and run the same command again\./,
    );
    expect(full.stderr).not.toMatch(STACK);
    expect(full.stdout).toContain(`: ${landed} hours landed (`);
    expect(landed).toBeGreaterThan(5);
    expect(landed).toBeLessThan(HOURS);
    expect(expected).toMatchObject(kept);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toContain(`${landed} hours landed`);
    expect(verifiedFull.stdout).toContain(`: ${landed} hours identical, 0 not.`);
    expect(completed).toMatchObject({ code: 0 });
    expect(completed.stdout).toContain(`, ${landed} already there.`);
    expect(await digestsOf(disk.folder)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([key, sha256]) => [`lake/${key}`, sha256])),
    );
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain(`: ${HOURS} hours identical, 0 not.`);
  });

  it('has room again when what a killed run left in it is gone, which the next run sees to', async () => {
    const disk = await smallDisk(kind, MIB);
    const here = { lake: join(disk.folder, 'lake'), env: disk.env };
    const landing = join(here.lake, '.landing');
    const { pid } = spawnSync(process.execPath, ['--version']);
    await mkdir(landing, { recursive: true });
    await writeFile(join(landing, `${pid}-${randomUUID()}`), randomBytes(MIB - 100 * KIB));

    const run = await hourlake(['ingest', '--look-back', '3'], here);

    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toContain('1 leftover of killed runs removed');
    expect(Object.keys(await dataDigestsOf(here.lake))).toHaveLength(3);
  });

  it('and holds temporary files keeps a large hour from landing, until there is room', async () => {
    const [lake, reference] = [join(await temporaryFolder(), 'lake'), await temporaryFolder()];
    const disk = await smallDisk(kind, 4 * MIB);
    const here = { lake, env: { ...disk.env, TMPDIR: disk.folder } };
    await hourlake(LARGE_HOUR, { lake: reference });

    const full = await hourlake(LARGE_HOUR, here);
    const [kept, left] = [await dataDigestsOf(lake), await readdir(disk.folder)];
    await disk.resize(32 * MIB);
    const completed = await hourlake(LARGE_HOUR, here);

    expect(full.code).toBe(1);
    expect(full.stderr).toMatch(
      /There is no room on the disk for the temporary file \S+: ENOSPC\. What has landed is kept\. Free some space, or set TMPDIR to a folder on a larger disk, and run the same command again\./,
    );
    expect(full.stderr).not.toMatch(STACK);
    expect(kept).toEqual({});
    expect(left).toEqual([]);
    expect(completed).toMatchObject({ code: 0 });
    expect(await digestsOf(lake)).toEqual(await digestsOf(reference));
    expect(await readdir(disk.folder)).toEqual([]);
  });

  it('is named by generate, which leaves no part of its file behind', async () => {
    const disk = await smallDisk(kind, 64 * KIB);
    const args = ['generate', '--accounts', '5000', '--format', 'csv', '--out', 'accounts.csv'];

    const run = await hourlake(args, { cwd: disk.folder, env: disk.env });

    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^Expected .+, got .*ENOSPC.*\. .+\.\n$/);
    expect(await readdir(disk.folder)).toEqual([]);
  });
});

describe('output that has no room', () => {
  it('is named without a stack', async (context) => {
    const full = await open('/dev/full', 'w').catch(() => undefined);
    if (full === undefined) return context.skip('This system has no /dev/full.');
    onTestFinished(() => full.close());

    const run = await hourlake(['generate'], { stdout: full.fd });

    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^Expected .+, got .*ENOSPC.*\. .+\.\n$/);
  });
});
