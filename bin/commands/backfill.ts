import { Command, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import { type Shard, shardOf } from '../../lib/land/plan.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  type Hour,
  periodAt,
  periodEnd,
  periodStart,
  periodsBetween,
} from '../../lib/model/period.ts';
import { agreeOnPrice, type PriceOptions } from '../ask-price.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs, type Wanted } from '../land-jobs.ts';
import { pricesOfRange } from '../open/prices-of-range.ts';
import { yesOption } from '../options/bigquery-options.ts';
import { jobsToLand } from '../options/choose-jobs.ts';
import { environment } from '../options/environment.ts';
import { landOptions } from '../options/land-options.ts';
import { checkOrder, parseHourOrDay, parseShard } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';

interface BackfillOptions extends LandOptions, PriceOptions {
  readonly from: Hour;
  readonly to: Hour;
  readonly shard?: Shard;
}

const EXAMPLES = `
Examples:
  $ hourlake backfill --from 2026-01-01 --to 2026-02-01              the whole of January
  $ hourlake backfill --from 2026-01-01T06 --to 2026-01-01T09        three hours: 06, 07 and 08
  $ hourlake backfill --from 2026-01-01 --to 2026-07-01 --shard 2/8  every eighth hour; run the other seven anywhere

A daily job lands the days that lie wholly in the range. Where BigQuery is read, the price of the whole range
is shown first, and a terminal asks whether it is fine. A backfill that was stopped goes on when it
is run again: it lands only what is missing.`;

/** `hourlake backfill`: lands every missing period of a range. */
export function backfillCommand(context: Context): Command {
  const command = new Command('backfill')
    .description('land every missing period of a range, as fast as possible')
    .addOption(
      new Option('--from <hour>', 'first hour, or a day: its first hour')
        .env(environment.firstDay)
        .argParser(parseHourOrDay)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop')
        .env(environment.endDay)
        .argParser(parseHourOrDay)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--shard <k/n>', 'only every n-th period, the k-th of them').argParser(parseShard),
    )
    .addOption(yesOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: BackfillOptions) => {
      const instant = options.now ?? context.now();
      checkRange(options.from, options.to, periodAt('hour', instant));
      const wantedOf = (job: Job) => wantedInRange(job, options, instant);
      const jobs = jobsToLand(options);
      const prices = await pricesOfRange(context, options, { jobs, wantedOf });
      if (!(await agreeOnPrice(context, prices, options))) {
        context.progress.write('Nothing was read.\n');
        return;
      }
      // Files are dropped, not asked for by their time.
      const captures = (job: Job) => job.captures !== undefined;
      await landJobs(context, options, { jobs, wantedOf, captures });
    });
  return withOptions(command, landOptions());
}

function wantedInRange(
  { grain, latenessMinutes = 0 }: Job,
  { from, to, shard = { number: 1, count: 1 } }: BackfillOptions,
  instant: number,
): Wanted {
  if (grain === 'file') return { wanted: [], since: undefined };
  const due = instant - latenessMinutes * 60_000;
  const range = periodsBetween(grain, periodStart(from), periodStart(to)).filter(
    (period) => periodEnd(period) <= due,
  );
  return { wanted: shardOf(range, shard), since: range[0], refusesEarlier: true };
}

/** @throws InputError when the range is empty, or has hours that are not over yet. */
function checkRange(from: Hour, to: Hour, current: Hour): void {
  checkOrder(from, to);
  if (to <= current) return;
  throw new InputError({
    expected: `--to to be at most ${current}, the hour that is running now (UTC)`,
    got: to,
    advice: 'An hour can land when it is over.',
  });
}
