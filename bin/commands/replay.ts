import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { type Replay, replay } from '../../lib/doctor/replay.ts';
import { InputError } from '../../lib/errors.ts';
import { checkJobs, findJob } from '../../lib/model/job.ts';
import type { Hour } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { FAILURE } from '../exit-codes.ts';
import { making } from '../open/making.ts';
import { openLake } from '../open/open-lake.ts';
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
  readonly from: Hour;
  readonly to: Hour;
  readonly replace?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake replay --job bronze-fake-accounts --from 2026-11-01 --to 2026-12-01 --replace

An object is replaced only while it has the bytes that were read before. Periods that have not landed
are left to "hourlake ingest" and "hourlake backfill".

Exit code 1: an object could not be made again, and stays as it was.`;

/** `hourlake replay`: makes objects of a derived job again, and replaces those that differ. */
export function replayCommand(context: Context): Command {
  const command = new Command('replay')
    .description("make objects of a derived job again, with today's code and key, and replace them")
    .addOption(
      new Option('--job <name>', 'the job, which has other jobs as its inputs')
        .makeOptionMandatory()
        .argParser((text) => named('a job, such as bronze-fake-accounts', text)),
    )
    .addOption(
      new Option('--from <hour>', 'first hour, or a day')
        .makeOptionMandatory()
        .argParser(parseHourOrDay),
    )
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop')
        .makeOptionMandatory()
        .argParser(parseHourOrDay),
    )
    .addOption(new Option('--replace', 'overwrite objects that differ'))
    .addOption(keyOption())
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('receipts'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReplayCommandOptions) => {
      checkOptions(options);
      const { store, lake } = await openLake(context, { ...options, job: [options.job] });
      checkJobs(jobs);
      const job = findJob(jobs, options.job);
      let progress: Progress | undefined;
      const done = await replay(
        { store, lake, job, span: options },
        {
          ...(await making(context, store, options)),
          signal: context.signal,
          onBegin(total) {
            const { name: label, grain: unit } = job;
            progress = showProgress(context.progress, { label, unit, total, now: context.now });
          },
          onReceipt: ({ period, status, rows = 0 }) =>
            progress?.advance(rows, `${period} ${status}`),
        },
      ).finally(() => progress?.stop());
      await context.print(
        options.json ? toJson(asJson(done, store.name)) : asText(done, store.name),
      );
      if (done.left.length > 0) context.exitWith(FAILURE);
    });
  return withOptions(command, lakeOptions());
}

/** @throws InputError when the options contradict each other. */
function checkOptions({ from, to, replace = false }: ReplayCommandOptions): void {
  checkOrder(from, to);
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
