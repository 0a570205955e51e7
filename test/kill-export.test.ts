import type { ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DuckDb } from '../lib/duckdb/duckdb.ts';
import { digestsOf, hourlake, startHourlake } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PARTITIONS = 24;

/** Events in the folder in which objects are written, before the kill: a few for each object. */
const SIGNS = [1, 8, 20, 40];

const EXPORT = ['export', '--database', 'duckdb:./rows.duckdb', '--table', 'downloads'];

const ROWS = `
  SELECT i, i // 5000 AS part, hash(i) AS h, md5(i::VARCHAR) AS text
  FROM range(${PARTITIONS} * 5000) AS r(i)`;

describe('an export that is killed', () => {
  it('leaves only whole partitions at every kill, and goes on to all of them', async () => {
    const { folder, args, expected } = await prepared();

    const wrong: string[] = [];
    const counts: number[] = [];
    for (const signs of SIGNS) {
      await killedAfter(folder, args, signs);
      const there = await partitionsOf(folder);
      counts.push(Object.keys(there).length);
      wrong.push(...Object.keys(there).filter((key) => there[key] !== expected[key]));
    }
    const last = await hourlake(args, optionsFor(folder));

    console.info(`Killed with ${counts.join(', ')} of ${PARTITIONS} partitions.`);
    expect(wrong).toEqual([]);
    expect(counts.some((count) => count > 0 && count < PARTITIONS)).toBe(true);
    expect(last).toMatchObject({ code: 0, stderr: '' });
    expect(await partitionsOf(folder)).toEqual(expected);
    expect(await readdir(join(folder, 'out/.landing'))).toEqual([]);
    expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  });

  it('leaves each partition as it was or as it is to be, when it replaces them', async () => {
    const { folder, args, expected: before } = await prepared();
    await hourlake(args, optionsFor(folder));
    await write(folder, 'UPDATE downloads SET h = h + 1 WHERE i % 5000 = 0');
    const reference = [...args.slice(0, -1), './after'];
    await hourlake(reference, optionsFor(folder));
    const after = await digestsOf(join(folder, 'after/downloads'));

    const wrong: string[] = [];
    const counts: number[] = [];
    for (const signs of SIGNS) {
      await killedAfter(folder, [...args, '--replace'], signs);
      const there = await partitionsOf(folder);
      counts.push(Object.keys(after).filter((key) => there[key] === after[key]).length);
      wrong.push(
        ...Object.keys(before).filter((key) => ![before[key], after[key]].includes(there[key])),
      );
    }
    const last = await hourlake([...args, '--replace'], optionsFor(folder));

    console.info(`Killed with ${counts.join(', ')} of ${PARTITIONS} partitions replaced.`);
    expect(wrong).toEqual([]);
    expect(counts.some((count) => count > 0 && count < PARTITIONS)).toBe(true);
    expect(last.code).toBe(0);
    expect(await partitionsOf(folder)).toEqual(after);
  });

  it('writes nothing before all its files are made, and leaves temporary files to the next', async () => {
    const { folder, args } = await prepared();
    const temporary = join(folder, 'temporary');

    const { child, ended } = await startHourlake(args, optionsFor(folder));
    await firstFile(temporary, child);
    child.kill('SIGKILL');
    await ended;
    const left = await readdir(temporary);
    const there = await partitionsOf(folder);
    await hourlake(args, optionsFor(folder));

    expect(left).toEqual([expect.stringMatching(`^hourlake-scratch-${child.pid}-`)]);
    expect(there).toEqual({});
    expect(await readdir(temporary)).toEqual([]);
  });
});

async function prepared() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'temporary'));
  await mkdir(join(folder, 'out/.landing'), { recursive: true });
  await write(folder, `CREATE TABLE downloads AS ${ROWS}`);
  const args = [...EXPORT, '--partition', 'part', '--to', './out'];
  await hourlake([...args.slice(0, -1), './reference'], optionsFor(folder));
  const expected = await digestsOf(join(folder, 'reference/downloads'));
  expect(Object.keys(expected)).toHaveLength(PARTITIONS);
  return { folder, args, expected };
}

async function write(folder: string, statement: string): Promise<void> {
  const database = await DuckDb.open({}, join(folder, 'rows.duckdb'));
  await database.run(statement);
  database.close();
}

function optionsFor(folder: string) {
  return { cwd: folder, env: { TMPDIR: join(folder, 'temporary') } };
}

function partitionsOf(folder: string): Promise<Record<string, string>> {
  return digestsOf(join(folder, 'out/downloads'));
}

/** Work is counted, not timed: how fast a machine is says nothing of how far a process has come. */
async function killedAfter(folder: string, args: readonly string[], signs: number): Promise<void> {
  const watcher = watch(join(folder, 'out/.landing'));
  const enough = new Promise<void>((resolve) => {
    let seen = 0;
    watcher.on('change', () => {
      seen += 1;
      if (seen > signs) resolve();
    });
  });
  const { child, ended } = await startHourlake(args, optionsFor(folder));
  await Promise.race([enough, ended]);
  watcher.close();
  child.kill('SIGKILL');
  await ended;
}

/** Waits until there is a Parquet file in a folder. */
async function firstFile(folder: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    if (entries.some((entry) => entry.endsWith('.parquet'))) return;
    await immediate();
  }
}
