import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { digestsOf, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

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
        { hour: '2026-01-01T22', status: 'landed' },
        { hour: '2026-01-01T23', status: 'landed' },
        { hour: '2026-01-02T00', status: 'landed' },
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
    expect(Object.keys(await digestsOf(lake))).toHaveLength(24);
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
    expect(Object.keys(await digestsOf(lake))).toHaveLength(48);
    expect(await digestsOf(lake)).toEqual(await digestsOf(whole));
  });

  it('stops at Ctrl-C with whole hours, exit code 130 and the number of hours that are left', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const { child, ended } = await startHourlake(
      ['backfill', '--from', '2026-01-01', '--to', '2026-02-01'],
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
    expect(Object.keys(await digestsOf(lake))).toHaveLength(Number(landed));
    expect(verified.stdout).toContain(`${landed} hours identical, 0 not`);
  });
});
