import type { Job } from '../lib/model/job.ts';
import { addPeriods, HOUR_MS, parseHour, periodAt, periodStart } from '../lib/model/period.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Deployment, first, mistaken, next } from './deployments.ts';
import type { Fault } from './faults.ts';
import type { OwnerAct } from './inbox-scenario.ts';
import type { Wants } from './wants.ts';
import type { ApiPlan } from './world/api.ts';

/** The kinds of lake. */
export type LakeKind = 'folder' | 'shared folder' | 'bucket';

/** A run that begins at a certain moment. */
export interface PlannedRun {
  readonly name: string;
  /** When it begins, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly deployment: Deployment;
  /** Milliseconds by which the clock of its process is ahead. */
  readonly clockAhead: number;
  readonly wants: Wants;
  /** Index of its machine. */
  readonly machine: number;
  readonly concurrency: number;
  /** Milliseconds until it receives a stop signal. */
  readonly stopAfter?: number | undefined;
  /** The faults in this plan. */
  readonly faults: readonly Fault[];
}

/** The events of the world of a seed, except for faults of calls. */
export interface Scenario {
  readonly lake: LakeKind;
  readonly from: number;
  readonly to: number;
  readonly machines: number;
  readonly deployed: readonly Deployment[];
  readonly runs: readonly PlannedRun[];
  readonly droppedTicks: number;
  /** The jobs of every run. Default: those of periods of time. */
  readonly jobs?: readonly Job[];
  /** What the owners of dropped files do. Default: there is no inbox. */
  readonly acts?: readonly OwnerAct[];
  /** What becomes of an API. Default: there is none. */
  readonly api?: ApiPlan;
  /** When a person tries to declare for how many days the lake keeps its hours. Default: never. */
  readonly keeping?: { readonly keepDays: number; readonly at: readonly number[] };
}

/** All worlds begin within two days, so that the files of their hours can be reused. */
const BEGIN = parseHour('2026-01-03T00');

/** Share of worlds in which a certain other run begins together with the first one. */
const FIRST_RUNS = 0.2;

const MINUTE = 60_000;
const DAY = 24 * HOUR_MS;

/** Draws the events of the world of a seed. */
export function scenarioOf(seed: string): Scenario {
  const chance = chanceOf(seed, 'scenario');
  const lake: LakeKind = chance.pick(['folder', 'shared folder', 'bucket', 'bucket', 'bucket']);
  const hours = hoursOf(chance);
  const from = periodStart(addPeriods(BEGIN, chance.below(48)));
  const to = from + hours * HOUR_MS;
  const machines = lake === 'folder' ? 1 : chance.between(2, 3);
  const deployed = chance.happens(0.5) ? [first, next] : [first];
  const versionOf = rollOut(chance, deployed, from, to);
  const { ticks, dropped } = ticksOf(chance, from, to);
  const wrongClocks = chance.happens(0.4) ? 0.1 : 0;
  const stops = chance.happens(0.3) ? 0.1 : 0;
  const lookBack = chance.pick([48, 48, 48, 24, 6, 96]);

  const planned = (
    name: string,
    at: number,
    wants: PlannedRun['wants'],
    faults: readonly Fault[],
  ): PlannedRun => {
    const clockAhead = chance.happens(wrongClocks) ? clockErrorOf(chance) : 0;
    const stopAfter = chance.happens(stops) ? chance.below(10_000) : undefined;
    const deployment = versionOf(at);
    return {
      name,
      at,
      deployment,
      clockAhead,
      wants,
      machine: chance.below(machines),
      concurrency: chance.between(1, 6),
      stopAfter,
      faults: [
        ...faults,
        ...(clockAhead > 0 ? (['clock ahead'] as const) : []),
        ...(clockAhead < 0 ? (['clock behind'] as const) : []),
        ...(deployment === next ? (['two versions at once'] as const) : []),
      ],
    };
  };

  const live = ticks.map(({ at, faults }, number) =>
    planned(`ingest-${number}`, at, { lookBack }, faults),
  );
  const begin = live[0]?.at ?? from;
  const backfills = backfillsOf(chance, { from, to, begin }).map(({ at, wants, name }) =>
    planned(name, at, wants, ['backfill over live runs']),
  );
  const mistakes = live
    .filter(() => chance.happens(0.3 / live.length))
    .map((run, number) => mistakeAt(run, run.at + 30 * MINUTE, number));
  const firstMistakes = live
    .slice(0, chance.happens(FIRST_RUNS) ? 1 : 0)
    .map((run) => mistakeAt(run, run.at + chance.between(-50, 50), 'first'));
  return {
    lake,
    from,
    to,
    machines,
    deployed,
    runs: [...live, ...backfills, ...mistakes, ...firstMistakes],
    droppedTicks: dropped,
  };
}

