import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { type ChangedKeeping, changeKeeping, inDays } from '../../lib/land/keeping.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job, LEAST_KEPT_DAYS } from '../../lib/model/job.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { openLakeStore } from '../open/open-lake-store.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { countOf, named } from '../options/parse-text.ts';
import { type InstantOptions, nowOption } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

interface KeepOptions extends LakeOptions, InstantOptions {
  readonly job: string;
  readonly days?: number;
  readonly forEver?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake keep --job fake-accounts --days 30
  $ hourlake keep --job fake-accounts --for-ever

Changes what the lake declares, and removes nothing itself. In a folder the next "hourlake ingest" removes
what has expired; in a bucket the lifecycle rule of the stack does, after the file of the job has the same
keepDays and the stack was deployed. Where the file of the job says keepDays, change that first.`;

/** `hourlake keep`: changes for how many days a lake keeps the landed objects of a job. */
export function keepCommand(context: Context): Command {
  const command = new Command('keep')
    .description('say for how many days a lake keeps the landed objects of a job')
    .addOption(
      new Option('--job <name>', 'the job, which lands periods of time')
        .makeOptionMandatory()
        .argParser((text) => named('a job, such as fake-accounts', text)),
    )
    .addOption(
      new Option(
        '--days <n>',
        `whole days (UTC) before today, ${LEAST_KEPT_DAYS} or more`,
      ).argParser((text) => countOf(text, 'Pass, for example, 30.')),
    )
    .addOption(new Option('--for-ever', 'keep them for ever'))
    .addOption(jsonOption('what has expired'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: KeepOptions) => {
      const keepDays = keepDaysOf(options);
      checkJobs(jobs);
      const job = findJob(jobs, options.job);
      const store = await openLakeStore(context, options);
      const instant = options.now ?? context.now();
      const changed = await changeKeeping({ store, job, keepDays, instant });
      const kept = { job, keepDays, lake: store.name, ...changed };
      await context.print(options.json ? asJson(kept) : printableLines(asText(kept)));
    });
  return withOptions(command, lakeOptions());
}

interface Kept extends ChangedKeeping {
  readonly job: Job;
  readonly keepDays: number | undefined;
  readonly lake: string;
}

/** @throws InputError unless exactly one of the two options is given. */
function keepDaysOf({ days, forEver = false }: KeepOptions): number | undefined {
  if ((days !== undefined) !== forEver) return days;
  throw new InputError({
    expected: 'either --days or --for-ever',
    got: forEver ? 'both' : 'neither',
    advice: `Pass --days with ${LEAST_KEPT_DAYS} or more, or --for-ever.`,
  });
}

function asText({ job, lake, before, keepDays, expired }: Kept): string {
  const head = `${job.name} in ${lake}: kept ${inDays(keepDays)}`;
  const changed = before === keepDays ? ', as before' : `, before ${inDays(before)}`;
  const landed = `${counted(expired.length, job.grain)} in the lake ${expired.length === 1 ? 'has' : 'have'} expired`;
  return `${head}${changed}. ${keepDays === undefined ? 'Nothing expires' : landed}.\n`;
}

function asJson({ job, lake, before, keepDays, expired }: Kept): string {
  return toJson({
    job: job.name,
    lake,
    before: before ?? null,
    keepDays: keepDays ?? null,
    expired,
  });
}
