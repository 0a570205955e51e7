import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { type Examination, findingsOf } from '../../lib/doctor/examine.ts';
import { type Finding, isMendable, isWrong } from '../../lib/doctor/finding.ts';
import { type Repair, repair } from '../../lib/doctor/repair.ts';
import { InputError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { FAILURE, FINDINGS, INTERRUPTED } from '../exit-codes.ts';
import { type Making, making } from '../open/making.ts';
import { openCatalog } from '../open/open-catalog.ts';
import {
  type ExaminationOptions,
  type Examined,
  examineLake,
  listLake,
} from '../open/open-examination.ts';
import { openLake } from '../open/open-lake.ts';
import { type CatalogOptions, databaseOption } from '../options/catalog-options.ts';
import { chosenJobs } from '../options/choose-jobs.ts';
import { jobOptions } from '../options/job-options.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { concurrencyOption, type MakingOptions, workersOption } from '../options/making-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { checkOrder, nowOption, parseHourOrDay } from '../options/time-options.ts';
import { typedCommand } from '../options/typed-command.ts';
import { withOptions } from '../options/with-options.ts';
import {
  examinationAsJson,
  type ReportFacts,
  reportOfExamination,
  reportOfRepair,
} from '../report/doctor-report.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';

interface DoctorOptions extends ExaminationOptions, CatalogOptions, MakingOptions {
  readonly quick?: boolean;
  readonly repair?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Options that a suggested command does not repeat: it has flags of its own. */
const NOT_REPEATED = new Set(['json', 'now', 'quick', 'repair', 'replace']);

const EXAMPLES = `
Examples:
  $ hourlake doctor                      look at every period of ./lake, and change nothing
  $ hourlake doctor --quick              the same without comparing bytes
  $ hourlake doctor --repair             land missing periods, remove leftovers, mend the catalog
  $ hourlake doctor --repair --replace   also replace objects that differ from what their source makes
  $ hourlake doctor --lake s3://my-lake --database hourlake --json | jq .jobs

Foreign files are never touched.

Exit codes: 0 all is well, or mended; 3 something is wrong; 1 the doctor could not look, or not at
everything; 2 the command was wrong; 130 Ctrl-C.`;

/** `hourlake doctor`: says what is wrong with a lake and what to do, and mends what can be mended. */
export function doctorCommand(context: Context): Command {
  const command = new Command('doctor')
    .description('say what is wrong with a lake and what to do; mend it with --repair')
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(new Option('--quick', 'read footers only: no bytes are compared'))
    .addOption(new Option('--repair', 'mend what can be mended without overwriting anything'))
    .addOption(
      new Option('--replace', 'with --repair: overwrite corrupt and different objects too'),
    )
    .addOption(databaseOption('Glue database to compare with the lake (s3:// lakes)'))
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('findings, and receipts of repairs,'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      checkOptions(options);
      const open = await openLake(context, options);
      const catalogOf = await openCatalog(context, options);
      const known =
        options.job === undefined ? jobs.filter(({ on = true }) => on) : chosenJobs(options);
      const examined = await listLake(open, options, { catalogOf, jobs: known });
      const code = await visit(context, examined, options, (flags, verb) =>
        typedCommand(command, { without: NOT_REPEATED, flags, verb }),
      );
      context.exitWith(code);
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

/** Examines a lake, mends it where that is asked for, prints both, and gives the exit code. */
async function visit(
  context: Context,
  examined: Examined,
  options: DoctorOptions,
  again: ReportFacts['again'],
): Promise<number> {
  const made = await making(context, examined.store, options);
  const examination = await examineLake(context, examined, options, {
    ...made,
    depth: options.quick ? 'footers' : 'bytes',
  });
  const repairs =
    options.repair === true && findingsOf(examination).some(isMendable) && !context.signal.aborted;
  const facts: ReportFacts = {
    lake: examined.store.name,
    quick: options.quick ?? false,
    width: context.width,
    repairs,
    again,
  };
  if (!options.json) await context.print(reportOfExamination(examination, facts));
  const mended = repairs
    ? await mend(context, examined, examination, { ...options, made })
    : undefined;
  if (options.json) await context.print(examinationAsJson(examination, mended, facts));
  else if (mended !== undefined) await context.print(`\n${reportOfRepair(mended, facts)}`);

  if (context.signal.aborted) return INTERRUPTED;
  return codeOf(mended === undefined ? findingsOf(examination) : findingsLeft(mended));
}

async function mend(
  context: Context,
  { store, lake, registered }: Examined,
  examination: Examination,
  { replace = false, made }: DoctorOptions & { readonly made: Making },
): Promise<Repair> {
  const progress: Progress = showProgress(context.progress, {
    label: 'repair',
    unit: 'period',
    total: findingsOf(examination).reduce((sum, each) => sum + periodsToMend(each, replace), 0),
    now: context.now,
  });
  const catalogs = new Map([...registered].map(([name, { catalog }]) => [name, catalog]));
  return repair(
    { store, lake, examination, catalogs },
    {
      ...made,
      replace,
      signal: context.signal,
      onReceipt: (_, receipt) =>
        progress.advance(
          'rows' in receipt ? (receipt.rows ?? 0) : 0,
          `${receipt.period} ${receipt.status}`,
        ),
    },
  ).finally(progress.stop);
}

function findingsLeft({ jobs: repaired, treatments }: Repair): Finding[] {
  return [...repaired.flatMap((job) => job.treatments), ...treatments]
    .filter(({ left }) => left !== undefined)
    .map(({ finding }) => finding);
}

function periodsToMend(finding: Finding, replace: boolean): number {
  if (finding.kind === 'gap') return finding.periods;
  return replace && (finding.kind === 'corrupt' || finding.kind === 'different') ? 1 : 0;
}

/** An object that could not be read is not known to be damaged: a monitor tells the two apart. */
function codeOf(findings: readonly Finding[]): number {
  const wrong = findings.filter(isWrong);
  if (wrong.some(({ kind }) => kind !== 'unreadable')) return FINDINGS;
  return wrong.length > 0 ? FAILURE : 0;
}

/** @throws InputError when the options contradict each other. */
function checkOptions({ from, to, quick, repair: mends, replace }: DoctorOptions): void {
  if (from !== undefined && to !== undefined) checkOrder(from, to);
  if (!replace || (mends && !quick)) return;
  throw new InputError({
    expected: mends ? '--replace without --quick' : '--replace together with --repair',
    got: mends ? 'both' : '--replace without it',
    advice: mends
      ? 'An object is replaced only when its bytes have been compared: leave --quick out.'
      : 'Pass both to overwrite objects that are corrupt or different, or neither to look only.',
  });
}
