import { spawnSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { link, mkdir, readdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FINDINGS } from '../../bin/exit-codes.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { addPeriods, type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import { digestsOf, type Ended, hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Files of some kilobytes, to be quick. */
const SMALL = { HOURLAKE_SET: 'fake-accounts.accounts-per-hour=5' };

/** The last complete hour of every process here, and the one after it. */
const LAST = parseHour('2026-11-20T13');
const END = addPeriods(LAST, 1);

const INGEST = ['ingest', '--look-back', '3'];
const EVERY_COMMAND = [
  INGEST,
  ['backfill', '--from', addPeriods(END, -3), '--to', END],
  ['status'],
  ['verify'],
  ['query', 'signups-per-hour', '--format', 'csv'],
  ['doctor'],
];

/** What was expected, what was got and what to do: all of it can be printed, and there is no stack. */
const CLEAR_MESSAGE = /^Expected .+, got .+\. .+\.$/m;

describe('a lake in a folder with a name of much meaning', () => {
  it.each(['it\'s [a] "lake" *?{x}', 'a\\b\n; DROP TABLE t; -- x=1 %20 \u001b \u202e'])(
    '(%j) is one like any other',
    async (name) => {
      const folder = await temporaryFolder();
      const lake = join(folder, name);
      const plain = join(folder, 'plain');
      await hourlake(INGEST, { lake: plain, env: SMALL });

      const runs = await everyCommand(lake);
      const [verified, asked] = await Promise.all([
        hourlake(['verify', '--json'], { lake, env: SMALL }),
        hourlake(['query', 'signups-per-hour', '--format', 'csv'], { lake: plain }),
      ]);

      expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(await digestsOf(lake)).toEqual(await digestsOf(plain));
      expect(JSON.parse(verified.stdout)).toMatchObject({ lake, verdicts: { length: 3 } });
      expect(runs[4]?.stdout).toBe(asked.stdout);
      expect(await readdir(folder)).toHaveLength(2);
      for (const run of runs) expectPrintable(run);
    },
  );

  it('of which DuckDB would make something else is not asked, but through a link', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'uf=SP');
    await symlink('uf=SP', join(folder, 'link'));
    await hourlake(INGEST, { lake, env: SMALL });
    const query = ['query', 'accounts-by-state', '--format', 'csv'];

    const [named, linked] = await Promise.all([
      hourlake(query, { lake }),
      hourlake(query, { lake: join(folder, 'link') }),
    ]);

    expect([named.code, linked.code]).toEqual([1, 0]);
    expect(named.stderr).toMatch(/takes for the column uf, got .+ Use a link to the lake/);
    expect(linked.stdout.split('\n').length).toBeGreaterThan(3);
  });
});

