import type { JobExamination } from '../../doctor/examine.ts';
import type { Job } from '../../model/job.ts';
import { isTimed } from '../../model/period.ts';

const DAY_CHARACTERS = 10;

/** A job, and what has landed of it. */
type Landed = Pick<JobExamination, 'job' | 'landed'>;

/**
 * The bronze job that has all landed days of a landing job, in fewer files: its distributions are shown instead.
 * The newest day may still be incomplete, so that it has no bronze day yet.
 *
 * @param jobs all jobs of the report
 * @returns `undefined` if any complete day is missing in bronze
 */
export function describingJob({ job, landed }: Landed, jobs: readonly Landed[]): Job | undefined {
  if (job.layer !== 'landing' || !landed.every(isTimed)) return undefined;
  const days = new Set(landed.map((period) => period.slice(0, DAY_CHARACTERS)));
  const complete = [...days].sort().slice(0, -1);
  return jobs.find((other) => {
    const isOver = other.job.layer === 'bronze' && other.job.inputs?.includes(job.name) === true;
    const bronze = new Set<string>(other.landed);
    return isOver && bronze.size > 0 && complete.every((day) => bronze.has(day));
  })?.job;
}
