import { StoreError } from '../../lib/errors.ts';
import { hasInbox } from '../../lib/lake/raw-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import { jobsToLand } from '../options/choose-jobs.ts';
import { environment } from '../options/environment.ts';

/**
 * Takes in all that is in the inboxes of the lake that the environment names, as far as the signal lets
 * it. A file that is refused is no failure: the note on it says why.
 *
 * @throws the error of the run when something failed; StoreError when it was asked to end before.
 */
export async function takeDropped(context: Context): Promise<void> {
  const names = context.environment;
  const lake = names[environment.lake] ?? '';
  const job = (names[environment.jobs] ?? '').split(' ').filter((name) => name !== '');
  const [bucketOwner, database] = [names[environment.bucketOwner], names[environment.database]];
  const options: LandOptions = {
    lake,
    job,
    ...(bucketOwner === undefined ? {} : { bucketOwner }),
    ...(database === undefined ? {} : { database }),
  };
  const jobs = jobsToLand(options).filter(({ grain }: Job) => grain === 'file');
  const wantedOf = () => ({ wanted: [], since: undefined });
  await landJobs(context, options, { jobs, wantedOf, captures: hasInbox, refusalsFail: false });
  if (!context.signal.aborted) return;
  throw new StoreError(
    {
      failed: `Could not take in all files of ${lake}`,
      got: 'the time was up',
      advice: 'What was taken in is kept. The next run goes on.',
    },
    { key: '' },
    { retryable: true },
  );
}
