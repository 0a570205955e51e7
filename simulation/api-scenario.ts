import { HOUR_MS, parseHour, periodAt, periodStart } from '../lib/model/period.ts';
import { type Chance, chanceOf } from './chance.ts';
import { first, next } from './deployments.ts';
import { apiJobs } from './jobs/api-jobs.ts';
import { calendar } from './jobs/calendar.ts';
import type { LakeKind, PlannedRun, Scenario } from './scenario.ts';
import type { Wants } from './wants.ts';
import type { ApiPlan } from './world/api.ts';

const BEGIN = parseHour('2026-01-05T20');
const MINUTE = 60_000;

/** Draws the events of a world in which jobs capture what an API shows, hour by hour. */
export function apiScenarioOf(seed: string): Scenario {
  const chance = chanceOf(seed, 'api scenario');
  const lake: LakeKind = chance.pick(['folder', 'folder', 'shared folder', 'bucket', 'bucket']);
  const from = periodStart(BEGIN);
  const to = from + chance.between(4, 12) * HOUR_MS;
  const machines = lake === 'folder' ? 1 : 2;
  const deployed = chance.happens(0.5) ? [first, next] : [first];
  const runs = begins(chance, from, to).map((at, number): PlannedRun => {
    const clockAhead = chance.happens(0.04) ? chance.between(-HOUR_MS, 3 * HOUR_MS) : 0;
    return {
      name: `ingest-${number}`,
      at,
      deployment: chance.pick([first, deployed.at(-1) ?? first]),
      clockAhead,
      wants: wantsOf(chance, at),
      machine: chance.below(machines),
      concurrency: chance.between(1, 4),
      stopAfter: chance.happens(0.05) ? chance.below(5_000) : undefined,
      faults: [],
    };
  });
  return {
    lake,
    from,
    to,
    machines,
    deployed,
    jobs: [calendar, ...apiJobs],
    runs,
    droppedTicks: 0,
    api: apiOf(chance, runs, { from, to }),
  };
}

/** Runs minutes apart, often two at once, and now and then none for hours. */
function begins(chance: Chance, from: number, to: number): number[] {
  const begun: number[] = [];
  for (let at = from + chance.below(HOUR_MS); at < to; at += pauseOf(chance)) {
    begun.push(at);
    if (chance.happens(0.4)) begun.push(at + chance.below(chance.pick([50, 5_000])));
  }
  return begun;
}

function pauseOf(chance: Chance): number {
  const [least, most] = chance.happens(0.1) ? [120, 300] : [10, 80];
  return chance.between(least, most) * MINUTE;
}

/** As the command `ingest`, and now and then as `backfill`, which also wants what is lost. */
function wantsOf(chance: Chance, at: number): Wants {
  if (!chance.happens(0.15)) return { lookBack: chance.between(1, 6) };
  return { from: BEGIN, to: periodAt('hour', at) };
}

function apiOf(
  chance: Chance,
  runs: readonly PlannedRun[],
  { from, to }: Pick<Scenario, 'from' | 'to'>,
): ApiPlan {
  const some = (most: number, moment: () => number) =>
    Array.from({ length: chance.below(most + 1) }, moment).sort((one, other) => one - other);
  const changes = some(20, () => changeOf(chance, runs, { from, to }));
  const burst = chance.happens(0.2) ? burstAt(chance, runs) : [];
  return {
    changes: [...changes, ...burst].sort((one, other) => one - other),
    trades: some(60, () => chance.between(from, to)),
    outages: Array.from({ length: chance.pick([0, 0, 1, 2]) }, () => {
      const begin = chance.between(from, to);
      return { from: begin, to: Math.min(to, begin + chance.between(10, 300) * MINUTE) };
    }),
    pageSize: chance.between(3, 8),
  };
}

/** Most happen while a run reads the list. */
function changeOf(
  chance: Chance,
  runs: readonly PlannedRun[],
  { from, to }: Pick<Scenario, 'from' | 'to'>,
): number {
  const run = runs[chance.below(runs.length)];
  if (run === undefined || !chance.happens(0.7)) return chance.between(from, to);
  return run.at + chance.below(chance.pick([3_000, 8_000]));
}

/** The list changes again and again, so that no reading of it is of one moment. */
function burstAt(chance: Chance, runs: readonly PlannedRun[]): number[] {
  const at = (runs[chance.below(runs.length)]?.at ?? 0) + chance.below(1_000);
  return Array.from({ length: 24 }, (_, index) => at + index * chance.between(400, 900));
}
