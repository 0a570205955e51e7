import { InputError } from '../errors.ts';
import { checkInputsAreOn, checkJobs, findJob, type Job } from '../model/job.ts';

/**
 * The jobs that a stack is deployed for: those with the given names, or else those that are on and
 * need no key, because a stack has no place for keys.
 *
 * @param all all jobs, which decide the order
 * @param names of the jobs to choose. Default: none.
 * @throws InputError when there is no job of that name, with the nearest one; when an input of a job
 *   is not among them; or when they are none.
 */
export function jobsOfStack(all: readonly Job[], names?: readonly string[]): readonly Job[] {
  checkJobs(all);
  const chosen = names?.map((name) => findJob(all, name));
  const jobs = all.filter(
    (job) => chosen?.includes(job) ?? (job.key === undefined && (job.on ?? true)),
  );
  checkInputsAreOn(jobs);
  if (jobs.length > 0) return jobs;
  throw new InputError({
    expected: 'at least one job that is on',
    got: 'none',
    advice: 'Pass -c jobs=..., or set it under "context" in cdk.json.',
  });
}
