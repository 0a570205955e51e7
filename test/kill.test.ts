import type { ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../lib/model/keyed-random.ts';
import { addPeriods, parseHour } from '../lib/model/period.ts';
import { digestsOf, type Ended, hourlake, startHourlake } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = Number(process.env.HOURLAKE_TEST_KILLS ?? 8);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

/** More kills get more hours, so that there is work left for each to hit. */
const HOURS = 24 * Math.max(4, Math.ceil(KILLS / 2));
const FROM = parseHour('2026-01-01T00');
const RANGE = ['--from', FROM, '--to', addPeriods(FROM, HOURS)];

/** In threads, however few hours are left. */
const BACKFILL = ['backfill', ...RANGE, '--workers', '2'];

/** An object appears in `.landing` and goes from there. */
const SIGNS_PER_HOUR = 2;

/** Some objects' worth of time. */
const LONGEST_DELAY_MS = 40;

/** Writing 3 MB takes long enough to be caught at it. */
const ONE_BIG_HOUR = [
  'ingest',
  '--look-back',
  '1',
  '--set',
  'fake-accounts.accounts-per-hour=20000',
];

/** Two row groups: the first is in a temporary file while the second is made. */
const ONE_LARGE_HOUR = [
  ...['ingest', '--look-back', '1'],
  ...['--set', 'fake-accounts.accounts-per-hour=120000'],
];

/** What a kill left in the lake. */
interface Remains {
  /** Hours whose object is there. */
  readonly landed: number;
  /** Keys of objects that are not to the last byte what an undisturbed run lands. */
  readonly wrong: readonly string[];
  /** What the writer had not finished, in `.landing`. */
  readonly leftovers: readonly string[];
  /** Anything else. */
  readonly strays: readonly string[];
}

describe('a backfill that is killed', () => {
  it(
    'leaves whole hours under their keys at every kill, and goes on to exactly the wanted ones',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const folder = await temporaryFolder();
      const [lake, reference] = [join(folder, 'lake'), join(folder, 'reference')];
      await hourlake(['backfill', ...RANGE, '--workers', '1'], { lake: reference });
      const expected = await digestsOf(reference);

      const remains = await killAgainAndAgain(lake, expected);
      const last = await hourlake(BACKFILL, { lake });
      const verified = await hourlake(['verify'], { lake });

      const landed = remains.map((remain) => remain.landed);
      console.info(
        `Killed with ${landed.join(', ')} of ${HOURS} hours landed; leftovers: ${remains.map(({ leftovers }) => leftovers.length).join(', ')}`,
      );
      // The hours, and the declaration.
      expect(Object.keys(expected)).toHaveLength(HOURS + 1);
      expect(remains).toHaveLength(KILLS);
      expect(landed.some((hours) => hours > 0 && hours < HOURS)).toBe(true);
      expect(remains.flatMap(({ wrong, strays }) => [...wrong, ...strays])).toEqual([]);
      expect(last.code).toBe(0);
      expect(await digestsOf(lake)).toEqual(expected);
      expect(verified.code).toBe(0);
      expect(verified.stdout).toContain(`: ${HOURS} hours identical, 0 not.`);
    },
    120_000 + KILLS * 10_000,
  );

  it('leaves no part of an object under its key when it dies in the midst of writing it', async () => {
    const folder = await temporaryFolder();
    await hourlake(ONE_BIG_HOUR, { lake: join(folder, 'reference') });
    const expected = await digestsOf(join(folder, 'reference'));

    const remains: Remains[] = [];
    for (const kill of [1, 2, 3]) {
      const lake = join(folder, String(kill));
      const { child, ended } = await startHourlake(ONE_BIG_HOUR, { lake });
      await firstBytes(lake, child);
      child.kill('SIGKILL');
      await ended;
      remains.push(await remainsOf(lake, expected));
    }

    expect(remains.flatMap(({ wrong, strays }) => [...wrong, ...strays])).toEqual([]);
    expect(remains.some(({ leftovers }) => leftovers.length > 0)).toBe(true);
  });

  it('leaves its temporary files to the next run, which removes them', async () => {
    const folder = await temporaryFolder();
    const [lake, temporary] = [join(folder, 'lake'), join(folder, 'temporary')];
    await mkdir(temporary);
    const here = { lake, env: { TMPDIR: temporary } };
    await hourlake(ONE_LARGE_HOUR, { lake: join(folder, 'reference') });
    const expected = await digestsOf(join(folder, 'reference'));

    const { child, ended } = await startHourlake(ONE_LARGE_HOUR, here);
    await firstBytes(temporary, child);
    child.kill('SIGKILL');
    await ended;
    const [left, remains] = [await readdir(temporary), await remainsOf(lake, expected)];
    const next = await hourlake(ONE_LARGE_HOUR, here);

    expect(left).toEqual([expect.stringMatching(`^hourlake-scratch-${child.pid}-`)]);
    expect(remains).toMatchObject({ landed: 0, wrong: [], strays: [] });
    expect(next.code).toBe(0);
    expect(await digestsOf(lake)).toEqual(expected);
    expect(await readdir(temporary)).toEqual([]);
  });
});

