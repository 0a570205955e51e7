import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addPeriods, parseHour } from '../../lib/model/period.ts';
import type { Bench } from '../bench.ts';
import { type Machine, machine } from '../machine.ts';
import { measureCommand, type Used } from '../measured-command.ts';
import { say } from '../say.ts';

/** `hourlake report` over a lake of accounts with its bronze layer. */
export interface Report {
  /** The machine before the first round. The part may be measured on another one than the others. */
  readonly machine: Pick<Machine, 'processor' | 'cores' | 'busyBefore'>;
  readonly days: number;
  readonly accountsPerHour: number;
  readonly rounds: readonly Reported[];
}

/** What one report took, and how large it is. */
export interface Reported extends Pick<Used, 'wall' | 'cpu' | 'peakBytes'> {
  readonly pageBytes: number;
}

const FROM = parseHour('2025-01-01T00');

/** Fills a lake with both layers, and reports on it again and again. */
export async function report(bench: Bench): Promise<Report> {
  const { queriedDays: days, queriedHour: accountsPerHour, reportRounds } = bench.amounts;
  const [lake, key] = [join(bench.scratch, 'reported'), join(bench.scratch, 'report.key')];
  const to = addPeriods(FROM, days * 24);
  say(`report: ${days} days of ${accountsPerHour} accounts an hour, and their bronze layer`);
  await measureCommand(bench, ['key', 'new', '--out', key]);
  const options = ['--lake', lake, '--key', `file:${key}`];
  await measureCommand(bench, [
    ...['backfill', '--from', FROM, '--to', to],
    ...['--set', `fake-accounts.accounts-per-hour=${accountsPerHour}`, '--json', ...options],
  ]);
  const { processor, cores, busyBefore } = machine();
  const rounds: Reported[] = [];
  for (let round = 1; round <= reportRounds; round += 1) {
    say(`report: round ${round} of ${reportRounds}`);
    const out = join(bench.scratch, 'report.html');
    const { wall, cpu, peakBytes } = await measureCommand(bench, [
      ...['report', '--now', `${to}:05:00Z`, '--out', out, ...options],
    ]);
    rounds.push({ wall, cpu, peakBytes, pageBytes: statSync(out).size });
  }
  rmSync(lake, { recursive: true });
  return { machine: { processor, cores, busyBefore }, days, accountsPerHour, rounds };
}
