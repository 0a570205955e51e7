import type { CaptureOutcome } from '../capture/capture.ts';
import type { Settlement } from '../capture/connector.ts';
import type { Registration } from '../catalog/catalog.ts';
import { CaptureError, CatalogError, HourlakeError, RunFailedError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { Waiting } from './plan.ts';
import type { FailedReceipt, Receipt } from './receipt.ts';
import type { Removal } from './remove-expired.ts';

/** What a run captured for one job. */
export interface CaptureReport {
  /** How a person names the place: `./lake/entrada/vendas`. */
  readonly place: string;
  /** One for each item that was there, in the order of the place. */
  readonly outcomes: readonly CaptureOutcome[];
  /**
   * What became of captured items outside after their rows had landed, by their name; `undefined` where
   * nothing outside changes.
   */
  readonly settled: ReadonlyMap<string, Settlement | HourlakeError> | undefined;
}

/** What a run did for one job. */
export interface JobReport {
  readonly job: Job;
  /** Left out for a job that captures nothing. */
  readonly capture?: CaptureReport;
  /** One for each wanted period that was reached, oldest first. */
  readonly receipts: readonly Receipt[];
  /** Periods that were not begun because the run was asked to end. */
  readonly notBegun: readonly Period[];
  /** Periods that are over and whose inputs have not all landed. */
  readonly waiting: readonly Waiting[];
  /** Wanted periods that are not there and have expired. */
  readonly expired: readonly Period[];
  /** Wanted periods that were not captured in time. */
  readonly lost: readonly Period[];
  /** What became of expired objects; left out where the run removes none. */
  readonly removal?: Removal;
  /** What the catalog answered, or why it could not be reached; left out without a catalog. */
  readonly registration?: Registration | CatalogError;
  /** The version of the generator that began the lake, where this one continues it. */
  readonly continues?: string;
  /** Why the job as a whole could not run; not an error of Hourlake if the job has a defect. */
  readonly failure?: Error;
  /** The job that failed as a whole, for which this one was not begun: an input, or an input of one. */
  readonly waitsFor?: string;
}

/** What a run did. */
export interface RunReport {
  /** In the order in which the jobs ran. */
  readonly jobs: readonly JobReport[];
  /** What killed runs had left behind and this one removed. */
  readonly sweptLeftovers: number;
}

/** A message names this many failed periods of a job; the error and the receipts have all. */
const NAMED = 24;

/** The report of a job that was not begun. */
export function withoutReceipts(job: Job): JobReport {
  return { job, receipts: [], notBegun: [], waiting: [], expired: [], lost: [] };
}

/** One thing that failed in a run. */
interface Failure {
  readonly job: string;
  readonly error: Error;
}

/** All failures of a run are named in one message of at most this many characters. */
const MOST_CHARACTERS = 3500;

/**
 * The error of a run in which a job or a period failed, a catalog could not be reached, or what has
 * expired could not be removed; `undefined` when all is well. If only one thing failed, its own error; a
 * defect of a job is an error that is not one of Hourlake's.
 */
export function failureOf({ jobs }: Pick<RunReport, 'jobs'>): Error | undefined {
  const failures = jobs.flatMap(failuresOfJob);
  const [first] = failures;
  if (first === undefined || failures.length === 1) return first?.error;
  const names = [...new Set(failures.map(({ job }) => job))];
  const most = Math.floor(MOST_CHARACTERS / failures.length);
  const defect = failures.find(({ error }) => !(error instanceof HourlakeError));
  return new RunFailedError(
    {
      expected: `${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'} without failures`,
      got: `failures of ${names.join(', ')}`,
      advice: failures.map((failure) => lineOf(failure, most)).join('\n'),
    },
    {
      periods: failures.flatMap(({ error }) =>
        error instanceof RunFailedError ? error.periods : [],
      ),
    },
    { cause: (defect ?? first).error },
  );
}

/** A report without the files that were refused, for a caller to whom the note on them is enough. */
export function withoutRefusals(report: RunReport): RunReport {
  return { ...report, jobs: report.jobs.map(withoutRefusalsOfJob) };
}

function withoutRefusalsOfJob(report: JobReport): JobReport {
  const { capture } = report;
  if (capture === undefined) return report;
  const outcomes = capture.outcomes.filter(({ status }) => status !== 'refused');
  return { ...report, capture: { ...capture, outcomes } };
}

/** What failed, on a line of its own: a job whose message is long does not hide that of another. */
function lineOf({ job, error }: Failure, most: number): string {
  const words = error instanceof HourlakeError ? error.message : `Unexpected: ${String(error)}`;
  const line = `${job}: ${words.replaceAll('\n', ' ')}`;
  return line.length <= most ? line : `${line.slice(0, most)}…`;
}

function failuresOfJob(report: JobReport): Failure[] {
  const { job, receipts, registration, removal, failure, capture } = report;
  const failed = receipts.filter((receipt) => receipt.status === 'failed');
  const [first] = failed;
  const errors = [
    ...(failure === undefined ? [] : [failure]),
    ...(first === undefined ? [] : [failedPeriods(report, failed, first)]),
    ...(registration instanceof CatalogError ? [registration] : []),
    ...(removal?.failure === undefined ? [] : [removal.failure]),
    ...(capture === undefined ? [] : captureFailures(capture)),
  ];
  return errors.map((error) => ({ job: job.name, error }));
}

/** What was refused before is no failure: somebody was told of it, and nothing has changed since. */
function captureFailures({ place, outcomes, settled }: CaptureReport): HourlakeError[] {
  const from = settled === undefined ? place : undefined;
  const failed = outcomes.flatMap((outcome) => ('error' in outcome ? [named(outcome, from)] : []));
  const unsettled = [...(settled?.values() ?? [])].filter((each) => each instanceof HourlakeError);
  return [...failed, ...unsettled];
}

/** @param place that a period was to be captured from; a file is found by its name */
function named(
  { item, error }: Extract<CaptureOutcome, { error: unknown }>,
  place: string | undefined,
): HourlakeError {
  if (!(error instanceof CaptureError)) return error;
  const { message, advice } = error;
  const reason = message.slice(0, -`. ${advice}`.length);
  return new CaptureError(
    {
      failed:
        place === undefined
          ? `Could not take in ${item}`
          : `Could not capture ${item} from ${place}`,
      got: `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
      advice,
    },
    { cause: error },
  );
}

function failedPeriods(
  { job, receipts }: JobReport,
  failed: readonly FailedReceipt[],
  first: FailedReceipt,
): RunFailedError {
  const names = failed.slice(0, NAMED).map(({ period }) => period);
  const more = failed.length > NAMED ? ` and ${failed.length - NAMED} more` : '';
  const noun = `${job.grain}${receipts.length === 1 ? '' : 's'}`;
  return new RunFailedError(
    {
      expected: `${receipts.length} ${noun} of ${job.name} in the lake`,
      got: `${failed.length} that failed: ${names.join(', ')}${more}`,
      advice: `${first.period}: ${first.error.message} What has landed stays; the same command lands what is missing.`,
    },
    { periods: failed.map(({ period }) => ({ job: job.name, period })) },
    { cause: first.error },
  );
}
