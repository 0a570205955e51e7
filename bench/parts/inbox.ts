import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { vendas } from '../../jobs/vendas.ts';
import { inboxFolder } from '../../lib/lake/raw-key.ts';
import type { Bench } from '../bench.ts';
import { writeCsv, writeWorkbook } from '../dropped-files.ts';
import { measureCommand, type Used } from '../measured-command.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';
import { type Measured, pinning } from '../served-contender.ts';
import { rowsOf } from './scaling.ts';

/** Files that are dropped into an inbox and taken in. */
export interface Inbox {
  readonly files: readonly DroppedFile[];
}

/** One dropped file, taken in by a new process in each round. */
export interface DroppedFile {
  readonly name: (typeof names)[number];
  readonly rows: number;
  /** The whole command. */
  readonly taken: readonly Pick<Used, 'wall' | 'cpu' | 'peakBytes'>[];
  /** Only its rows: parsed, checked and encoded as Parquet, in a process on one core. */
  readonly read: readonly Measured[];
}

const names = ['vendas.xlsx', 'vendas.csv'] as const;

/** Takes in a workbook and a file of CSV, and reads their rows alone. */
export async function inbox(bench: Bench): Promise<Inbox> {
  const { droppedRows, droppedLines, inboxRounds } = bench.amounts;
  const [workbook, csv] = [join(bench.scratch, names[0]), join(bench.scratch, names[1])];
  say('inbox: writing the files');
  await writeWorkbook(workbook, droppedRows);
  writeCsv(csv, droppedLines);
  const files = [
    { name: names[0], path: workbook, rows: droppedRows },
    { name: names[1], path: csv, rows: droppedLines },
  ].map((file) => ({ ...file, taken: [] as Used[], read: [] as Measured[] }));
  for (let round = 1; round <= inboxRounds; round += 1) {
    say(`inbox: round ${round} of ${inboxRounds}`);
    for (const { path, rows, taken, read } of files) {
      taken.push(await takeIn(bench, path, rows));
      read.push(await readRows(bench, path));
    }
  }
  for (const { path } of files) rmSync(path);
  return {
    files: files.map(({ name, rows, taken, read }) => ({
      name,
      rows,
      taken: taken.map(({ wall, cpu, peakBytes }) => ({ wall, cpu, peakBytes })),
      read,
    })),
  };
}

async function takeIn(bench: Bench, path: string, rows: number): Promise<Used> {
  const lake = join(bench.scratch, 'inbox');
  const folder = join(lake, inboxFolder(vendas.name));
  mkdirSync(folder, { recursive: true });
  cpSync(path, join(folder, basename(path)));
  const args = ['inbox', '--job', vendas.name, '--lake', lake, '--json'];
  const used = await measureCommand(bench, args);
  rmSync(lake, { recursive: true });
  // A line for each job: the one of the rejects is the second.
  const landed = rowsOf(used.stdout.split('\n')[0] ?? '');
  if (landed !== rows) throw new Error(`Expected ${rows} rows of ${path}, got ${landed}.`);
  return used;
}

async function readRows({ compiled }: Bench, path: string): Promise<Measured> {
  const script = compiled.process('read-dropped');
  const [file = '', ...args] = [...pinning(), process.execPath, script, path];
  const { stdout } = await promisify(execFile)(file, args, { env: plainEnvironment() });
  const { rows, bytes, wall, cpu } = JSON.parse(stdout);
  return { rows, bytes, wall: Math.round(wall), cpu: Math.round(cpu) };
}
