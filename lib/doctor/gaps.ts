import type { KeySpace } from '../lake/object-key.ts';
import { inputsBelow, type LakeJob } from '../land/lake-jobs.ts';
import { type Plan, planRun } from '../land/plan.ts';
import { planJob } from '../land/plan-job.ts';
import type { Job } from '../model/job.ts';
import {
  addPeriods,
  isTimed,
  lastCompletePeriod,
  type Period,
  periodIndex,
  periodRange,
  type TimedPeriod,
} from '../model/period.ts';
import type { GapFinding } from './finding.ts';

/**
 * Groups missing periods into gaps of consecutive ones, oldest first. Each captured file is a gap of its own.
 *
 * @param missing periods of one grain, in any order
 * @example
 * gapsIn([parseHour('2026-11-20T11'), parseHour('2026-11-20T12')]) // => [{ kind: 'gap', from: '2026-11-20T11', to: '2026-11-20T12', periods: 2 }]
 */
export function gapsIn<P extends Period>(missing: readonly P[]): GapFinding<P>[] {
  const gaps: { kind: 'gap'; from: P; to: P; periods: number }[] = [];
  for (const period of [...missing].sort()) {
    const last = gaps.at(-1);
    if (last !== undefined && follows(last.to, period)) {
      last.to = period;
      last.periods += 1;
    } else {
      gaps.push({ kind: 'gap', from: period, to: period, periods: 1 });
    }
  }
  return gaps;
}

function follows(one: Period, other: Period): boolean {
  return isTimed(one) && isTimed(other) && periodIndex(one) + 1 === periodIndex(other);
}

/**
 * The last period of a job that is due at an instant.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * lastDue({ grain: 'day', latenessMinutes: 60 }, Date.UTC(2026, 10, 21, 0, 30)) // => '2026-11-19'
 */
export function lastDue(
  { grain, latenessMinutes = 0 }: Pick<KeySpace, 'grain'> & { readonly latenessMinutes?: number },
  instant: number,
): TimedPeriod | undefined {
  if (grain === 'file') return undefined;
  return lastCompletePeriod(grain, instant - latenessMinutes * 60_000);
}

/**
 * Plans what a job lacks, from its beginning to the last period that is due. It begins with its `since` or
 * its first landed period, whichever is earlier. A job of captured files lacks the files that have not landed.
 *
 * @param landedOf all landed periods of a job, by its name
 * @param known.instant milliseconds since 1970-01-01T00:00:00Z
 * @param known.capturedOf the files or periods that were captured for a job
 */
export function planSinceBeginning(
  opened: LakeJob,
  landedOf: (job: string) => readonly Period[],
  {
    instant,
    capturedOf,
  }: { readonly instant: number; readonly capturedOf: (job: Job) => readonly Period[] },
): Plan {
  const { job, declaration } = opened;
  const landed = landedOf(job.name);
  if (job.grain === 'file') return planRun([...capturedOf(job), ...landed], landed);
  const last = lastDue(job, instant);
  const [first] = [declaration?.since, landed[0]]
    .filter((period) => period !== undefined)
    .filter(isTimed)
    .sort();
  if (first === undefined || last === undefined) {
    return { missing: [], alreadyThere: landed, waiting: [], expired: [], lost: [] };
  }
  const known = new Map(
    [job, ...inputsBelow(opened).map((input) => input.job)].map((each) => [
      each.name,
      { landed: new Set(landedOf(each.name)), captured: new Set(capturedOf(each)) },
    ]),
  );
  const wanted = periodRange(first, addPeriods(last, 1));
  return planJob(opened, wanted, {
    landed: (name) => known.get(name)?.landed ?? new Set(),
    captured: (name) => known.get(name)?.captured ?? new Set(),
  });
}

/**
 * The waiting periods of a plan that have to be read from outside again, oldest first: later ones have landed,
 * so that no scheduled run asks for them.
 */
export function unreadIn({ waiting, alreadyThere }: Plan, { source }: LakeJob): Period[] {
  const last = alreadyThere.at(-1);
  if (source.readsAnswers !== true || last === undefined) return [];
  return waiting.map(({ period }) => period).filter((period) => period < last);
}
