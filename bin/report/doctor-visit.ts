import { jobs } from '../../jobs/index.ts';
import { type SourceSpec, sourceOfJob } from '../../jobs/source-kinds.ts';
import { type Examination, examine, type Registered } from '../../lib/doctor/examine.ts';
import type { Finding } from '../../lib/doctor/finding.ts';
import { type Repair, repair } from '../../lib/doctor/repair.ts';
import { inventoryOf } from '../../lib/lake/inventory.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Hour, Span } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { FAILURE, FINDINGS, INTERRUPTED } from '../exit-codes.ts';
import { checkTruth } from '../open/check-truth.ts';
import { makingOfHours } from '../open/making-of-hours.ts';
import type { CatalogOptions, JobOptions, LakeOptions, MakingOptions } from '../options/options.ts';
import { toJson } from '../terminal/json.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';
import { reportOfExamination, reportOfRepair } from './doctor-report.ts';
import { type Again, adviceOf } from './doctor-words.ts';
import { foreignFiles } from './foreign-files.ts';

/** The options of `hourlake doctor`. */
export interface DoctorOptions
  extends JobOptions,
    LakeOptions,
    CatalogOptions,
    MakingOptions,
    Span {
  readonly quick?: boolean;
  readonly repair?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
  readonly now?: number;
}

/** A job to look at, and what its catalog knew before the lake was listed. */
export interface Patient {
  readonly job: Job<SourceSpec>;
  readonly registered?: Registered;
}

/** All that looking at a job needs. */
export interface Visit extends Patient {
  readonly store: Store;
  /** Of the whole lake. */
  readonly keys: readonly string[];
  readonly leftovers: number;
  /** The last hour that should be there. */
  readonly last: Hour;
  readonly options: DoctorOptions;
  readonly again: Again;
}

/** Examines a job, mends it where that is asked for, prints both, and gives the exit code. */
export async function visitJob(context: Context, visit: Visit): Promise<number> {
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
  return toJson(document);
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
