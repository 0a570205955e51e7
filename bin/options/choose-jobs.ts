import { jobs } from '../../jobs/index.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { settingsOfJob, sourceKindOf } from '../../lib/land/open-job.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { withInputs } from '../../lib/model/job-order.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import { assignmentsOf } from './assignments.ts';
import type { KeyOptions } from './key-option.ts';

/** The options that choose jobs, and give settings to their sources. */
export interface JobOptions extends KeyOptions {
  /** Names of jobs. */
  readonly job?: readonly string[];
  /** Settings such as `fake-accounts.seed=demo`. */
  readonly set?: readonly string[];
}

/**
 * The jobs that the options name, or else those that are on.
 *
 * @throws InputError when there is no such job.
 */
export function chosenJobs({ job: names }: JobOptions): readonly Job[] {
  checkJobs(jobs);
  if (names === undefined) return jobs.filter(({ on = true }) => on);
  return [...new Set(names)].map((name) => findJob(jobs, name));
}

/**
 * The jobs that the options choose to land. A job brings its inputs along, whether they are on or not,
 * because it cannot land without them.
 *
 * @throws InputError when there is no such job.
 */
export function jobsToLand(options: JobOptions): readonly Job[] {
  return withInputs(chosenJobs(options), jobs);
}

/**
 * The settings that the options give, by job.
 *
 * @throws InputError when a text is not `job.setting=value`, there is no such job or setting, or the
 *   value is not allowed.
 */
export function askedSettings({ set = [] }: JobOptions): ReadonlyMap<string, SettingValues> {
  const asked = assignmentsOf(set);
  for (const [name, given] of asked) {
    const job = findJob(jobs, name);
    settingsOfJob(job, sourceKindOf(job, sourceKinds), given);
  }
  return asked;
}
