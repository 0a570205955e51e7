import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import type { Catalog, RegisteredPartition } from '../../lib/catalog/catalog.ts';
import { InputError } from '../../lib/errors.ts';
import { type Examination, examine } from '../../lib/ingest/doctor/examine.ts';
import type { Finding } from '../../lib/ingest/doctor/finding.ts';
import { type Repair, repair } from '../../lib/ingest/doctor/repair.ts';
import { inventoryOf } from '../../lib/ingest/inventory.ts';
import { parseKey } from '../../lib/lake/object-key.ts';
import { type Hour, type HourSpan, lastCompleteHour } from '../../lib/model/hour.ts';
import type { Job } from '../../lib/model/job.ts';
import { type SourceSpec, sourceOfJob } from '../../lib/sources/source-of-job.ts';
import type { Store } from '../../lib/stores/store.ts';
import { chooseJobs } from '../choose-jobs.ts';
import type { Context } from '../context.ts';
import { FAILURE, FINDINGS, INTERRUPTED } from '../exit-codes.ts';
import {
  type CatalogOptions,
  checkOrder,
  concurrencyOption,
  databaseOption,
  type JobOptions,
  jobOption,
  jsonOption,
  type LakeOptions,
  lakeOptions,
  type MakingOptions,
  nowOption,
  parseHourOrDay,
  sourceOptions,
  withOptions,
  workersOption,
} from '../options.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';
import { checkTruth } from './check-truth.ts';
import { type ReportFacts, reportOfExamination, reportOfRepair } from './doctor-report.ts';
import { adviceOf, quoted } from './doctor-words.ts';
import { foreignFiles } from './foreign-files.ts';
import { makingOfHours } from './making-of-hours.ts';
import { openCatalog } from './open-catalog.ts';
import { openLakeStore } from './open-lake.ts';

interface DoctorOptions extends JobOptions, LakeOptions, CatalogOptions, MakingOptions, HourSpan {
  readonly quick?: boolean;
  readonly repair?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
  readonly now?: number;
}

/** A job, what its catalog knew before the lake was listed, and the source that its hours have. */
interface Patient {
  readonly job: Job<SourceSpec>;
  readonly registered?: {
    readonly catalog: Catalog;
    readonly partitions: readonly RegisteredPartition[] | undefined;
  };
}

/** Options that say what to do, not with what: advice has its own. */
const NOT_REPEATED = new Set(['json', 'now', 'quick', 'repair', 'replace']);

