import { Command, Option } from 'commander';
import { lookBackHours } from '../../lib/land/plan.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import { landOptions, parseCountUpTo, withOptions } from '../options/options.ts';

interface IngestOptions extends LandOptions {
  readonly lookBack: number;
  readonly now?: number;
}

/** Ten years. */
const LONGEST_LOOK_BACK = 87_660;

const EXAMPLES = `
Examples:
  $ hourlake ingest                      land every missing hour of the last two days in ./lake
  $ hourlake ingest --look-back 168      the same for the last week
  $ hourlake ingest --lake /data/lake --json | jq .landed
  $ hourlake ingest --lake s3://my-lake --database hourlake   in a bucket, and known to Glue`;

/** `hourlake ingest`: lands every missing hour of the look-back window, up to the last complete hour. */
export function ingestCommand(context: Context): Command {
  const command = new Command('ingest')
    .description('land every missing hour, up to the last complete one')
    .addOption(
      new Option('--look-back <hours>', 'how far back to look for missing hours')
        .default(48)
        .argParser(parseCountUpTo(LONGEST_LOOK_BACK, 'For more, use "hourlake backfill".')),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: IngestOptions) => {
      const wanted = lookBackHours(options.now ?? context.now(), options.lookBack);
      await landJobs(context, options, wanted);
    });
  return withOptions(command, landOptions());
}
