import { HOUR_MS, type Hour, parseHour, periodRange, periodStart } from '../lib/model/period.ts';
import { first, next } from './deployments.ts';
import { type Fault, possible } from './faults.ts';
import type { LakeKind, PlannedRun, Scenario } from './scenario.ts';
import { type Outcome, simulate } from './simulate.ts';
import type { Weather } from './weather.ts';

const FROM = parseHour('2026-01-05T00');
const TO = parseHour('2026-01-05T03');

/** The lakes to try, with the seeds of buckets that differ: digests, parts, pages, a catalog. */
export const everyLake: readonly (readonly [LakeKind, number])[] = [
  ['folder', 1],
  ['shared folder', 1],
  ['bucket', 1],
  ['bucket', 2],
  ['bucket', 3],
  ['bucket', 4],
];

/** What came of all worlds of one kind of lake in which one thing went wrong. */
export interface EveryFault {
  /** Calls to the edge that an undisturbed world makes. */
  readonly calls: number;
  /** One for each call and each fault that can hit it. */
  readonly worlds: number;
  readonly violations: readonly Outcome[];
}

/**
 * Two runs of two versions that want the same hours at the same time, again and again: once for each
 * call that they make and each fault that can hit it there, which is all that goes wrong. So a
 * process dies at every point that can matter, before and after.
 *
 * @param seed decides what is left to chance: how a server of S3 is, who of the two is ahead
 */
export async function everyFaultAtEveryCall(lake: LakeKind, seed: number): Promise<EveryFault> {
  const scenario = twoRuns(lake, periodRange(FROM, TO));
  const violations: Outcome[] = [];
  let worlds = 0;
  for (let call = 1; ; call += 1) {
    const faults = await faultsAt(scenario, seed, call);
    if (faults === undefined) return { calls: call - 1, worlds, violations };
    for (const fault of faults) {
      const weather = only(call, () => fault);
      const outcome = await simulate(seed, { scenario, weather });
      worlds += 1;
      if (outcome.violation !== undefined) violations.push(outcome);
    }
  }
}

/** What can hit a call; `undefined` when there are not so many calls. */
async function faultsAt(
  scenario: Scenario,
  seed: number,
  call: number,
): Promise<readonly Fault[] | undefined> {
  let faults: readonly Fault[] | undefined;
  const weather = only(call, (kind) => {
    faults = possible[kind];
    return undefined;
  });
  await simulate(seed, { scenario, weather });
  return faults;
}

/** The weather in which one call alone may be hit, by its number from 1. */
function only(
  number: number,
  hit: (kind: Parameters<Weather['faultOf']>[0]) => Fault | undefined,
): Weather {
  let calls = 0;
  return {
    faultOf(kind, now) {
      // The quiet run comes hours later, and is to be quiet.
      if (now > periodStart(TO) + HOUR_MS) return undefined;
      calls += 1;
      return calls === number ? hit(kind) : undefined;
    },
  };
}

function twoRuns(lake: LakeKind, hours: readonly Hour[]): Scenario {
  const at = periodStart(TO);
  const one: PlannedRun = {
    name: 'one',
    at,
    deployment: first,
    clockAhead: 0,
    wants: { hours },
    machine: 0,
    concurrency: 2,
    faults: [],
  };
  const other = { ...one, name: 'other', deployment: next, machine: lake === 'folder' ? 0 : 1 };
  return {
    lake,
    from: periodStart(FROM),
    to: at,
    machines: lake === 'folder' ? 1 : 2,
    deployed: [first, next],
    runs: [one, other],
    droppedTicks: 0,
  };
}
