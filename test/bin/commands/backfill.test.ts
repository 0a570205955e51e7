import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { dataDigestsOf, digestsOf, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const A_THREAD = 'A thread has started.';

/** Runs before the command, and before the entry of each of its threads. */
const preloaded = (code: string) =>
  `--import=data:text/javascript,${encodeURIComponent(`import { isMainThread, parentPort } from 'node:worker_threads'; ${code}`)}`;

const TELLING_THREADS = {
  NODE_OPTIONS: preloaded(`if (!isMainThread) console.error('${A_THREAD}')`),
};

const DYING_AT_FOUR = `if (!isMainThread) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (name, listener) =>
    on(name, (asked) => (asked.period.endsWith('T04') ? process.exit(9) : listener(asked)));
}`;

const TWO_DAYS = ['backfill', '--from', '2026-01-01', '--to', '2026-01-03'];

describe('hourlake backfill', () => {
  it('lands the hours from --from up to, but without, --to', async () => {
    const hours = ['--from', '2026-01-01T22', '--to', '2026-01-02T01'];

    const run = await hourlake(['backfill', ...hours, '--json']);

    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      job: 'fake-accounts',
      landed: 3,
      receipts: [
        { period: '2026-01-01T22', status: 'landed' },
        { period: '2026-01-01T23', status: 'landed' },
        { period: '2026-01-02T00', status: 'landed' },
      ],
    });
  });

  it('takes the hour before the one that is running, and not that one', async () => {
    const from = ['backfill', '--from', '2026-11-20T12', '--to'];

    const [complete, running] = await Promise.all([
      hourlake([...from, '2026-11-20T14']),
      hourlake([...from, '2026-11-20T15']),
    ]);

    expect(complete.stdout).toContain(': 2 hours landed');
    expect(running.code).toBe(2);
  });

  it('takes a day for its first hour, and lands only what is missing of it', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['backfill', '--from', '2026-01-01T05', '--to', '2026-01-01T10'], { lake });

    const run = await hourlake(['backfill', '--from', '2026-01-01', '--to', '2026-01-02'], {
      lake,
    });

    expect(run.stdout).toMatch(/: 19 hours landed \([\d,]+ rows, .+\), 5 already there\.\n$/);
    expect(Object.keys(await dataDigestsOf(lake))).toHaveLength(24);
  });

  it('gives all shards together the bytes of one run, and each hour to one of them', async () => {
    const folder = await temporaryFolder();
    const [lake, whole] = [join(folder, 'shards'), join(folder, 'whole')];
    const shard = (number: number) =>
      hourlake([...TWO_DAYS, '--json', '--shard', `${number}/4`], { lake });

    const runs = await pMap([2, 4, 1, 3], shard, { concurrency: 3 });
    await hourlake(TWO_DAYS, { lake: whole });

    const reports = runs.map(({ stdout }) => JSON.parse(stdout));
    expect(reports.map(({ landed }) => landed)).toEqual([12, 12, 12, 12]);
    expect(reports.map(({ alreadyThere }) => alreadyThere)).toEqual([0, 0, 0, 0]);
    expect(Object.keys(await dataDigestsOf(lake))).toHaveLength(48);
    expect(await digestsOf(lake)).toEqual(await digestsOf(whole));
  });

  it('gives two threads the bytes and the receipts of one', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];

    const inOne = await hourlake([...TWO_DAYS, '--json', '--workers', '1'], { lake: one });
    const inTwo = await hourlake([...TWO_DAYS, '--json', '--workers', '2'], { lake: two });

    expect(JSON.parse(inTwo.stdout)).toEqual({ ...JSON.parse(inOne.stdout), lake: two });
    expect(await digestsOf(two)).toEqual(await digestsOf(one));
  });

  it('starts threads where there is enough to do, or where it is told to', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const twoHours = ['backfill', '--from', '2026-01-01', '--to', '2026-01-01T02'];
    const nothingToDo = ['backfill', '--from', '2026-01-01', '--to', '2026-01-01T01'];

    const runs = [
      await hourlake([...nothingToDo, '--workers', '2'], { lake, env: TELLING_THREADS }),
      await hourlake([...nothingToDo, '--workers', '2'], { lake, env: TELLING_THREADS }),
      await hourlake(twoHours, { env: TELLING_THREADS }),
      await hourlake([...twoHours, '--workers', '2'], { env: TELLING_THREADS }),
      await hourlake([...twoHours, '--workers', '3'], { env: TELLING_THREADS }),
    ];

    const threads = runs.map(({ stderr }) => stderr.split(A_THREAD).length - 1);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(threads).toEqual([0, 0, 0, 2, 2]);
  });

  it.each(['1', '2'])(
    'stops at Ctrl-C with whole hours, exit code 130 and the number of hours that are left: --workers %s',
    async (workers) => {
      const lake = join(await temporaryFolder(), 'lake');
      const { child, ended } = await startHourlake(
        ['backfill', '--from', '2026-01-01', '--to', '2026-02-01', '--workers', workers],
        { lake },
      );
      child.stderr?.once('data', () => child.kill('SIGINT'));

      const run = await ended;
      const verified = await hourlake(['verify'], { lake });

      const [, landed, left] = /: ([\d,]+) hours landed .+, (\d+) left for the next run\.\n$/.exec(
        run.stdout,
      ) ?? [run.stdout];
      expect(run.code).toBe(130);
      expect(run.stderr).not.toMatch(/^\s+at /m);
      expect(Number(landed) + Number(left)).toBe(31 * 24);
      expect(Object.keys(await dataDigestsOf(lake))).toHaveLength(Number(landed));
      expect(verified.stdout).toContain(`${landed} hours identical, 0 not`);
    },
  );

  it('ends at once at the second Ctrl-C, without a part of an hour', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const bigHours = ['--set', 'fake-accounts.accounts-per-hour=30000', '--workers', '2'];
    const { child, ended } = await startHourlake([...TWO_DAYS, ...bigHours], { lake });
    child.stderr?.once('data', () => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 50);
    });

    const run = await ended;
    const verified = await hourlake(['verify'], { lake });

    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(verified.stdout).toMatch(/: [1-9] hours? identical, 0 not\.\n$/);
  });

  it('fails at its end with the hours whose threads died, and lands the others', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const range = ['--from', '2026-01-01T03', '--to', '2026-01-01T08'];

    const run = await hourlake(['backfill', ...range, '--workers', '2'], {
      lake,
      env: { NODE_OPTIONS: preloaded(DYING_AT_FOUR) },
    });
    const again = await hourlake(['backfill', ...range], { lake });

    expect(run.code).toBe(1);
    expect(run.stdout).toContain(': 4 hours landed');
    expect(run.stderr).toMatch(
      /got 1 that failed: 2026-01-01T04\. 2026-01-01T04: Expected .+ code 9\./,
    );
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expect(again.stdout).toMatch(/: 1 hour landed .+, 4 already there\.\n$/);
  });
});
