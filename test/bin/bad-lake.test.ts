import { spawnSync } from 'node:child_process';
import { chmod, mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { objectKey } from '../../lib/lake/object-key.ts';
import { parseHour } from '../../lib/model/hour.ts';
import { digestsOf, type HourlakeOptions, hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The user who may do nothing, on Linux. */
const NOBODY = 65534;
const STACK = /^\s+at /m;

/** Files of some 10 kB, so that a few fit where many do not. */
const SMALL = { HOURLAKE_ACCOUNTS_PER_HOUR: '30' };

describe('a lake', () => {
  it('that is a file is refused by every command, and stays as it is', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await writeFile(lake, 'mine');
    const lines = ['ingest', 'status', 'verify', 'doctor', 'query top-cities', 'tour'];

    const runs = await pMap(lines, (line) => hourlake(line.split(' '), { lake }), {
      concurrency: 2,
    });

    for (const run of runs) {
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(
        /^Expected the lake .+ to be a folder, got a file\. Name a folder .+\n$/,
      );
    }
    expect(await readFile(lake, 'utf8')).toBe('mine');
  });

  it('that may not be written to is named as such, and stays empty', async (context) => {
    const lake = await temporaryFolder();
    await chmod(lake, 0o555);
    const who = await unprivileged(context);

    const run = await hourlake(['ingest', '--look-back', '3'], { ...who, lake });

    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/Expected permission to write .+, got EACCES\. Give your user/);
    expect(run.stderr).not.toMatch(STACK);
    expect(await readdir(lake)).toEqual([]);
  });

  it('on a full disk keeps whole hours alone, and is completed when there is room', async (context) => {
    const folder = await temporaryFolder();
    const disk = join(folder, 'disk');
    await mountSmallDisk(disk, context);
    const [lake, reference] = [join(disk, 'lake'), join(folder, 'reference')];
    const args = ['ingest', '--look-back', '24'];
    await hourlake(args, { lake: reference, env: SMALL });
    const expected = await digestsOf(reference);

    const full = await hourlake(args, { lake, env: SMALL });
    const kept = await digestsOf(lake);
    attempt('mount', ['-o', 'remount,size=4m', disk]);
    const completed = await hourlake(args, { lake, env: SMALL });

    expect(full.code).toBe(1);
    expect(full.stderr).toMatch(/Expected room on the disk for .+, got ENOSPC\. .+Free some space/);
    expect(full.stderr).not.toMatch(STACK);
    expect(Object.keys(kept).length).toBeGreaterThan(0);
    expect(Object.keys(kept).length).toBeLessThan(24);
    expect(expected).toMatchObject(kept);
    expect(completed).toMatchObject({ code: 0 });
    expect(await digestsOf(lake)).toEqual(expected);
  });

  it('with corrupt hours has each named by status and verify, and none changed', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '5'], { lake });
    const corrupt = ['10', '11', '12'].map(keyOf);
    const [cut = '', empty = '', garbage = ''] = corrupt.map((key) => join(lake, key));
    await truncate(cut, 20_000);
    await truncate(empty, 0);
    await writeFile(garbage, 'garbage'.repeat(1000));
    const before = await digestsOf(lake);

    const [status, verified, asked] = await Promise.all([
      hourlake(['status'], { lake }),
      hourlake(['verify'], { lake }),
      hourlake(['query', 'top-cities'], { lake }),
    ]);

    expect([status.code, verified.code, asked.code]).toEqual([0, 1, 1]);
    for (const key of corrupt) {
      expect(status.stdout).toContain(`\n  ${key}\n`);
      expect(verified.stdout).toContain(` corrupt: ${key}\n`);
    }
    expect(verified.stdout).toContain(': 2 hours identical, 3 not.');
    expect(asked.stderr).toMatch(
      /^Expected every landed hour to be a whole Parquet file, got .+\. Run "hourlake doctor"/,
    );
    expect([status, verified, asked].map(({ stderr }) => stderr).join('')).not.toMatch(STACK);
    expect(await digestsOf(lake)).toEqual(before);
  });
});

describe('hourlake generate on a full disk', () => {
  it('says so, and leaves no part of the file behind', async (context) => {
    const disk = join(await temporaryFolder(), 'disk');
    await mountSmallDisk(disk, context);
    const args = ['generate', '--accounts', '5000', '--format', 'csv', '--out', 'accounts.csv'];

    const run = await hourlake(args, { cwd: disk });

    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^Expected .+, got .*ENOSPC.*\. .+\.\n$/);
    expect(await readdir(disk)).toEqual([]);
  });

  it('says so without a stack when its output goes there', async (context) => {
    const full = await open('/dev/full', 'w').catch(() => undefined);
    if (full === undefined) return context.skip('This system has no /dev/full.');
    onTestFinished(() => full.close());

    const run = await hourlake(['generate'], { stdout: full.fd });

    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^Expected .+, got .*ENOSPC.*\. .+\.\n$/);
  });
});

/** A disk of 64 kB, where this process may mount one; elsewhere the test says why it does not run. */
async function mountSmallDisk(disk: string, context: TestContext): Promise<void> {
  await mkdir(disk);
  const refusal = attempt('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
  if (refusal !== undefined) {
    context.skip(
      `No small disk can be mounted here (${refusal}). The store's own test fills a disk without one.`,
    );
  }
  onTestFinished(() => void attempt('umount', [disk]));
}

/** Gives why a command of the system failed, if it did. */
function attempt(command: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n')[0]);
}

/** Who has to ask for permission: root becomes nobody, where nobody can read Node and this checkout. */
async function unprivileged(context: TestContext): Promise<HourlakeOptions> {
  if (process.getuid?.() !== 0) return {};
  const nobody = { user: NOBODY, cwd: tmpdir() };
  const { code } = await hourlake(['--version'], nobody).catch(() => ({ code: null }));
  if (code !== 0) context.skip('Root may write everywhere, and nobody else can run this checkout.');
  return nobody;
}

function keyOf(hour: string): string {
  return objectKey('fake-accounts', parseHour(`2026-11-20T${hour}`));
}
