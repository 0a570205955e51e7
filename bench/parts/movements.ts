import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { movimento } from '../../jobs/movimento.ts';
import { addPeriods, type Hour, parseHour, periodStart } from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import type { Bench } from '../bench.ts';
import { measureCommand } from '../measured-command.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';
import { type Measured, pinning } from '../served-contender.ts';

/** How fast movements are made, and what a long history costs. */
export interface Movements {
  /** Whether each process was pinned to one core. */
  readonly pinned: boolean;
  readonly rates: readonly MovementRate[];
  readonly history: readonly HistoryRound[];
}

/** The same hours in a new process each round. */
export interface MovementRate {
  readonly name: string;
  readonly hours: number;
  readonly repetitions: readonly Measured[];
}

/** The run of one hour in a lake that began ten years ago, and in one of 30 days with as many movements. */
export interface HistoryRound {
  readonly long: HourOfRun;
  readonly short: HourOfRun;
}

/** The run of one hour. */
export interface HourOfRun {
  readonly movements: number;
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
}

/** Settings by job. */
type Settings = Readonly<Record<string, SettingValues>>;

const HOUR = parseHour('2026-11-26T13');
const TEN_YEARS_AGO = parseHour('2016-11-26T00');
const A_MONTH_AGO = addPeriods(HOUR, -30 * 24);

/** A lake of 30 days that has about as many movements in an hour as the default one has after ten years. */
const BUSY: Settings = { associado: { share: 0.031 }, movimento: { 'movements-per-card': 1000 } };

/** About 210,000 movements an hour after ten years. */
const LARGE: Settings = {
  'fake-accounts': { 'accounts-per-hour': 1_400 },
  associado: { share: 0.05 },
};

/** Makes hours of movements, then runs single hours of lakes with a long and with a short history. */
export async function movements(bench: Bench): Promise<Movements> {
  const { movementHours: hours, movementRounds } = bench.amounts;
  const rates = [
    { name: 'usual hours', settings: {} },
    { name: 'large hours', settings: LARGE },
  ].map((rate) => ({ ...rate, hours, repetitions: [] as Measured[] }));
  for (let round = 1; round <= movementRounds; round += 1) {
    say(`movements: round ${round} of ${movementRounds}`);
    for (const { repetitions, settings } of rates) {
      repetitions.push(await made(bench, hours, settings));
    }
  }
  const history = await historyRounds(bench);
  return {
    pinned: pinning().length > 0,
    rates: rates.map(({ settings: _, ...rate }) => rate),
    history,
  };
}

async function made({ compiled }: Bench, hours: number, settings: Settings): Promise<Measured> {
  const script = compiled.process('make-movements');
  const args = [TEN_YEARS_AGO, HOUR, String(hours), JSON.stringify(settings)];
  const [file = '', ...all] = [...pinning(), process.execPath, script, ...args];
  const { stdout } = await promisify(execFile)(file, all, { env: plainEnvironment() });
  const { rows, bytes, wall, cpu } = JSON.parse(stdout);
  return { rows, bytes, wall: Math.round(wall), cpu: Math.round(cpu) };
}

async function historyRounds(bench: Bench): Promise<HistoryRound[]> {
  const [long, short] = [join(bench.scratch, 'ten-years'), join(bench.scratch, 'a-month')];
  // The first run decides where the time of a lake begins.
  await run(bench, long, TEN_YEARS_AGO, {});
  await run(bench, short, A_MONTH_AGO, BUSY);
  const rounds: HistoryRound[] = [];
  for (let round = 0; round < bench.amounts.historyRounds; round += 1) {
    say(`movements: history, round ${round + 1} of ${bench.amounts.historyRounds}`);
    const hour = addPeriods(HOUR, round);
    rounds.push({
      long: await run(bench, long, hour, {}),
      short: await run(bench, short, hour, BUSY),
    });
  }
  for (const lake of [long, short]) rmSync(lake, { recursive: true });
  return rounds;
}

/** Lands one hour of the movements and of all that they refer to, as the hourly job does. */
async function run(bench: Bench, lake: string, hour: Hour, settings: Settings): Promise<HourOfRun> {
  const now = new Date(periodStart(addPeriods(hour, 1))).toISOString();
  const { stdout, wall, cpu } = await measureCommand(bench, [
    ...['ingest', '--job', movimento.name, '--look-back', '1', '--now', now],
    ...Object.entries(settings).flatMap(([job, values]) =>
      Object.entries(values).flatMap(([name, value]) => ['--set', `${job}.${name}=${value}`]),
    ),
    ...['--lake', lake, '--json'],
  ]);
  return { movements: movementsOf(stdout), wall, cpu };
}

/** Rows of the movements in the receipts, which are one document for each job. */
function movementsOf(json: string): number {
  const line = json.split('\n').find((text) => text.includes(`"${movimento.name}"`)) ?? '{}';
  return JSON.parse(line).receipts[0].rows;
}
