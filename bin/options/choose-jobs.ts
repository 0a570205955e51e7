import { jobs } from '../../jobs/index.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { settingsOfJob, sourceKindOf } from '../../lib/land/open-job.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { withInputs } from '../../lib/model/job-order.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import type { Context } from '../context.ts';
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
 * The settings that the options give, by job, and those that variables of the environment give which a job
 * names.
 *
 * @throws InputError when a text is not `job.setting=value`, there is no such job or setting, or the
 *   value is not allowed.
 */
export function askedSettings(
  { set = [] }: JobOptions,
  environment: Context['environment'],
): ReadonlyMap<string, SettingValues> {
  const asked = new Map(assignmentsOf(set));
  for (const job of jobs) {
    const given = { ...settingsFrom(environment, job), ...asked.get(job.name) };
    if (Object.keys(given).length > 0) asked.set(job.name, given);
  }
  for (const [name, given] of asked) {
    const job = findJob(jobs, name);
    settingsOfJob(job, sourceKindOf(job, sourceKinds), given);
  }
  return asked;
}

/** An empty variable counts as not set. */
function settingsFrom(environment: Context['environment'], { variables = {} }: Job): SettingValues {
  const given = Object.entries(variables).flatMap(([setting, variable]): [string, string][] => {
    const value = environment[variable] ?? '';
    return value === '' ? [] : [[setting, value]];
  });
  return Object.fromEntries(given);
}