describe('in a lake with links and other things that are no files', () => {
  it('hours land around them, nothing is read or written through them, and each is named', async () => {
    const { lake, outside, hours } = await aHostileLake();
    const [inside, without] = [snapshot(lake), snapshot(outside)];

    const landed = await hourlake(['ingest', '--look-back', '120', '--json'], { lake, env: SMALL });
    const again = await hourlake(['backfill', '--from', '2026-11-15T14', '--to', END], {
      lake,
      env: SMALL,
    });
    const status = await hourlake(['status', '--json'], { lake });
    const verified = await hourlake(['verify', '--json'], { lake, env: SMALL });
    const asked = await hourlake(['query', 'signups-per-hour', '--format', 'csv'], { lake });
    const mended = await hourlake(['doctor', '--repair', '--replace'], { lake, env: SMALL });

    const runs = [landed, again, status, verified, asked, mended];
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 0, 0, 0, FINDINGS]);
    const { receipts } = JSON.parse(landed.stdout);
    const failed = receipts.filter((receipt: { status: string }) => receipt.status === 'failed');
    expect(failed.map(({ period }: { period: Hour }) => period)).toEqual(Object.keys(hours).sort());
    for (const { period, error } of failed) {
      expect(error).toMatch(CLEAR_MESSAGE);
      expect(error).toContain(`got ${hours[period]}.`);
    }
    const there = 120 - failed.length;
    expect(JSON.parse(status.stdout).jobs).toMatchObject([{ landed: there, corrupt: [] }]);
    expect(JSON.parse(verified.stdout).verdicts).toHaveLength(there);
    for (const run of runs) expectPrintable(run);
    expect(snapshot(outside)).toEqual(without);
    expect(snapshot(lake)).toMatchObject(inside);
  });

  it.each<[what: string, put: (lake: string, outside: string) => Promise<void>]>([
    [
      'a link for the prefix of the job',
      (lake, outside) => symlink(outside, join(lake, 'fake-accounts')),
    ],
    [
      'a link to itself for the prefix',
      (lake) => symlink('fake-accounts', join(lake, 'fake-accounts')),
    ],
    ['a link to nothing for the prefix', (lake) => symlink('nowhere', join(lake, 'fake-accounts'))],
    ['a file for the prefix', (lake) => writeFile(join(lake, 'fake-accounts'), 'mine')],
    ['a pipe for the prefix', async (lake) => makePipe(join(lake, 'fake-accounts'))],
    ['a link for .landing', (lake, outside) => symlink(outside, join(lake, '.landing'))],
    ['a link to nothing for .landing', (lake) => symlink('../outside/new', join(lake, '.landing'))],
    ['a file for .landing', (lake) => writeFile(join(lake, '.landing'), 'mine')],
    ['a pipe for .landing', async (lake) => makePipe(join(lake, '.landing'))],
  ])('%s ends every run with a clear message, and changes nothing', async (_, put) => {
    const folder = await temporaryFolder();
    const [lake, outside] = [join(folder, 'lake'), join(folder, 'outside')];
    await mkdir(lake);
    await anOutside(outside);
    await put(lake, outside);
    const before = snapshot(folder);

    const runs = await everyCommand(lake);

    for (const run of runs) {
      expect([0, FINDINGS].includes(run.code ?? 1) || CLEAR_MESSAGE.test(run.stderr)).toBe(true);
      expectPrintable(run);
    }
    expect(runs.slice(0, 2).map(({ code }) => code)).toEqual([1, 1]);
    expect(runs[0]?.stderr).toMatch(/ got a (symbolic link|file|named pipe)\. Move it away/);
    expect(snapshot(folder)).toEqual(before);
  });

  it('what looks like a leftover and is no file stays', async () => {
    const folder = await temporaryFolder();
    const [lake, outside] = [join(folder, 'lake'), join(folder, 'outside')];
    await anOutside(outside);
    const landing = join(lake, '.landing');
    await mkdir(join(landing, leftover(1)), { recursive: true });
    await symlink(outside, join(landing, leftover(2)));
    await symlink('nowhere', join(landing, leftover(3)));
    makePipe(join(landing, leftover(4)));
    const before = snapshot(folder);
    await writeFile(join(landing, leftover(5)), 'part');

    const run = await hourlake(INGEST, { lake, env: SMALL });

    expect(run.code).toBe(0);
    expect(run.stderr).toContain('1 leftover of killed runs removed.\n');
    expect(snapshot(folder)).toMatchObject(before);
    expect(await readdir(landing)).toHaveLength(4);
  });

  it('a lake that is a link is the folder that it leads to', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'link');
    await mkdir(join(folder, 'real'));
    await symlink('real', lake);

    const runs = await everyCommand(lake);

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(Object.keys(await digestsOf(join(folder, 'real')))).toHaveLength(4);
  });

  it.each(['nowhere', 'lake'])(
    'a lake that is a link to %s ends every command clearly',
    async (target) => {
      const lake = join(await temporaryFolder(), 'lake');
      await symlink(target, lake);

      const runs = await everyCommand(lake);

      for (const run of runs) {
        expect([0, FINDINGS].includes(run.code ?? 1) || CLEAR_MESSAGE.test(run.stderr)).toBe(true);
      }
      expect(runs[0]?.code).toBe(1);
      expect(await readdir(dirname(lake))).toEqual(['lake']);
    },
  );
});

