import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../lib/lake/sha256.ts';
import { randomStream } from '../lib/model/keyed-random.ts';
import { type SalesInbox, salesInbox, salesWorkbook } from './bin/dropped-sales.ts';
import { digestsOf, type Ended, hourlake, startHourlake } from './run-hourlake.ts';

const KILLS = Number(process.env.HOURLAKE_TEST_KILLS ?? 8);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

const INBOX = ['inbox', '--job', 'vendas'];

/** More kills get more files, so that there is work left for each to hit. */
const FILES = 3 * Math.max(4, KILLS);

/** The record of a file, its raw bytes, its rows and its rejects appear in `.landing` and go from there. */
const SIGNS_PER_OBJECT = 2;

/** A file is moved into a folder of its own, which comes and goes. */
const SIGNS_PER_REMOVAL = 3;
const SIGNS = FILES * (4 * SIGNS_PER_OBJECT + SIGNS_PER_REMOVAL);

/** The time of an object or two. */
const LONGEST_DELAY_MS = 20;

/** What a kill left. */
interface Remains {
  /** Signs of work that was done. */
  readonly signs: number;
  /** Files whose rows are there. */
  readonly landed: number;
  readonly inInbox: number;
  /** Names of files that are neither in the inbox nor as raw bytes in the lake. */
  readonly lost: readonly string[];
  /** Keys of objects that are not to the last byte what an undisturbed run lands. */
  readonly wrong: readonly string[];
}

describe('an inbox whose run is killed', () => {
  it(
    'loses no file at any kill, and the next run lands every row once',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const files = someFiles(FILES);
      const expected = await digestsOf(await quietLake(files));

      const { remains, inbox } = await killAgainAndAgain(files, expected);
      const last = await hourlake(INBOX, { lake: inbox.lake });

      const [landed, inInbox] = [
        remains.map((remain) => remain.landed),
        remains.map((remain) => remain.inInbox),
      ];
      console.info(
        `Killed with ${landed.join(', ')} of ${FILES - 1} files landed and ${inInbox.join(', ')} in the inbox`,
      );
      expect(remains).toHaveLength(KILLS);
      expect(remains.flatMap(({ lost, wrong }) => [...lost, ...wrong])).toEqual([]);
      expect(landed.some((count) => count > 0 && count < FILES - 1)).toBe(true);
      expect(last.code, last.stderr).toBe(0);
      expect(await inbox.names()).toEqual([]);
      expect(await digestsOf(inbox.lake)).toEqual(expected);
    },
    180_000 + KILLS * 20_000,
  );
});

describe('two runs over one inbox at once', () => {
  it('land every row once, and neither of them fails', async () => {
    const files = someFiles(12);
    const expected = await digestsOf(await quietLake(files));
    const inbox = await fullInbox(files);

    const runs = await Promise.all([1, 2].map(() => hourlake(INBOX, { lake: inbox.lake })));

    expect(
      runs.map(({ code }) => code),
      runs.map(({ stderr }) => stderr).join(),
    ).toEqual([0, 0]);
    expect(await inbox.names()).toEqual([]);
    expect(await digestsOf(inbox.lake)).toEqual(expected);
  });

  it('lose nothing when one of them is killed', async () => {
    const files = someFiles(12);
    const expected = await digestsOf(await quietLake(files));
    const inbox = await fullInbox(files);
    const killed = inboxKilled(inbox, { afterSigns: 60, delay: 0 });

    const other = await hourlake(INBOX, { lake: inbox.lake });
    await killed;
    const last = await hourlake(INBOX, { lake: inbox.lake });

    expect([other.code, last.code], other.stderr + last.stderr).toEqual([0, 0]);
    expect(await inbox.names()).toEqual([]);
    expect(await digestsOf(inbox.lake)).toEqual(expected);
  });
});

type NamedFile = readonly [name: string, bytes: Buffer];

/** Workbooks of which the last one repeats the bytes of the first one. */
function someFiles(count: number): NamedFile[] {
  const files = Array.from({ length: count - 1 }, (_, number): NamedFile => {
    const quantities = Array.from({ length: 20 + number }, (_row, row) => (row % 20) + 1);
    return [`${number}.xlsx`, salesWorkbook(...quantities, 'x')];
  });
  return [...files, ['z.xlsx', files[0]?.[1] ?? Buffer.alloc(0)]];
}

