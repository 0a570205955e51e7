import { Command, Option } from 'commander';
import { isCaptured } from '../../lib/lake/raw-key.ts';
import { firstCapturable, isLost } from '../../lib/land/expiry.ts';
import { lookBackPeriods } from '../../lib/land/plan.ts';
import { type Job, LOOK_BACK_HOURS } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs, type Wanted } from '../land-jobs.ts';
import { jobsToLand } from '../options/choose-jobs.ts';
import { landOptions } from '../options/land-options.ts';
import { parseCountUpTo } from '../options/parse-text.ts';
import { withOptions } from '../options/with-options.ts';

interface IngestOptions extends LandOptions {
  readonly lookBack?: number;
}

/** Ten years. */
const LONGEST_LOOK_BACK = 87_660;

const EXAMPLES = `
Examples:
  $ hourlake ingest                      land what is missing of the last two days in ./lake
  $ hourlake ingest --look-back 168      the same for the last week
  $ hourlake ingest --set fake-accounts.accounts-per-hour=60 --lake small
  $ hourlake ingest --lake /data/lake --json | jq .landed
  $ hourlake ingest --lake s3://my-lake --database hourlake   in a bucket, registered in Glue

A lake keeps the settings of its first run: later runs need none.`;

/** `hourlake ingest`: lands every missing period of the look-back window of each job. */
export function ingestCommand(context: Context): Command {
  const command = new Command('ingest')
    .description('land every missing period, up to the last complete one')
    .addOption(
      new Option(
        '--look-back <hours>',
        `how far back to look for missing periods (default: what the job says, else ${LOOK_BACK_HOURS})`,
      ).argParser(parseCountUpTo(LONGEST_LOOK_BACK, 'For more, use "hourlake backfill".')),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: IngestOptions) => {
      const instant = options.now ?? context.now();
      const wantedOf = (job: Job) => wantedNow(job, instant, options.lookBack);
      const jobs = jobsToLand(options);
      await landJobs(context, options, {
        jobs,
        wantedOf,
        captures: isCaptured,
        removesExpired: true,
      });
    });
  return withOptions(command, landOptions());
}

/**
 * The periods of a job that a scheduled run wants.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @param lookBack hours. Default: what the job says.
 */
export function wantedNow(
  job: Job,
  instant: number,
  lookBack: number = job.lookBackHours ?? LOOK_BACK_HOURS,
): Wanted {
  const { grain, latenessMinutes = 0 } = job;
  // What is captured by file is not due by the clock.
  if (grain === 'file') return { wanted: [], since: undefined };
  const capturableFrom = firstCapturable(job, instant);
  const wanted = lookBackPeriods(grain, instant, { hours: lookBack, latenessMinutes }).filter(
    (period) => !isLost({ capturableFrom }, period),
  );
  return { wanted, since: wanted[0] };
}
