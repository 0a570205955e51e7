import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { checkLines } from '../../lib/check/check-lines.ts';
import { periodChecker } from '../../lib/check/check-period.ts';
import { passes } from '../../lib/check/check-result.ts';
import { landedPeriods } from '../../lib/check/landed-periods.ts';
import { InputError } from '../../lib/errors.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { type Hour, periodStart, type Span } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { FINDINGS, INTERRUPTED } from '../exit-codes.ts';
import { nothingLanded, openLakeStore } from '../open/open-lake-store.ts';
import { openLines, STDIN } from '../open/open-lines.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { formatOption } from '../options/output-options.ts';
import { named, parseCount } from '../options/parse-text.ts';
import { checkOrder, parseHourOrDay } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import {
  type CheckReport,
  checkAsData,
  checkAsText,
  type NamedCheck,
} from '../report/check-report.ts';
import { toJson } from '../terminal/json.ts';
import { showProgress } from '../terminal/progress.ts';

interface CheckOptions extends LakeOptions {
  readonly job: string;
  readonly from?: Hour;
  readonly to?: Hour;
  readonly last?: number;
  readonly file?: string;
  readonly format: string;
}

const FORMATS = ['table', 'json'];

const EXAMPLES = `
Examples:
  $ hourlake check --job podcasts                        every landed period of ./lake
  $ hourlake check --job podcasts --last 7               the newest seven
  $ hourlake check --job podcasts --from 2026-11-20 --to 2026-11-21 --format json
  $ hourlake check --job podcasts --file rows.ndjson.gz  rows as the API gives them, before they are captured
  $ gunzip -c rows.ndjson.gz | hourlake check --job podcasts --file -

All faults are listed, with the numbers of their rows and never with a value. A row of a file is its line.

Exit codes: 0 nothing is wrong; 3 there are faults, or a gate failed; 1 something could not be read; 2 the
command was wrong; 130 Ctrl-C.`;

/** `hourlake check`: all faults of landed rows, or of a file of rows, against a job's contract and gates. */
export function checkCommand(context: Context): Command {
  const command = new Command('check')
    .description('check rows against the contract and the gates of their job, and list all faults')
    .addOption(
      new Option('--job <name>', 'the job whose rows they are')
        .argParser((text) => named('a job, such as podcasts', text))
        .makeOptionMandatory(),
    )
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(new Option('--last <n>', 'only the newest landed periods').argParser(parseCount))
    .addOption(
      new Option(
        '--file <path>',
        'check a file of NDJSON instead of the lake (.gz: gzipped; -: standard input)',
      ),
    )
    .addOption(formatOption(FORMATS))
    .addHelpText('after', EXAMPLES)
    .action(async (options: CheckOptions) => {
      checkJobs(jobs);
      const job = findJob(jobs, options.job);
      checkOptions(job, options);
      const report =
        options.file === undefined
          ? await checkLake(context, job, options)
          : await checkFile(context, job, { ...options, file: options.file });
      await context.print(
        options.format === 'json'
          ? toJson({ job: job.name, ...checkAsData(report) })
          : printableLines(checkAsText(report, context)),
      );
      if (!report.checks.every(passes)) context.exitWith(FINDINGS);
      if (context.signal.aborted) context.exitWith(INTERRUPTED);
    });
  return withOptions(command, lakeOptions());
}

async function checkLake(context: Context, job: Job, options: CheckOptions): Promise<CheckReport> {
  const { from, to, last } = options;
  const store = await openLakeStore(context, options);
  const check = periodChecker({ store, job, jobs });
  const periods = await landedPeriods(store, job, { span: { from, to }, last });
  if (periods.length === 0) throw nothingLanded(store, ` for ${job.name}${rangeOf(options)}`);
  const progress = showProgress(context.progress, {
    label: job.name,
    unit: job.grain,
    total: periods.length,
    now: context.now,
  });
  const checks: NamedCheck[] = [];
  try {
    for (const period of periods) {
      if (context.signal.aborted) break;
      const { period: name, ...found } = await check(period);
      checks.push({ name, ...found });
      progress.advance(found.rows, `${period} ${passes(found) ? 'passed' : 'has faults'}`);
    }
  } finally {
    progress.stop();
  }
  const left = periods.length - checks.length;
  const subject = `${job.name} in ${store.name}`;
  return { subject, unit: job.grain, kind: 'period', checks, left };
}

async function checkFile(
  context: Context,
  job: Job,
  { file, from, to }: CheckOptions & { readonly file: string },
): Promise<CheckReport> {
  const bounds =
    from === undefined || to === undefined
      ? undefined
      : { from: periodStart(from), to: periodStart(to) };
  const found = await checkLines(openLines(context, file), job, { bounds });
  const name = file === STDIN ? 'standard input' : file;
  const subject = `${name} against ${job.name}`;
  return { subject, unit: 'file', kind: 'file', checks: [{ name, ...found }] };
}

/** @throws InputError when the options contradict each other. */
function checkOptions(job: Job, { from, to, last, file }: CheckOptions): void {
  if (from !== undefined && to !== undefined) checkOrder(from, to);
  if (last !== undefined && (from !== undefined || to !== undefined || file !== undefined)) {
    throw new InputError({
      expected: '--last without --from, --to and --file',
      got: 'both',
      advice: 'Choose landed periods by their number, or by their time.',
    });
  }
  if (last !== undefined && job.grain === 'file') {
    throw new InputError({
      expected: '--last with a job of hours or days',
      got: `${job.name}, whose periods are captured files`,
      advice: 'Leave --last out to check all files.',
    });
  }
}

function rangeOf({ from, to }: Span): string {
  const parts = [
    from === undefined ? '' : ` from ${from}`,
    to === undefined ? '' : ` before ${to}`,
  ];
  return parts.join('');
}
