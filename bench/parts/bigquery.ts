import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from '../bench.ts';
import { type DownloadsSettings, downloadsWith, settingsFor } from '../day-of-downloads.ts';
import { type Machine, machine } from '../machine.ts';
import { outputOf } from '../measured-command.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** A day of downloads from PyPI that lands. */
export interface BigQuery {
  /** The machine before the first round. The part may be measured on another one than the others. */
  readonly machine: Pick<Machine, 'processor' | 'cores' | 'busyBefore'>;
  readonly rounds: readonly {
    /** Captured from the stand-in of BigQuery. */
    readonly captured: DayOfDownloads;
    /** Generated, without a server. */
    readonly generated: DayOfDownloads;
  }[];
}

/** A day of downloads, landed by a new process: all that it used, its start included. */
export interface DayOfDownloads {
  /** Pages of the result; 0 where the rows are generated. */
  readonly pages: number;
  readonly rows: number;
  readonly fileBytes: number;
  /** Milliseconds by the clock, and of CPU time. */
  readonly wall: number;
  readonly cpu: number;
  /** Peak resident set size. */
  readonly peakBytes: number;
}

/** Captures a day from a stand-in in a process of its own, and generates the same day, in turns. */
export async function bigQuery(bench: Bench): Promise<BigQuery> {
  const { downloads, downloadsRounds } = bench.amounts;
  const settings = settingsFor(downloads);
  const expected = downloadsWith(settings);
  const { processor, cores, busyBefore } = machine();
  const rounds: BigQuery['rounds'][number][] = [];
  for (let round = 1; round <= downloadsRounds; round += 1) {
    say(`bigquery: round ${round} of ${downloadsRounds}`);
    const captured = await capturedDay(bench, settings);
    const generated = await landedDay(bench, { ...settings, origin: 'generated' });
    for (const { rows } of [captured, generated]) {
      if (rows !== expected) throw new Error(`Expected ${expected} rows, got ${rows}.`);
    }
    rounds.push({ captured, generated });
  }
  return { machine: { processor, cores, busyBefore }, rounds };
}

async function capturedDay(bench: Bench, settings: DownloadsSettings): Promise<DayOfDownloads> {
  const server = spawn(
    process.execPath,
    [bench.compiled.process('serve-bigquery'), JSON.stringify(settings)],
    { env: plainEnvironment(), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const { value: origin = '' } = await createInterface({ input: server.stdout })
      [Symbol.asyncIterator]()
      .next();
    return await landedDay(bench, { project: settings.project }, [origin]);
  } finally {
    server.stdin.end();
  }
}

async function landedDay(
  { compiled, scratch }: Bench,
  settings: object,
  endpoint: readonly string[] = [],
): Promise<DayOfDownloads> {
  const folder = join(scratch, 'downloads');
  const script = compiled.process('land-downloads');
  try {
    return JSON.parse(await outputOf([script, folder, JSON.stringify(settings), ...endpoint]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
