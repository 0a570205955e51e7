import { HOUR_MS } from '../lib/model/period.ts';
import { type CallKind, type Fault, possible } from './faults.ts';
import type { LakeKind, Scenario } from './scenario.ts';
import { type Outcome, simulate } from './simulate.ts';
import { smallScenario, type Task } from './small-scenarios.ts';
import type { Weather } from './weather.ts';

/** The worlds in which one fault hits one call. */
export interface SingleFaults {
  /** What the two runs do. */
  readonly task: Task;
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

/** The same for an hour of an API. */
export const everyApi: readonly SingleFaults[] = [
  { task: 'hour of an API', lake: 'folder', seed: 1 },
  { task: 'hour of an API', lake: 'bucket', seed: 1 },
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
  const scenario = smallScenario(task, lake);
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

/**
 * A call that hangs disturbs two captures as one that is slow does, and more. What a store does when one of
 * its calls fails is shown by the other tasks. In that of an API a machine crashes before each of them, and
 * a process is killed after it.
 */
function faultsOf(task: Task, kind: CallKind): readonly Fault[] {
  const faults = possible[kind];
  if (task === 'first hours' || task === 'end of a day') return faults;
  if (task === 'dropped files' || kind === 'GET page') {
    return faults.filter((fault) => fault !== 'slow call');
  }
  return faults.filter((fault) => fault === 'machine crashed' || fault === 'killed after a call');
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
