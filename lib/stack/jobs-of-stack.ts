import { InputError } from '../errors.ts';
import { checkJobs } from '../model/check-jobs.ts';
import { findJob, type Job } from '../model/job.ts';
import { withInputs } from '../model/job-order.ts';

/** Which jobs a stack is deployed for. */
export interface ChooseJobs {
  /** Names of the jobs to choose; each brings its inputs along. Default: those that are on. */
  readonly names?: readonly string[] | undefined;
  /** Whether jobs of the bronze layer may be among them. Default: `true`. */
  readonly bronze?: boolean;
}

/**
 * The jobs that a stack is deployed for: those that are chosen, and their inputs.
 *
 * @param all all jobs, which decide the order
 * @throws InputError when there is no job of a given name, with the nearest one; when one of the bronze layer is chosen and that is off; or when they are
 *   none.
 */
export function jobsOfStack(
  all: readonly Job[],
  { names, bronze = true }: ChooseJobs = {},
): readonly Job[] {
  checkJobs(all);
  const chosen = names?.map((name) => findJob(all, name));
  const refused = bronze ? undefined : chosen?.find(({ layer }) => layer === 'bronze');
  if (refused !== undefined) throw bronzeIsOff(refused);
  const on = all.filter((job) => (job.on ?? true) && (bronze || job.layer !== 'bronze'));
  const needed = withInputs(chosen ?? on, all);
  if (needed.length > 0) return all.filter((job) => needed.includes(job));
  throw new InputError({
    expected: 'at least one job that is on',
    got: 'none',
    advice: 'Pass -c jobs=..., or set it under "context" in cdk.json.',
  });
}

function bronzeIsOff({ name }: Job): InputError {
  return new InputError({
    expected: 'no job of the bronze layer with bronze=off',
    got: name,
    advice: 'Leave -c bronze=off out, or leave the job out of -c jobs=....',
  });
}
