import { isTimed, type Period } from '../model/period.ts';
import type { InputObject } from '../model/source.ts';
import { isExpired, isLost } from './expiry.ts';
import type { LakeJob } from './lake-jobs.ts';
import { type Plan, planRun } from './plan.ts';
import { canBeMadeAgain } from './read-inputs.ts';

/** What is in a lake of a job, by its name. */
export interface InTheLake {
  /** Periods that have landed. */
  readonly landed: (job: string) => ReadonlySet<Period>;
  /** Periods of time that the job has captured, as they came. */
  readonly captured: (job: string) => ReadonlySet<Period>;
}

/**
 * Plans a run of one job as its lake has it.
 *
 * @param there of the job and of all its inputs
 */
export function planJob(opened: LakeJob, wanted: readonly Period[], there: InTheLake): Plan {
  const { job, source, inputs } = opened;
  const below = [opened, ...inputs];
  return planRun(wanted, [...there.landed(job.name)], {
    isExpired: (period) => isExpired(opened, period),
    inputsOf: (period) => source.inputs?.(period) ?? [],
    isThere: (input) => isThere(below, input, there),
    isExpected: (input) => isExpected(below, input, there),
    isLost: (input) => input.job === job.name && isLost(opened, input.period),
  });
}

/** Whether a source can read an input object: it has landed, or it has expired and can be made again. */
function isThere(
  jobs: readonly LakeJob[],
  { job: name, period, part = 'landed' }: InputObject,
  there: InTheLake,
): boolean {
  if (part !== 'landed') {
    // Only files that were captured are wanted.
    return !isTimed(period) || there.captured(name).has(period);
  }
  if (there.landed(name).has(period)) return true;
  const input = jobs.find(({ job }) => job.name === name);
  if (input === undefined || !isExpired(input, period)) return false;
  if (!canBeMadeAgain(input) || isBeforeBeginning(input, period)) return false;
  const below = input.source.inputs?.(period) ?? [];
  return below.every((one) => isThere([input, ...input.inputs], one, there));
}

/** Whether an input will ever be there by itself. */
function isExpected(
  jobs: readonly LakeJob[],
  { job: name, period, part = 'landed' }: InputObject,
  there: InTheLake,
): boolean {
  const input = jobs.find(({ job }) => job.name === name);
  if (input === undefined) return true;
  if (isExpired(input, period) || isBeforeBeginning(input, period)) return false;
  const { captures = 'external' } = input.job;
  // What is read from a database can be read again.
  if (captures === 'external' || there.captured(name).has(period)) return true;
  // What has landed is not captured again when its raw object is gone.
  return !isLost(input, period) && (part === 'landed' || !there.landed(name).has(period));
}

/** Whether a period comes before the time of its job begins. */
function isBeforeBeginning({ declaration }: LakeJob, period: Period): boolean {
  const since = declaration?.since;
  return since !== undefined && period < since;
}
