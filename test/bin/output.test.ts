import { access, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestsOf, type Ended, hourlake, startHourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RANGE = ['--from', '2026-11-20T10', '--to', '2026-11-20T13'];
/** Two jobs land: the accounts, and the truth about their faults. */
const BACKFILL = [
  'backfill',
  ...RANGE,
  ...['--job', 'fake-accounts', '--job', 'fake-accounts-truth'],
  ...['--set', 'fake-accounts.dirt=0.02'],
];
const STACK = /^\s+at /m;

const hasFullDevice = await access('/dev/full').then(
  () => true,
  () => false,
);

let folder: string;
let reference: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  await hourlake(BACKFILL, { cwd: folder });
  reference = await digestsOf(join(folder, 'lake'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a reader of standard output that goes away', () => {
  it('costs no work: every hour of every job lands, and the exit code is that of the work', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const run = await withoutReader(BACKFILL, lake);

    expect(run.code).toBe(0);
    expect(run.stderr).not.toMatch(STACK);
    expect(await digestsOf(lake)).toEqual(reference);
    expect(Object.keys(reference).filter((key) => key.endsWith('.parquet'))).toHaveLength(6);
  });

  it('does not hide what verify and doctor find', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(BACKFILL, { lake });
    const folder = join(lake, 'fake-accounts/dt=2026-11-20');
    await truncate(join(folder, 'hour=10/fake-accounts-2026-11-20T10.parquet'), 1000);
    await rm(join(folder, 'hour=11'), { recursive: true });

    const verified = await withoutReader(['verify'], lake);
    const examined = await withoutReader(['doctor', '--quick'], lake);

    expect([verified.code, examined.code]).toEqual([1, 3]);
    expect(verified.stderr + examined.stderr).not.toContain('Expected');
  });

  it.each(['--help', 'generate --accounts 20000 --format csv'])(
    'lets a command that only prints end quietly with 0: %s',
    async (line) => {
      const run = await withoutReader(line.split(' '), join(await temporaryFolder(), 'lake'));

      expect(run).toMatchObject({ code: 0, stderr: '' });
    },
  );
});

describe.runIf(hasFullDevice)('progress that cannot be written', () => {
  it.each([
    ['to a full disk', 'exec "$@" 2>/dev/full'],
    ['because standard error is closed', 'exec "$@" 2>&-'],
  ])('%s is dropped, and the landing goes on', async (_, shell) => {
    const lake = join(await temporaryFolder(), 'lake');

    const run = await hourlake(BACKFILL, { lake, shell });

    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^fake-accounts in .+: 3 hours landed .+\nfake-accounts-truth in /);
    expect(await digestsOf(lake)).toEqual(reference);
  });

  it('because its reader went away is dropped, and the landing goes on', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const { child, ended } = await startHourlake(BACKFILL, { lake });
    child.stderr?.destroy();

    const run = await ended;

    expect(run.code).toBe(0);
    expect(await digestsOf(lake)).toEqual(reference);
  });

  it('does not change the exit code of a command that fails', async () => {
    const shell = 'exec "$@" 2>/dev/full';

    const runs = await Promise.all([
      hourlake(['frobnicate'], { shell }),
      hourlake(['verify'], { shell }),
    ]);

    expect(runs.map(({ code }) => code)).toEqual([2, 1]);
  });
});

describe.runIf(hasFullDevice)('results that cannot be written', () => {
  it('are an error with exit code 1, after all work is done', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const run = await hourlake(BACKFILL, { lake, shell: 'exec "$@" >/dev/full' });

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/\nExpected to write to standard output, got ENOSPC.*\. .+\.\n$/);
    expect(run.stderr).not.toMatch(STACK);
    expect(await digestsOf(lake)).toEqual(reference);
  });

  it.each(['--help', 'generate --accounts 20000 --format csv'])(
    'are an error of a command that only prints: %s',
    async (line) => {
      const run = await hourlake(line.split(' '), { shell: 'exec "$@" >/dev/full' });

      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/^Expected to write to standard output, got ENOSPC.*\. .+\.\n$/);
    },
  );

  it('are dropped where standard output is closed', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const run = await hourlake(BACKFILL, { lake, shell: 'exec "$@" >&-' });

    expect(run.code).toBe(0);
    expect(await digestsOf(lake)).toEqual(reference);
  });
});

/** Runs a command whose standard output has no reader from the beginning. */
async function withoutReader(args: readonly string[], lake: string): Promise<Ended> {
  const { child, ended } = await startHourlake(args, { lake });
  child.stdout?.destroy();
  return ended;
}
