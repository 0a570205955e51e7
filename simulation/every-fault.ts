import { addPeriods, HOUR_MS, parseHour, periodStart } from '../lib/model/period.ts';
import { first, next } from './deployments.ts';
import { type CallKind, type Fault, possible } from './faults.ts';
import { type OwnerAct, textOf } from './inbox-scenario.ts';
import { inboxJobs } from './jobs/simulated-jobs.ts';
import type { LakeKind, PlannedRun, Scenario } from './scenario.ts';
import { type Outcome, simulate } from './simulate.ts';
import type { Wants } from './wants.ts';
import type { Weather } from './weather.ts';

const DAY = parseHour('2026-01-05T00');

/** The worlds in which one fault hits one call. */
export interface SingleFaults {
  /** What the two runs do: land the first hours of a new lake, the end of a day, or dropped files. */
  readonly task: 'first hours' | 'end of a day' | 'dropped files';
  readonly lake: LakeKind;
  /** Decides everything random, such as the traits of the S3 server and which run is ahead. */
  readonly seed: number;
}

/**
 * The kinds of lake, with seeds whose buckets differ in digests, multipart uploads, page size and
 * catalog.
 */
export const everyLake: readonly SingleFaults[] = [
  { task: 'first hours', lake: 'folder', seed: 1 },
  { task: 'first hours', lake: 'shared folder', seed: 1 },
  { task: 'first hours', lake: 'bucket', seed: 1 },
  { task: 'first hours', lake: 'bucket', seed: 2 },
  { task: 'first hours', lake: 'bucket', seed: 3 },
  { task: 'first hours', lake: 'bucket', seed: 4 },
  { task: 'end of a day', lake: 'folder', seed: 1 },
  { task: 'end of a day', lake: 'bucket', seed: 2 },
];

/** The same for files that are dropped into an inbox. */
export const everyInbox: readonly SingleFaults[] = [
  { task: 'dropped files', lake: 'folder', seed: 1 },
  { task: 'dropped files', lake: 'bucket', seed: 1 },
];

/** Result of all worlds of one kind of lake, each with a single fault. */
export interface EveryFault {
  /** Calls to simulated I/O that were hit. */
  readonly calls: number;
  /** Number of worlds: one for each call and each fault that can hit it. */
  readonly worlds: number;
  readonly violations: readonly Outcome[];
}

/**
 * Simulates two runs of two versions that want nearly the same periods at the same time, once for each
 * call that they make and each fault that can hit it. Nothing else fails. A process therefore dies
 * before and after every call, which covers every moment that can matter. Of many objects that are
 * read one after the other, as the hours of a day are, the first and the last are hit.
 */
export async function everyFaultAtEveryCall({
  task,
  lake,
  seed,
}: SingleFaults): Promise<EveryFault> {
  const scenario = task === 'dropped files' ? twoCaptures(lake) : twoRuns(task, lake);
  const calls = withoutReadsInARow(await callsOf(scenario, seed));
  const violations: Outcome[] = [];
  let worlds = 0;
  for (const [call, kind] of calls) {
    for (const fault of faultsOf(task, kind)) {
      const weather = only(call, fault, scenario.to);
      const outcome = await simulate(seed, { scenario, weather });
      worlds += 1;
      if (outcome.violation !== undefined) violations.push(outcome);
    }
  }
  return { calls: calls.length, worlds, violations };
}

/** A call that hangs disturbs two captures as one that is slow does, and more. */
function faultsOf(task: SingleFaults['task'], kind: CallKind): readonly Fault[] {
  if (task !== 'dropped files') return possible[kind];
  return possible[kind].filter((fault) => fault !== 'slow call');
}

/** The kinds of all calls in a world without faults, in order. */
async function callsOf(scenario: Scenario, seed: number): Promise<readonly CallKind[]> {
  const calls: CallKind[] = [];
  await simulate(seed, {
    scenario,
    weather: {
      faultOf(kind, now) {
        if (isOfTwoRuns(now, scenario.to)) calls.push(kind);
        return undefined;
      },
    },
  });
  return calls;
}

/** The calls with their numbers from 1, except reads that are neither the first nor the last of a row. */
function withoutReadsInARow(calls: readonly CallKind[]): [number, CallKind][] {
  return calls
    .map((kind, index): [number, CallKind] => [index + 1, kind])
    .filter(([number, kind]) => {
      const isRead = kind === 'GET' || kind === 'readFile';
      return !isRead || calls[number - 2] !== kind || calls[number] !== kind;
    });
}

/** Weather in which only one call is hit, by its number from 1. */
function only(number: number, fault: Fault, at: number): Weather {
  let calls = 0;
  return {
    faultOf(_, now) {
      if (!isOfTwoRuns(now, at)) return undefined;
      calls += 1;
      return calls === number ? fault : undefined;
    },
  };
}

/** The run before comes hours earlier, and the quiet run hours later. Neither must be hit. */
function isOfTwoRuns(now: number, at: number): boolean {
  return Math.abs(now - at) <= HOUR_MS;
}

/**
 * Two runs that find a file with rejects and a file of no use. The first file is replaced after it was
 * captured, and before it is removed.
 */
function twoCaptures(lake: LakeKind): Scenario {
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
  const drop = (name: string, text: number, after: number): OwnerAct => {
    return { kind: 'drops', name, text: textOf(text), at: at + after };
  };
  return {
    lake,
    from: periodStart(DAY),
    to: at,
    machines: lake === 'folder' ? 1 : 2,
    deployed: [first, next],
    jobs: inboxJobs,
    runs: [one, other],
    droppedTicks: 0,
    acts: [
      drop('a.txt', 4, -60_000),
      drop('c.txt', 0, -40_000),
      drop('a.txt', 5, REPLACED_AFTER[lake]),
    ],
  };
}

/** Milliseconds after the begin of the runs: after the capture of the file, and before its removal. */
const REPLACED_AFTER: Readonly<Record<LakeKind, number>> = {
  folder: 2_050,
  'shared folder': 2_050,
  bucket: 1_200,
};

function twoRuns(task: SingleFaults['task'], lake: LakeKind): Scenario {
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