/** Waits until the process has put some of an object on the disk, wherever in a folder that is. */
async function firstBytes(folder: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((found) => found.isFile())) {
      const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
      if (found !== undefined && found.size > 0) return;
    }
    await immediate();
  }
}

/** Kills one backfill after another at random moments, spread over the whole of the work. */
async function killAgainAndAgain(
  lake: string,
  expected: Readonly<Record<string, string>>,
): Promise<Remains[]> {
  const random = randomStream(SEED, 'kill');
  const remains: Remains[] = [];
  let landed = 0;
  for (let tries = 0; remains.length < KILLS; tries += 1) {
    // As a part of the work: one random moment in each of as many equal spans, another one at each try.
    const moment = (remains.length + random.below(2 * tries, 1000) / 1000) / KILLS;
    const run = await backfillKilled(lake, {
      afterSigns: SIGNS_PER_HOUR * Math.max(0, moment * HOURS - landed),
      delay: random.below(2 * tries + 1, LONGEST_DELAY_MS),
    });
    if (run.signal === 'SIGKILL') {
      const remain = await remainsOf(lake, expected);
      remains.push(remain);
      landed = remain.landed;
    } else {
      // It was over before the kill: begin again with an empty lake, to have work to kill.
      expect(run.code).toBe(0);
      await rm(lake, { recursive: true });
      landed = 0;
    }
  }
  return remains;
}

/**
 * Runs the backfill until it is killed, or to its end. Its work is counted, not timed: how fast a
 * machine is at this moment says nothing of how far a process has come.
 *
 * @param afterSigns signs of work in the lake before the kill
 * @param delay milliseconds after the last of them, so that a kill hits any step of the work
 */
async function backfillKilled(
  lake: string,
  { afterSigns, delay }: { afterSigns: number; delay: number },
): Promise<Ended> {
  const landing = join(lake, '.landing');
  await mkdir(landing, { recursive: true });
  const watcher = watch(landing);
  const enough = new Promise<void>((resolve) => {
    let signs = 0;
    watcher.on('change', (kind) => {
      if (kind === 'rename') signs += 1;
      if (signs > afterSigns) resolve();
    });
  });
  const { child, ended } = await startHourlake(BACKFILL, { lake });
  await Promise.race([enough.then(() => sleep(delay)), ended]);
  watcher.close();
  child.kill('SIGKILL');
  return ended;
}

async function remainsOf(
  lake: string,
  expected: Readonly<Record<string, string>>,
): Promise<Remains> {
  const digests = await digestsOf(lake);
  const keys = Object.keys(digests);
  const landed = keys.filter((key) => key.startsWith('fake-accounts/'));
  const leftovers = keys.filter((key) => key.startsWith('.landing/'));
  return {
    landed: landed.length,
    wrong: landed.filter((key) => digests[key] !== expected[key]),
    leftovers,
    strays: keys.filter(
      (key) => !landed.includes(key) && !leftovers.includes(key) && digests[key] !== expected[key],
    ),
  };
}
