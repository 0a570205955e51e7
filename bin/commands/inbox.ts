import { Command } from 'commander';
import { jobs as allJobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { hasInbox } from '../../lib/lake/raw-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import { jobsToLand } from '../options/choose-jobs.ts';
import { landOptions } from '../options/land-options.ts';
import { withOptions } from '../options/with-options.ts';
import { wantedNow } from './ingest.ts';

const EXAMPLES = `
Examples:
  $ hourlake inbox --job vendas          take in the files in ./lake/entrada/vendas
  $ hourlake inbox --lake s3://my-lake   those of all jobs that are on and have an inbox

A file that cannot be used stays, with a note beside it: <name>.erro.txt. It is tried again when it, its
contract or the version of Hourlake changes. "hourlake ingest" includes all of this.

Exit code 1: a file was refused, or something failed. A file that was refused before is no failure.`;

/** `hourlake inbox`: captures the files that were dropped, and lands their rows. */
export function inboxCommand(context: Context): Command {
  const command = new Command('inbox')
    .description('take in the files that were dropped in the inboxes of jobs')
    .addHelpText('after', EXAMPLES)
    .action(async (options: LandOptions) => {
      const instant = options.now ?? context.now();
      const jobs = inboxJobs(jobsToLand(options));
      const wantedOf = (job: Job) => wantedNow(job, instant);
      await landJobs(context, options, {
        jobs,
        wantedOf,
        captures: hasInbox,
        removesExpired: true,
      });
    });
  return withOptions(command, landOptions());
}

/**
 * The jobs with an inbox among some, and those of their rejects.
 *
 * @throws InputError when there are none.
 */
function inboxJobs(jobs: readonly Job[]): readonly Job[] {
  const found = jobs.filter(({ grain }) => grain === 'file');
  if (found.length > 0) return found;
  const names = allJobs.filter(hasInbox).map(({ name }) => name);
  throw new InputError({
    expected: 'a job with an inbox',
    got: 'none that is on or chosen',
    advice: `Name one with --job, or turn it on in its file in jobs/. The jobs with an inbox are ${names.join(', ')}.`,
  });
}
