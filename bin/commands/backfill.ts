import { Command, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import { type Shard, shardOf } from '../../lib/land/plan.ts';
import { type Hour, periodAt, periodRange } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import {
  checkOrder,
  landOptions,
  parseHourOrDay,
  parseShard,
  withOptions,
} from '../options/options.ts';

interface BackfillOptions extends LandOptions {
  readonly from: Hour;
  readonly to: Hour;
  readonly shard?: Shard;
  readonly now?: number;
}

const EXAMPLES = `
Examples:
  $ hourlake backfill --from 2026-01-01 --to 2026-02-01              the whole of January
  $ hourlake backfill --from 2026-01-01T06 --to 2026-01-01T09        three hours: 06, 07 and 08
  $ hourlake backfill --from 2026-01-01 --to 2026-07-01 --shard 2/8  every eighth hour; run the other seven anywhere

A backfill that was stopped goes on when it is run again: it lands only what is missing.`;

/** `hourlake backfill`: lands every missing hour of a range. */
export function backfillCommand(context: Context): Command {
  const command = new Command('backfill')
    .description('land every missing hour of a range, as fast as it goes')
    .addOption(
      new Option('--from <hour>', 'first hour, or a day: its first hour')
        .argParser(parseHourOrDay)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop')
        .argParser(parseHourOrDay)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--shard <k/n>', 'only every n-th hour, the k-th of them').argParser(parseShard),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: BackfillOptions) => {
      const { from, to, shard = { number: 1, count: 1 } } = options;
      checkRange(from, to, periodAt('hour', options.now ?? context.now()));
      const wanted = shardOf(periodRange(from, to), shard);
      await landJobs(context, options, wanted);
    });
  return withOptions(command, landOptions());
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