describe('in a lake with foreign files', () => {
  it('names of any bytes are printed without doing anything to a terminal', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake, env: SMALL });
    const names = [
      'two\nlines',
      '\u001b]0;title\u0007',
      '\u009b31m',
      'a\u202etxt.exe',
      '\u2028',
      '::error::x',
      'é'.repeat(127),
      "'; DROP TABLE fake_accounts; --",
    ];
    for (const name of names) await writeFile(join(lake, name), 'mine');
    await writeFile(
      Buffer.concat([Buffer.from(`${lake}/`), Buffer.from([0xff, 0xfe, 0x1b, 0x5b])]),
      'mine',
    );
    await writeFile(join(lake, 'fake-accounts', 'dt=2026-11-19'), 'mine');
    await mkdir(join(lake, 'fake-accounts', 'dt=2026-11-20', 'hour=01\n', 'a'), {
      recursive: true,
    });
    await mkdir(join(lake, objectKey(fakeAccounts, addPeriods(LAST, -9))), { recursive: true });
    const before = snapshot(lake);

    const runs = await everyCommand(lake);
    const status = await hourlake(['status', '--json'], { lake });

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, FINDINGS]);
    for (const run of [...runs, status]) expectPrintable(run);
    expect(runs[2]?.stdout).toContain('\n  two\\nlines\n');
    expect(runs[2]?.stdout).toContain('\n  \\u001b]0;title\\u0007\n');
    const { jobs, foreign } = JSON.parse(status.stdout);
    expect(foreign).toEqual(expect.arrayContaining(names));
    expect([...foreign, ...jobs[0].foreign]).toHaveLength(names.length + 2);
    expect(snapshot(lake)).toMatchObject(before);
  });

  it('hours are found among a hundred thousand of them, which stay', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake, env: SMALL });
    manyFiles(join(lake, 'fake-accounts'), 50_000);
    manyFiles(join(lake, 'other'), 50_000);

    const runs = await everyCommand(lake);
    const status = await hourlake(['status', '--json'], { lake });

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, FINDINGS]);
    expect(runs[2]?.stdout.match(/and 49990 more: see --json/g)).toHaveLength(2);
    expect(JSON.parse(status.stdout)).toMatchObject({
      jobs: [{ landed: 3, foreign: { length: 50_000 } }],
      foreign: { length: 50_000 },
    });
  });

  it('a file of gigabytes under the key of an hour is named, and not read to its end', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(INGEST, { lake, env: SMALL });
    const file = join(lake, objectKey(fakeAccounts, LAST));
    await truncate(file, 3 * 1024 ** 3);

    const runs = await everyCommand(lake);

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 1, 1, FINDINGS]);
    expect(runs[2]?.stdout).toContain('Corrupt: "hourlake doctor"');
    expect(runs[3]?.stdout).toContain('13 corrupt: ');
    expect(runs[4]?.stderr).toMatch(/fake-accounts-2026-11-20T13\.parquet.+Run "hourlake doctor"/s);
  });
});

/** Every command that works on a lake: those that write one after the other, then those that read. */
async function everyCommand(lake: string): Promise<Ended[]> {
  const run = (args: readonly string[]) => hourlake(args, { lake, env: SMALL });
  const [ingest = [], backfill = [], ...reading] = EVERY_COMMAND;
  return [
    await run(ingest),
    await run(backfill),
    ...(await pMap(reading, run, { concurrency: 2 })),
  ];
}