const EXAMPLES = `
Examples:
  $ hourlake doctor                      look at every hour of ./lake, and change nothing
  $ hourlake doctor --quick              the same without comparing bytes
  $ hourlake doctor --repair             land missing hours, remove leftovers, mend the catalog
  $ hourlake doctor --repair --replace   also land the generator's bytes over those that differ
  $ hourlake doctor --lake s3://my-lake --database hourlake --json | jq .findings

Examine with the seed and the settings the lake was filled with. Foreign files are never touched.

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
    .addOption(new Option('--quick', 'read footers alone: no bytes are compared'))
    .addOption(new Option('--repair', 'mend what can be mended without overwriting anything'))
    .addOption(new Option('--replace', 'with --repair: overwrite corrupt and different hours too'))
    .addOption(databaseOption('Glue database to compare with the lake (s3:// lakes)'))
    .addOption(jobOption())
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('findings, and receipts of repairs,'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      checkOptions(options);
      const store = await openLakeStore(context, options);
      const patients = await patientsOf(store, options);
      const keys: string[] = [];
      for await (const key of store.list('')) keys.push(key);
      const leftovers = await store.leftovers();
      const last = lastCompleteHour(options.now ?? context.now());
      const again = (flags: string) => commandLine(command, flags);
      let code = 0;
      for (const patient of patients) {
        const visit = { ...patient, store, keys, leftovers, last, options, again };
        code = Math.max(code, await treat(context, visit));
        if (context.signal.aborted) break;
      }
      context.exitWith(code);
    });
  return withOptions(command, [...lakeOptions(), ...sourceOptions()]);
}

/** @throws InputError when the options contradict each other. */
function checkOptions({ from, to, quick, repair, replace }: DoctorOptions): void {
  if (from !== undefined && to !== undefined) checkOrder(from, to);
  if (!replace || (repair && !quick)) return;
  throw new InputError({
    expected: repair ? '--replace without --quick' : '--replace together with --repair',
    got: repair ? 'both' : 'it alone',
    advice: repair
      ? 'An object is replaced only when its bytes have been compared: leave --quick out.'
      : 'Pass both to overwrite hours that are corrupt or different, or neither to look only.',
  });
}

/**
 * The jobs to look at, with what their catalogs know: asked before the lake is listed, so that an
 * hour that lands meanwhile never seems to be a partition that points nowhere.
 */
async function patientsOf(store: Store, options: DoctorOptions): Promise<Patient[]> {
  const catalogOf = await openCatalog(options);
  const patients: Patient[] = [];
  for (const job of chooseJobs(jobs, options)) {
    // Nobody asked for a truth that is not there, nor has it a table then.
    if (job.truthOf !== undefined && options.job === undefined && !(await hasHours(store, job))) {
      continue;
    }
    const catalog = catalogOf(job);
    const registered =
      catalog === undefined
        ? {}
        : { registered: { catalog, partitions: await catalog.partitions() } };
    patients.push({ job, ...registered });
  }
  return patients;
}

async function hasHours(store: Store, { prefix }: Job): Promise<boolean> {
  for await (const key of store.list(prefix)) if (parseKey(prefix, key) !== undefined) return true;
  return false;
}

interface Visit extends Patient {
  readonly store: Store;
  /** Of the whole lake. */
  readonly keys: readonly string[];
  readonly leftovers: number;
  /** The last hour that should be there. */
  readonly last: Hour;
  readonly options: DoctorOptions;
  readonly again: ReportFacts['again'];
}

/** Examines a job, mends it where that is asked for, prints both, and gives the exit code. */
async function treat(context: Context, visit: Visit): Promise<number> {
  const { job, store, options, again } = visit;
  if (options.repair) await checkTruth(store, job, sourceOfJob(job));
  const examination = await examineJob(context, visit);
  const isCurable = examination.findings.length > 0 && !context.signal.aborted;
  const facts = {
    title: `${job.name} in ${store.name}`,
    quick: options.quick ?? false,
    width: context.width,
    repairs: options.repair === true && isCurable,
    again,
  };
  if (!options.json) await context.print(reportOfExamination(examination, facts));
  const mended = facts.repairs ? await repairJob(context, visit, examination) : undefined;
  if (options.json) await context.print(asJson(visit, examination, mended));
  else if (mended !== undefined) await context.print(`\n${reportOfRepair(mended, facts)}`);

  if (context.signal.aborted) return INTERRUPTED;
  return codeOf(
    mended === undefined
      ? examination.findings
      : mended.treatments.filter(({ left }) => left !== undefined).map(({ finding }) => finding),
  );
}

async function examineJob(context: Context, visit: Visit): Promise<Examination> {
  const { job, store, keys, last, options, registered } = visit;
  const source = sourceOfJob(job);
  const inventory = await inventoryOf(keys, job.prefix);
  const foreign = foreignFiles(jobs, job, inventory, keys);
  let progress: Progress | undefined;
  return examine(
    {
      source,
      store,
      prefix: job.prefix,
      inventory: { ...inventory, foreign },
      leftovers: job.truthOf === undefined ? visit.leftovers : 0,
      last,
      span: options,
      ...(registered === undefined ? {} : { registered }),
    },
    {
      ...makingOfHours(context, { job, source }, options),
      quick: options.quick ?? false,
      signal: context.signal,
      onBegin(hours) {
        progress = showProgress(context.progress, {
          label: job.name,
          total: hours,
          now: context.now,
        });
      },
      onExamined: (hour, what) => progress?.advance(0, `${hour} ${what}`),
    },
  ).finally(() => progress?.stop());
}

async function repairJob(
  context: Context,
  { job, store, options, registered }: Visit,
  examination: Examination,
): Promise<Repair> {
  const source = sourceOfJob(job);
  const replace = options.replace ?? false;
  const progress = showProgress(context.progress, {
    label: job.name,
    total: examination.findings.reduce((sum, finding) => sum + hoursToMend(finding, replace), 0),
    now: context.now,
  });
  return repair(
    {
      source,
      store,
      prefix: job.prefix,
      examination,
      ...(registered === undefined ? {} : { catalog: registered.catalog }),
    },
    {
      ...makingOfHours(context, { job, source }, options),
      replace,
      signal: context.signal,
      onReceipt: (receipt) =>
        progress.advance(
          'rows' in receipt ? (receipt.rows ?? 0) : 0,
          `${receipt.hour} ${receipt.status}`,
        ),
    },
  ).finally(progress.stop);
}

function hoursToMend(finding: Finding, replace: boolean): number {
  if (finding.kind === 'gap') return finding.hours;
  return replace && (finding.kind === 'corrupt' || finding.kind === 'different') ? 1 : 0;
}

/** What could not be looked at is no finding of damage: a monitor hears of the two apart. */
function codeOf(findings: readonly Finding[]): number {
  if (findings.some(({ kind }) => kind !== 'unreadable')) return FINDINGS;
  return findings.length > 0 ? FAILURE : 0;
}

function asJson(
  { job, store, options, again }: Visit,
  { findings, sound, notReached, otherSetting }: Examination,
  mended: Repair | undefined,
): string {
  const document = {
    job: job.name,
    lake: store.name,
    comparedBytes: !options.quick,
    sound: sound.length,
    notReached,
    findings: findings.map((finding) => ({
      ...finding,
      ...adviceOf(finding.kind, { again, otherSetting }),
    })),
    ...(mended === undefined ? {} : { repair: repairAsJson(mended) }),
  };
  return `${JSON.stringify(document)}\n`;
}

function repairAsJson({ treatments, receipts, sweptLeftovers, catalog }: Repair) {
  const of = (isLeft: boolean) => treatments.filter(({ left }) => (left !== undefined) === isLeft);
  return {
    mended: of(false).map(({ finding }) => finding),
    left: of(true).map(({ finding, left }) => ({ ...finding, left })),
    receipts: receipts.map((receipt) =>
      receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
    ),
    sweptLeftovers,
    ...(catalog === undefined ? {} : { catalog }),
  };
}

/** `hourlake doctor` with these flags and the options that were typed, for a person to run. */
function commandLine(command: Command, flags: string): string {
  const typed = command.options.filter((option) => {
    const name = option.attributeName();
    const isGiven = command.getOptionValueSource(name) === 'cli' && !NOT_REPEATED.has(name);
    return isGiven && !flags.split(' ').includes(option.long ?? '');
  });
  const options = typed.map(
    (option) => `${option.long} ${quoted(String(command.getOptionValue(option.attributeName())))}`,
  );
  return ['hourlake doctor', flags, ...options].filter((part) => part !== '').join(' ');
}
