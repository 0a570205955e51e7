import type { Period } from '../model/period.ts';
import type { InputObject } from '../model/source.ts';
import { isExpired } from './expiry.ts';
import type { LakeJob } from './lake-jobs.ts';
import { type Plan, planRun } from './plan.ts';
import { canBeMadeAgain } from './read-inputs.ts';

/** The landed periods of a job, by its name. */
export type LandedOf = (job: string) => ReadonlySet<Period>;

/**
 * Plans a run of one job as its lake has it.
 *
 * @param landedOf of the job and of all its inputs
 */
export function planJob(opened: LakeJob, wanted: readonly Period[], landedOf: LandedOf): Plan {
  const { job, source, inputs } = opened;
  return planRun(wanted, [...landedOf(job.name)], {
    isExpired: (period) => isExpired(opened, period),
    inputsOf: (period) => source.inputs?.(period) ?? [],
    isThere: (input) => isThere(inputs, input, landedOf),
    isExpected: (input) => isExpected(inputs, input),
  });
}

/** Whether a source can read an input object: it has landed, or it has expired and can be made again. */
function isThere(
  inputs: readonly LakeJob[],
  { job: name, period, part = 'landed' }: InputObject,
  landedOf: LandedOf,
): boolean {
  // Only what was captured is wanted of a job that is made from it.
  if (part !== 'landed') return true;
  if (landedOf(name).has(period)) return true;
  const input = inputs.find(({ job }) => job.name === name);
  if (input === undefined || !isExpired(input, period)) return false;
  if (!canBeMadeAgain(input) || isBeforeBeginning(input, period)) return false;
  const below = input.source.inputs?.(period) ?? [];
  return below.every((one) => isThere(input.inputs, one, landedOf));
}

/** Whether an input will ever land by itself. */
function isExpected(inputs: readonly LakeJob[], { job: name, period }: InputObject): boolean {
  const input = inputs.find(({ job }) => job.name === name);
  return input === undefined || !(isExpired(input, period) || isBeforeBeginning(input, period));
}

/** Whether a period comes before the time of its job begins. */
function isBeforeBeginning({ declaration }: LakeJob, period: Period): boolean {
  const since = declaration?.since;
  return since !== undefined && period < since;
}