/** Days of which each has another thing where a folder or a file should be, and what each hour meets. */
async function aHostileLake() {
  const folder = await temporaryFolder();
  const [lake, outside] = [join(folder, 'lake'), join(folder, 'outside')];
  await anOutside(outside);
  const prefix = join(lake, 'fake-accounts');
  await mkdir(prefix, { recursive: true });
  await symlink(join(outside, 'fake-accounts/dt=2026-11-19'), join(prefix, 'dt=2026-11-19'));
  await writeFile(join(prefix, 'dt=2026-11-18'), 'mine');
  await symlink('dt=2026-11-20', join(prefix, 'dt=2026-11-17'));
  const days = {
    'dt=2026-11-19': 'a symbolic link',
    'dt=2026-11-18': 'a file',
    'dt=2026-11-17': 'a symbolic link',
  };
  const hours: Record<string, string> = {};
  for (const [day, what] of Object.entries(days)) {
    const from = parseHour(`${day.slice(3)}T00`);
    for (const hour of periodRange(from, addPeriods(from, 24))) hours[hour] = what;
  }
  const things: Record<string, [what: string, put: (file: string) => unknown]> = {
    '00': [
      'a symbolic link',
      (file) => symlink(join(outside, objectKey(fakeAccounts, LAST)), file),
    ],
    '01': ['a symbolic link', (file) => symlink('nowhere', file)],
    '02': ['a symbolic link', (file) => symlink(file, file)],
    '03': ['a named pipe', makePipe],
    '04': ['a folder', (file) => mkdir(join(file, 'x'), { recursive: true })],
    '05': ['a socket', (file) => makeSocket(join(folder, 's'), file)],
    '06': ['a symbolic link', (file) => symlink('/dev/zero', file)],
  };
  for (const [hour, [what, put]] of Object.entries(things)) {
    const file = join(lake, objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`)));
    await mkdir(dirname(file), { recursive: true });
    await put(file);
    hours[`2026-11-20T${hour}`] = what;
  }
  await symlink(outside, join(prefix, 'dt=2026-11-20', 'hour=07'));
  hours['2026-11-20T07'] = 'a symbolic link';
  await symlink('..', join(prefix, 'loop'));
  await symlink(outside, join(lake, 'foreign'));
  await link(join(outside, 'mine.txt'), join(prefix, 'hard-link'));
  return { lake, outside, hours };
}

/** A folder with hours of its own, and with what a careless run would sweep away. */
async function anOutside(folder: string): Promise<void> {
  for (const hour of periodRange(addPeriods(END, -20), END)) {
    const file = join(folder, objectKey(fakeAccounts, hour));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'mine');
  }
  await writeFile(join(folder, leftover(9)), 'mine');
  await writeFile(join(folder, 'mine.txt'), 'mine');
}

/** The name of what a killed writer leaves; no process has so high an id. */
function leftover(number: number): string {
  return `999999999-00000000-0000-0000-0000-00000000000${number}`;
}

function makePipe(path: string): void {
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
}

/** Made where its path is short enough for the system. */
async function makeSocket(short: string, path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(short, listening));
  onTestFinished(() => void server.close());
  await rename(short, path);
}

/** As links to one file, because that is quickest. */
function manyFiles(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const first = join(folder, '0');
  writeFileSync(first, 'mine');
  for (let number = 1; number < count; number += 1) linkSync(first, join(folder, String(number)));
}

/** What is in a folder, links not followed: kinds, sizes, and when files were written. */
function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const folders = [Buffer.from(folder)];
  for (let here = folders.pop(); here !== undefined; here = folders.pop()) {
    for (const entry of readdirSync(here, { encoding: 'buffer' })) {
      const path = Buffer.concat([here, Buffer.from('/'), entry]);
      const stats = lstatSync(path);
      if (stats.isDirectory()) folders.push(path);
      found[path.toString('latin1')] = told(path, stats);
    }
  }
  return found;
}

function told(path: Buffer, stats: Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  return `${stats.mode} ${stats.size} ${stats.mtimeMs} ${stats.nlink}`;
}

function expectPrintable({ stdout, stderr }: Ended): void {
  expect(`${stdout}${stderr}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
}