/** The same run with a seed that it asks for. The first run of a lake decides which seed is right. */
function mistakeAt(run: PlannedRun, at: number, number: number | 'first'): PlannedRun {
  return {
    ...run,
    name: `mistaken-${number}`,
    at,
    deployment: mistaken,
    faults: ['other settings'],
  };
}

/**
 * Most worlds are one to four days long, some two weeks, a few one or three months. Short worlds
 * reveal as much as long ones.
 */
function hoursOf(chance: Chance): number {
  const kind = chance.share();
  if (kind < 0.7) return chance.between(8, 30);
  if (kind < 0.92) return chance.between(30, 96);
  if (kind < 0.995) return chance.between(96, 14 * 24);
  return (kind < 0.998 ? 30 : 90) * 24;
}

/**
 * Returns the version at a moment. The second version takes over gradually, as machines are
 * updated.
 */
function rollOut(
  chance: Chance,
  deployed: readonly Deployment[],
  from: number,
  to: number,
): (at: number) => Deployment {
  const begin = chance.between(from, to);
  const end = chance.between(begin, to);
  return (at) => {
    if (deployed.length === 1 || at < begin) return first;
    return at > end || chance.happens(0.5) ? next : first;
  };
}

/** The starts of an hourly schedule, at a certain minute, with its irregularities. */
function ticksOf(
  chance: Chance,
  from: number,
  to: number,
): { ticks: { at: number; faults: Fault[] }[]; dropped: number } {
  // In long worlds most ticks are dropped, as in the schedules of GitHub Actions.
  const dropping = to - from > 14 * DAY ? 0.8 : chance.pick([0, 0, 0.1, 0.4, 0.7]);
  const late = chance.pick([0, 0.1, 0.5]);
  const doubled = chance.pick([0, 0.1, 0.3]);
  const minute = chance.below(60);
  const ticks: { at: number; faults: Fault[] }[] = [];
  let dropped = 0;
  for (let hour = from; hour < to; hour += HOUR_MS) {
    if (chance.happens(dropping)) {
      dropped += 1;
      continue;
    }
    const isLate = chance.happens(late);
    const at = hour + minute * MINUTE + (isLate ? chance.between(2 * MINUTE, 6 * HOUR_MS) : 0);
    const faults: Fault[] = isLate ? ['tick late'] : [];
    ticks.push({ at, faults });
    if (chance.happens(doubled)) {
      ticks.push({ at: at + chance.below(50), faults: [...faults, 'tick doubled'] });
    }
  }
  return { ticks, dropped };
}

/** Backfills of past ranges, in one shard or several. Some overlap the hours of live runs. */
function backfillsOf(
  chance: Chance,
  { from, to, begin }: { from: number; to: number; begin: number },
): { name: string; at: number; wants: Wants }[] {
  const count = chance.pick([0, 1, 1, 2]);
  const isFirst = chance.happens(FIRST_RUNS);
  return Array.from({ length: count }, (_, number) => {
    const at = isFirst && number === 0 ? begin : chance.between(from + HOUR_MS, to - 1);
    const end = addPeriods(periodAt('hour', at), -chance.below(36));
    const range = { from: addPeriods(end, -chance.between(4, 72)), to: end };
    const shards = chance.between(1, 4);
    return Array.from({ length: shards }, (_, shard) => ({
      name: `backfill-${number}-${shard + 1}-of-${shards}`,
      at: at + chance.below(chance.pick([50, 60_000])),
      wants: { ...range, shard: { number: shard + 1, count: shards } },
    }));
  }).flat();
}

function clockErrorOf(chance: Chance): number {
  const size = chance.pick([5 * MINUTE, 90 * MINUTE, 12 * HOUR_MS, 72 * HOUR_MS]);
  return chance.between(-size, size) || MINUTE;
}
