import { addPeriods, HOUR_MS, parseHour, periodAt, periodStart } from '../lib/model/period.ts';
import { type Chance, chanceOf } from './chance.ts';
import { first } from './deployments.ts';
import type { PlannedRun, Scenario } from './scenario.ts';
import type { Wants } from './wants.ts';

const BEGIN = parseHour('2026-01-03T00');
const DAY = 24 * HOUR_MS;
const KEEP_DAYS = 7;

/**
 * Draws the events of a world whose lake keeps its hours for a week, and lives for longer. The lake is
 * in a folder, where runs remove what has expired; S3 removes it itself. All clocks are right: one that
 * is ahead lets hours expire too early.
 */
export function keepingScenarioOf(seed: string): Scenario {
  const chance = chanceOf(seed, 'keeping scenario');
  const from = periodStart(BEGIN);
  const to = from + chance.between(9 * 24, 12 * 24) * HOUR_MS;
  const lake = chance.pick(['folder', 'shared folder'] as const);
  const machines = lake === 'folder' ? 1 : 2;
  const runOf = (name: string, at: number, wants: Wants): PlannedRun => ({
    name,
    at,
    deployment: first,
    clockAhead: 0,
    wants,
    machine: chance.below(machines),
    concurrency: chance.between(1, 6),
    stopAfter: chance.happens(0.05) ? chance.below(10_000) : undefined,
    faults: [],
  });
  return {
    lake,
    from,
    to,
    machines,
    deployed: [first],
    runs: [...ingests(chance, from, to, runOf), ...backfills(chance, from, to, runOf)],
    droppedTicks: 0,
    keeping: { keepDays: KEEP_DAYS, at: [1, 3, 5].map((days) => from + days * DAY + 1) },
  };
}

type RunOf = (name: string, at: number, wants: Wants) => PlannedRun;

/** Runs some hours apart, and often two at once: two sweeps at once, too. */
function ingests(chance: Chance, from: number, to: number, runOf: RunOf): PlannedRun[] {
  const runs: PlannedRun[] = [];
  for (let at = from; at < to; at += chance.between(2, 10) * HOUR_MS) {
    runs.push(runOf(`ingest-${runs.length}`, at, { lookBack: 48 }));
    if (!chance.happens(0.3)) continue;
    runs.push(runOf(`ingest-${runs.length}`, at + chance.below(50), { lookBack: 48 }));
  }
  return runs;
}

/** Backfills of ranges of which some hours have expired. */
function backfills(chance: Chance, from: number, to: number, runOf: RunOf): PlannedRun[] {
  return Array.from({ length: 3 }, (_, number) => {
    const at = chance.between(from + 2 * DAY, to - 1);
    const begin = addPeriods(BEGIN, chance.below(24));
    return runOf(`backfill-${number}`, at, { from: begin, to: periodAt('hour', at) });
  });
}
