import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { addPeriods, parseHour, periodStart } from '../../lib/model/period.ts';
import type { Bench } from '../bench.ts';
import { measureCommand, type Used } from '../measured-command.ts';
import { say } from '../say.ts';
import { type Summary, summaryOf } from '../statistics.ts';
import { usualHours } from '../usual-hours.ts';
import { rowsOf } from './scaling.ts';

/** Memory that landing takes. */
export interface Memory {
  readonly hugeHour: Landed;
  readonly backfill: Landed & {
    readonly hours: number;
    /** The resident set size in each quarter of the run, in bytes. */
    readonly quarters: readonly Summary[];
  };
}

/** One process that landed hours. */
export interface Landed {
  readonly rows: number;
  readonly wall: number;
  readonly cpu: number;
  /** Peak resident set size. */
  readonly peakBytes: number;
}

const FROM = parseHour('2025-01-01T00');

/** Milliseconds between samples of the resident set size: a few hundred samples in a long run. */
const SAMPLE_EVERY = 50;

/** Lands one huge hour, then a long range of hours. */
export async function memory(bench: Bench): Promise<Memory> {
  const { hugeHour, watchedHour, watchedHours } = bench.amounts;
  say(`memory: an hour of ${hugeHour}`);
  const [hour = FROM] = usualHours(1);
  const huge = await land(bench, [
    ...['ingest', '--look-back', '1', '--set', `fake-accounts.accounts-per-hour=${hugeHour}`],
    // The hour is over when the next one begins.
    ...['--now', new Date(periodStart(addPeriods(hour, 1))).toISOString()],
  ]);
  say(`memory: a backfill of ${watchedHours} hours`);
  const long = await land(bench, [
    ...['backfill', '--from', FROM, '--to', addPeriods(FROM, watchedHours)],
    ...['--set', `fake-accounts.accounts-per-hour=${watchedHour}`],
  ]);
  return {
    hugeHour: landedOf(huge),
    backfill: { ...landedOf(long), hours: watchedHours, quarters: quartersOf(long.samples) },
  };
}

async function land(bench: Bench, args: readonly string[]): Promise<Used> {
  const lake = join(bench.scratch, 'memory');
  const used = await measureCommand(
    bench,
    [...args, '--job', fakeAccounts.name, '--lake', lake, '--json'],
    {
      sampleEvery: SAMPLE_EVERY,
    },
  );
  rmSync(lake, { recursive: true });
  return used;
}

function landedOf({ stdout, wall, cpu, peakBytes }: Used): Landed {
  return { rows: rowsOf(stdout), wall, cpu, peakBytes };
}

/** Summaries of the four quarters of the samples. */
function quartersOf(samples: readonly number[]): Summary[] {
  const size = Math.ceil(samples.length / 4);
  return [0, 1, 2, 3]
    .map((quarter) => samples.slice(quarter * size, (quarter + 1) * size))
    .filter((part) => part.length > 0)
    .map((part) => summaryOf(part));
}
