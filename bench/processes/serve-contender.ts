import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OpenContender } from '../contenders/contender.ts';
import type { ContenderName } from '../contenders/contenders.ts';

// Runs one contender: `serve-contender <name> <hours> <accounts per hour>`. Each input line
// requests one repetition, and is answered by a line of JSON. python_way.py uses the same protocol.

/** Imported on demand, so that no contender loads the packages of another. */
const openers: Record<Exclude<ContenderName, 'python-way'>, () => Promise<OpenContender>> = {
  'large-hours': async () => (await import('../contenders/ours.ts')).largeHours,
  'small-hours': async () => (await import('../contenders/ours.ts')).smallHours,
  'generate-only': async () => (await import('../contenders/ours.ts')).generateOnly,
  'encode-only': async () => (await import('../contenders/ours.ts')).encodeOnly,
  'naive-way': async () => (await import('../contenders/naive-way.ts')).naiveWay,
  'duckdb-copy': async () => (await import('../contenders/duckdb-copy.ts')).duckDbCopy,
};

const [, , name = '', hours, accountsPerHour] = process.argv;
const load = Object.entries(openers).find(([known]) => known === name)?.[1];
if (load === undefined)
  throw new Error(`Expected the name of a contender, got ${JSON.stringify(name)}.`);
const open = await load();
const contender = await open({ hours: Number(hours), accountsPerHour: Number(accountsPerHour) });
tell({ versions: {} });

let number = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const folder = mkdtempSync(join(tmpdir(), 'hourlake-bench-'));
  const repetition = { number, folder };
  number += 1;
  await contender.prepare?.(repetition);
  // The garbage of the previous repetition must not count for this one.
  globalThis.gc?.();
  const [started, before] = [performance.now(), process.cpuUsage()];
  const rows = await contender.run(repetition);
  const { user, system } = process.cpuUsage(before);
  const wall = performance.now() - started;
  tell({ rows, wall, cpu: (user + system) / 1000, bytes: bytesIn(folder) });
  rmSync(folder, { recursive: true });
}
process.exit();

function tell(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((entry) => statSync(join(folder, entry)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}
