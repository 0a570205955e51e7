import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { type Replay, replay } from '../../lib/doctor/replay.ts';
import { InputError } from '../../lib/errors.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { hasRejectsOf } from '../../lib/model/job-order.ts';
import type { CapturedFile, Hour } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { FAILURE } from '../exit-codes.ts';
import { making } from '../open/making.ts';
import { type OpenLake, openLake } from '../open/open-lake.ts';
import { fileOption } from '../options/file-option.ts';
import { type KeyOptions, keyOption } from '../options/key-option.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { concurrencyOption, type MakingOptions, workersOption } from '../options/making-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { named } from '../options/parse-text.ts';
import {
  checkOrder,
  type InstantOptions,
  nowOption,
  parseHourOrDay,
} from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';

interface ReplayCommandOptions extends LakeOptions, KeyOptions, MakingOptions, InstantOptions {
  readonly job: string;
  readonly from?: Hour;
  readonly to?: Hour;
  readonly file?: CapturedFile;
  readonly replace?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake replay --job bronze-fake-accounts --from 2026-11-01 --to 2026-12-01 --replace
  $ hourlake replay --job vendas --replace                      after its contract was changed
  $ hourlake replay --job vendas --file 3f9a0c51d2e7 --replace  only one captured file

Captured files are parsed again with their rejects: rows that fit now land, and are no rejects any more.
An object is replaced only while it has the bytes that were read before. Periods that have not landed
are left to "hourlake ingest" and "hourlake backfill".

Exit code 1: an object could not be made again, and stays as it was.`;

/** `hourlake replay`: makes objects of a derived job again, and replaces those that differ. */
export function replayCommand(context: Context): Command {
  const command = new Command('replay')
    .description('make objects of a derived or captured job again, and replace them')
    .addOption(
      new Option('--job <name>', 'the job, which has other jobs as its inputs or captures files')
        .makeOptionMandatory()
        .argParser((text) => named('a job, such as bronze-fake-accounts', text)),
    )
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(fileOption('only this captured file'))
    .addOption(new Option('--replace', 'overwrite objects that differ'))
    .addOption(keyOption())
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('receipts'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReplayCommandOptions) => {
      checkJobs(jobs);
      const job = findJob(jobs, options.job);
      checkOptions(options, job);
      const open = await openLake(context, { ...options, job: [options.job] });
      const rejects = jobs.filter((other) => hasRejectsOf(other, job));
      for (const each of [job, ...rejects])
        await replayJob(context, options, { ...open, job: each });
    });
  return withOptions(command, lakeOptions());
}

async function replayJob(
  context: Context,
  options: ReplayCommandOptions,
  { store, lake, job }: OpenLake & { readonly job: Job },
): Promise<void> {
  const { from, to, file } = options;
  let progress: Progress | undefined;
  const done = await replay(
    { store, lake, job, span: { from, to }, file },
    {
      ...(await making(context, store, options)),
      signal: context.signal,
      onBegin(total) {
        const { name: label, grain: unit } = job;
        progress = showProgress(context.progress, { label, unit, total, now: context.now });
      },
      onReceipt: ({ period, status, rows = 0 }) => progress?.advance(rows, `${period} ${status}`),
    },
  ).finally(() => progress?.stop());
  await context.print(options.json ? toJson(asJson(done, store.name)) : asText(done, store.name));
  if (done.left.length > 0) context.exitWith(FAILURE);
}

/** @throws InputError when the options contradict each other, or do not go with the job. */
function checkOptions(
  { from, to, file, replace = false }: ReplayCommandOptions,
  { name, grain }: Job,
): void {
  const isOfFiles = grain === 'file';
  if (isOfFiles ? from !== undefined || to !== undefined : file !== undefined) {
    throw new InputError({
      expected: isOfFiles ? '--file, or no choice at all' : '--from and --to',
      got: isOfFiles ? '--from or --to' : '--file',
      advice: `The periods of ${name} are ${isOfFiles ? 'captured files' : `${grain}s`}.`,
    });
  }
  if (!isOfFiles && (from === undefined || to === undefined)) {
    throw new InputError({
      expected: `--from and --to, between which the ${grain}s of ${name} are made again`,
      got: from === to ? 'neither' : `only ${from === undefined ? '--to' : '--from'}`,
      advice: 'Pass, for example, --from 2026-11-01 --to 2026-12-01.',
    });
  }
  if (from !== undefined && to !== undefined) checkOrder(from, to);
  if (replace) return;
  throw new InputError({
    expected: '--replace',
    got: 'a replay without it',
    advice:
      'A replay overwrites objects: pass --replace to say so. "hourlake verify" only compares them.',
  });
}

function asText({ job, receipts, left }: Replay, lake: string): string {
  const replaced = receipts.filter(({ status }) => status === 'replaced').length;
  const parts = [
    `${counted(replaced, job.grain)} replaced`,
    `${receipts.length - replaced} the same`,
    ...(left.length > 0 ? [`${left.length} left as they were`] : []),
  ];
  const lines = left.map(({ period, reason }) => `  ${period}: ${reason}\n`);
  return printableLines(`${job.name} in ${lake}: ${parts.join(', ')}.\n${lines.join('')}`);
}

function asJson({ job, receipts, left }: Replay, lake: string) {
  return { job: job.name, lake, receipts, left };
}
