import type { SourceSpec } from '../../jobs/source-kinds.ts';
import { InputError } from '../../lib/errors.ts';
import { defaultSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Hour } from '../../lib/model/period.ts';
import type { JobOptions } from './options.ts';

/**
 * The jobs that the options choose, with the settings they give.
 *
 * @throws InputError when there is no such job.
 */
export function chooseJobs(
  jobs: readonly Job<SourceSpec>[],
  { job: name, seed, accountsPerHour, growth, cpf, dirt }: JobOptions,
): Job<SourceSpec>[] {
  const chosen = jobs.filter((job) => name === undefined || job.name === name);
  if (chosen.length === 0) {
    throw new InputError({
      expected: 'the name of a job',
      got: JSON.stringify(name),
      advice: `The jobs are ${jobs.map((job) => job.name).join(', ')}.`,
    });
  }
  const given = Object.entries({ seed, accountsPerHour, growth, cpf, dirt }).filter(
    ([, value]) => value !== undefined,
  );
  return chosen.map((job) => ({ ...job, source: { ...job.source, ...Object.fromEntries(given) } }));
}

/**
 * The jobs to land hours of: those that the options choose, and the truth of planted faults only
 * where faults are planted.
 *
 * @throws InputError when there is no such job, or it would tell of faults that are not planted.
 */
export function chooseJobsToLand(
  jobs: readonly Job<SourceSpec>[],
  options: JobOptions,
): Job<SourceSpec>[] {
  const chosen = chooseJobs(jobs, options).filter(
    ({ truthOf, source: { dirt = defaultSettings.dirt } }) => truthOf === undefined || dirt > 0,
  );
  if (chosen.length > 0) return chosen;
  throw new InputError({
    expected: `--dirt above 0 with --job ${options.job}`,
    got: 'no dirt',
    advice:
      'Pass the --dirt of the accounts, for example 0.02: without, there is no truth to tell.',
  });
}

/** Whether a command that shows what is there leaves a job out: nobody asked for a truth that is not there. */
export function isOutOfSight(
  job: Job,
  landed: readonly Hour[],
  { job: named }: JobOptions,
): boolean {
  return job.truthOf !== undefined && landed.length === 0 && named === undefined;
}
