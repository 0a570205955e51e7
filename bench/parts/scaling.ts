import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { addPeriods, parseHour } from '../../lib/model/period.ts';
import type { Bench } from '../bench.ts';
import { measureCommand, outputOf, type Used } from '../measured-command.ts';
import { say } from '../say.ts';

/** Measurements of the same backfills with one core and with more. */
export interface Scaling {
  /** Whether `backfill` has the option `--workers`. */
  readonly hasWorkers: boolean;
  readonly ranges: readonly ScaledRange[];
}

/** One range, measured in several ways. */
export interface ScaledRange {
  readonly accountsPerHour: number;
  readonly hours: number;
  readonly ways: readonly ScaledWay[];
}

/** One way, with one repetition per round. */
export interface ScaledWay {
  /** `--workers 2`, or `--shard 1/2 and 2/2`. */
  readonly name: string;
  readonly repetitions: readonly {
    readonly rows: number;
    readonly wall: number;
    readonly cpu: number;
    readonly peakBytes: number;
  }[];
}

/** One command, or several at once. */
interface Way {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
}

const FROM = parseHour('2026-03-01T00');

/**
 * Backfills the same ranges in several ways, alternating between them. Wall-clock time matters
 * here, because it shows the effect of cores.
 */
export async function scaling(bench: Bench): Promise<Scaling> {
  const help = await outputOf([bench.compiled.command, 'backfill', '--help']);
  const hasWorkers = help.includes('--workers');
  if (!hasWorkers) say('scaling: "backfill" has no option --workers yet, only shards are measured');
  const ways = waysOf(hasWorkers);
  const ranges: ScaledRange[] = [];
  for (const { accountsPerHour, hours } of bench.amounts.scalingRanges) {
    const measured = ways.map(({ name }) => ({
      name,
      repetitions: [] as ScaledWay['repetitions'][number][],
    }));
    for (let round = 1; round <= bench.amounts.scalingRounds; round += 1) {
      say(`scaling: ${hours} hours of ${accountsPerHour}, round ${round}`);
      for (const [position, { commands }] of ways.entries()) {
        const repetition = await backfill(bench, commands, { accountsPerHour, hours });
        measured[position]?.repetitions.push(repetition);
      }
    }
    ranges.push({ accountsPerHour, hours, ways: measured });
  }
  return { hasWorkers, ranges };
}

/** The first way uses one core. */
function waysOf(hasWorkers: boolean): Way[] {
  const cores = availableParallelism();
  const one = hasWorkers ? ['--workers', '1'] : [];
  return [
    { name: 'one process, one worker', commands: [one] },
    ...(hasWorkers && cores > 1
      ? [{ name: `\`--workers ${cores}\``, commands: [['--workers', String(cores)]] }]
      : []),
    {
      name: 'two processes: `--shard 1/2`, `--shard 2/2`',
      commands: [
        ['--shard', '1/2', ...one],
        ['--shard', '2/2', ...one],
      ],
    },
  ];
}

async function backfill(
  bench: Bench,
  commands: Way['commands'],
  { accountsPerHour, hours }: { accountsPerHour: number; hours: number },
): Promise<ScaledWay['repetitions'][number]> {
  const lake = join(bench.scratch, 'scaling');
  const range = ['--from', FROM, '--to', addPeriods(FROM, hours), '--lake', lake, '--json'];
  const what = [
    '--job',
    fakeAccounts.name,
    '--set',
    `fake-accounts.accounts-per-hour=${accountsPerHour}`,
  ];
  const used = await Promise.all(
    commands.map((own) => measureCommand(bench, ['backfill', ...range, ...what, ...own])),
  );
  rmSync(lake, { recursive: true });
  return {
    rows: sumOf(used, ({ stdout }) => rowsOf(stdout)),
    wall: Math.max(...used.map(({ wall }) => wall)),
    cpu: sumOf(used, ({ cpu }) => cpu),
    peakBytes: sumOf(used, ({ peakBytes }) => peakBytes),
  };
}

/** Returns the number of rows in the receipts of a command. */
export function rowsOf(json: string): number {
  const { receipts } = JSON.parse(json) as { receipts: { rows?: number }[] };
  return receipts.reduce((sum, { rows = 0 }) => sum + rows, 0);
}

function sumOf(used: readonly Used[], value: (each: Used) => number): number {
  return used.reduce((sum, each) => sum + value(each), 0);
}
