import type { Registration } from '../catalog/catalog.ts';
import { CatalogError, type HourlakeError, RunFailedError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { Waiting } from './plan.ts';
import type { FailedReceipt, Receipt } from './receipt.ts';

/** What a run did for one job. */
export interface JobReport {
  readonly job: Job;
  /** One for each wanted period that was reached, oldest first. */
  readonly receipts: readonly Receipt[];
  /** Periods that were not begun because the run was asked to end. */
  readonly notBegun: readonly Period[];
  /** Periods that are over and whose inputs have not all landed. */
  readonly waiting: readonly Waiting[];
  /** What the catalog answered, or why it could not be reached; left out without a catalog. */
  readonly registration?: Registration | CatalogError;
  /** Why the job as a whole could not run. */
  readonly failure?: HourlakeError;
  /** The input that failed, for which it was not begun. */
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
  return { job, receipts: [], notBegun: [], waiting: [] };
}

/**
 * The error of a run in which a job or a period failed, or a catalog could not be reached;
 * `undefined` when all is well. If one job as a whole is all that failed, its own error.
 */
export function failureOf({ jobs }: Pick<RunReport, 'jobs'>): HourlakeError | undefined {
  const failures = jobs.flatMap((report) => failureOfJob(report) ?? []);
  const [first] = failures;
  if (first === undefined || failures.length === 1) return first;
  return new RunFailedError(
    {
      expected: `all ${jobs.length} jobs to end well`,
      got: `${failures.length} that failed`,
      advice: failures.map(({ message }) => message).join('\n'),
    },
    {
      periods: failures.flatMap((error) => (error instanceof RunFailedError ? error.periods : [])),
    },
    { cause: first },
  );
}

function failureOfJob(report: JobReport): HourlakeError | undefined {
  const { receipts, registration, failure } = report;
  const failed = receipts.filter((receipt) => receipt.status === 'failed');
  const first = failed[0];
  if (failure !== undefined) return failure;
  if (first !== undefined) return failedPeriods(report, failed, first);
  return registration instanceof CatalogError ? registration : undefined;
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
