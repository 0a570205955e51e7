import { addPeriods, HOUR_MS, parseHour, periodStart } from '../lib/model/period.ts';
import { first, next } from './deployments.ts';
import { type OwnerAct, textOf } from './inbox-scenario.ts';
import { rates, ratesRejects } from './jobs/api-jobs.ts';
import { inboxJobs } from './jobs/simulated-jobs.ts';
import type { LakeKind, PlannedRun, Scenario } from './scenario.ts';
import type { Wants } from './wants.ts';

/** What two runs at once do: land the first hours of a new lake, the end of a day, dropped files, or an hour of an API. */
export type Task = 'first hours' | 'end of a day' | 'dropped files' | 'hour of an API';

const DAY = parseHour('2026-01-05T00');

/** The events of a small world, in which two runs do the same at once. */
export function smallScenario(task: Task, lake: LakeKind): Scenario {
  if (task === 'dropped files') return twoCaptures(lake);
  return task === 'hour of an API' ? twoApiRuns(lake) : twoRuns(task, lake);
}

/**
 * Two runs that find a file with rejects and a file of no use. The first file is replaced after it was
 * captured, and before it is removed.
 */
function twoCaptures(lake: LakeKind): Scenario {
  const { runs, ...world } = ofTheLastHour(lake);
  const drop = (name: string, text: number, after: number): OwnerAct => {
    return { kind: 'drops', name, text: textOf(text), at: world.to + after };
  };
  return {
    ...world,
    runs,
    jobs: inboxJobs,
    acts: [
      drop('a.txt', 4, -60_000),
      drop('c.txt', 0, -40_000),
      drop('a.txt', 5, REPLACED_AFTER[lake]),
    ],
  };
}

/**
 * Two runs that capture an hour of an API, which changes while they read it, and land its rows and its
 * rejects.
 */
function twoApiRuns(lake: LakeKind): Scenario {
  const world = ofTheLastHour(lake);
  const changes = Array.from({ length: 8 }, (_, number) => world.from + number);
  return {
    ...world,
    jobs: [rates, ratesRejects],
    api: {
      changes: [...changes, world.to + CHANGED_AFTER[lake]],
      trades: [],
      outages: [],
      pageSize: 8,
    },
  };
}

/** Milliseconds after the begin of the runs: after the first page was answered, and before the last. */
const CHANGED_AFTER: Readonly<Record<LakeKind, number>> = {
  folder: 1_000,
  'shared folder': 1_000,
  bucket: 1_500,
};

/** Two runs of two versions that want the last hour. */
function ofTheLastHour(lake: LakeKind): Scenario {
  const at = periodStart(DAY) + 3 * HOUR_MS;
  const one: PlannedRun = {
    name: 'one',
    at,
    deployment: first,
    clockAhead: 0,
    wants: { lookBack: 1 },
    machine: 0,
    concurrency: 2,
    faults: [],
  };
  const other = { ...one, name: 'other', deployment: next, machine: lake === 'folder' ? 0 : 1 };
  return {
    lake,
    from: periodStart(DAY),
    to: at,
    machines: lake === 'folder' ? 1 : 2,
    deployed: [first, next],
    runs: [one, other],
    droppedTicks: 0,
  };
}

/** Milliseconds after the begin of the runs: after the capture of the file, and before its removal. */
const REPLACED_AFTER: Readonly<Record<LakeKind, number>> = {
  folder: 2_050,
  'shared folder': 2_050,
  bucket: 1_200,
};

function twoRuns(task: Task, lake: LakeKind): Scenario {
  const isDay = task === 'end of a day';
  const wants: Wants = { from: DAY, to: addPeriods(DAY, isDay ? 24 : 3) };
  // Two hours after the end of the day the calendar is due too.
  const at = periodStart(addPeriods(DAY, isDay ? 26 : 3));
  const one: PlannedRun = {
    name: 'one',
    at,
    deployment: first,
    clockAhead: 0,
    wants,
    machine: 0,
    concurrency: 2,
    faults: [],
  };
  const other: PlannedRun = {
    ...one,
    name: 'other',
    deployment: next,
    // In a new lake it would declare another beginning.
    wants: isDay ? wants : { ...wants, from: addPeriods(DAY, 1) },
    machine: lake === 'folder' ? 0 : 1,
  };
  const before: PlannedRun = {
    ...one,
    name: 'before',
    at: at - 4 * HOUR_MS,
    wants: { from: DAY, to: addPeriods(DAY, 22) },
  };
  return {
    lake,
    from: periodStart(DAY),
    to: at,
    machines: lake === 'folder' ? 1 : 2,
    deployed: [first, next],
    runs: isDay ? [before, one, other] : [one, other],
    droppedTicks: 0,
  };
}