/** A lake that one undisturbed run made of some files. */
async function quietLake(files: readonly NamedFile[]): Promise<string> {
  const inbox = await fullInbox(files);
  const { code, stderr } = await hourlake(INBOX, { lake: inbox.lake });
  expect(code, stderr).toBe(0);
  return inbox.lake;
}

/** Kills one run after another at random moments, spread over the whole of the work. */
async function killAgainAndAgain(
  files: readonly NamedFile[],
  expected: Readonly<Record<string, string>>,
): Promise<{ readonly remains: readonly Remains[]; readonly inbox: SalesInbox }> {
  const random = randomStream(SEED, 'kill inbox');
  const remains: Remains[] = [];
  let [inbox, done] = [await fullInbox(files), 0];
  for (let tries = 0; remains.length < KILLS; tries += 1) {
    // As a part of the work: one random moment in each of as many equal spans, another one at each try.
    const moment = (remains.length + random.below(2 * tries, 1000) / 1000) / KILLS;
    const run = await inboxKilled(inbox, {
      afterSigns: Math.max(0, moment * SIGNS - done),
      delay: random.below(2 * tries + 1, LONGEST_DELAY_MS),
    });
    if (run.signal === 'SIGKILL') {
      const remain = await remainsOf(inbox.lake, files, expected);
      remains.push(remain);
      done = remain.signs;
    } else {
      // It was over before the kill: begin again with an empty lake, to have work to kill.
      expect(run.code, run.stderr).toBe(0);
      [inbox, done] = [await fullInbox(files), 0];
    }
  }
  return { remains, inbox };
}

async function fullInbox(files: readonly NamedFile[]): Promise<SalesInbox> {
  const inbox = await salesInbox();
  for (const [name, bytes] of files) await inbox.drop(name, bytes);
  return inbox;
}

/**
 * Runs the inbox until it is killed, or to its end. Its work is counted, not timed.
 *
 * @param afterSigns signs of work in the lake and in the inbox before the kill
 * @param delay milliseconds after the last of them, so that a kill hits any step of the work
 */
async function inboxKilled(
  { lake, folder }: Pick<SalesInbox, 'lake' | 'folder'>,
  { afterSigns, delay }: { afterSigns: number; delay: number },
): Promise<Ended> {
  const landing = join(lake, '.landing');
  await mkdir(landing, { recursive: true });
  const watchers = [watch(landing), watch(folder)];
  const enough = new Promise<void>((resolve) => {
    let signs = 0;
    for (const watcher of watchers) {
      watcher.on('change', (kind) => {
        if (kind === 'rename') signs += 1;
        if (signs > afterSigns) resolve();
      });
    }
  });
  const { child, ended } = await startHourlake(INBOX, { lake });
  await Promise.race([enough.then(() => sleep(delay)), ended]);
  for (const watcher of watchers) watcher.close();
  child.kill('SIGKILL');
  return ended;
}

async function remainsOf(
  lake: string,
  files: readonly NamedFile[],
  expected: Readonly<Record<string, string>>,
): Promise<Remains> {
  const digests = await digestsOf(lake);
  const keys = Object.keys(digests);
  const objects = keys.filter((key) => !/^(entrada|\.landing)\//.test(key));
  const inInbox = keys.filter((key) => key.startsWith('entrada/')).length;
  return {
    signs: objects.length * SIGNS_PER_OBJECT + (FILES - inInbox) * SIGNS_PER_REMOVAL,
    landed: keys.filter((key) => key.startsWith('vendas/')).length,
    inInbox,
    lost: files.filter(([, bytes]) => !isKept(bytes, digests)).map(([name]) => name),
    wrong: objects.filter((key) => digests[key] !== expected[key]),
  };
}

/** Whether a file is still in the inbox, hidden or not, or its raw bytes are in the lake. */
function isKept(bytes: Buffer, digests: Readonly<Record<string, string>>): boolean {
  const digest = sha256(bytes);
  return Object.entries(digests).some(
    ([key, found]) => found === digest && /^(entrada|backup)\//.test(key),
  );
}
