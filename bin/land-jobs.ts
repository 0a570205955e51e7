import { deliveryFailure } from '../lib/deliver/delivery-failure.ts';
import { HourlakeError } from '../lib/errors.ts';
import { failureOf, type JobReport, withoutRefusals } from '../lib/land/report.ts';
import { run } from '../lib/land/run.ts';
import type { JobToRun } from '../lib/land/run-options.ts';
import type { Job } from '../lib/model/job.ts';
import { periodAt, type TimedPeriod } from '../lib/model/period.ts';
import type { Context } from './context.ts';
import { deliverJobs, jobsByDatabase } from './deliver-jobs.ts';
import { INTERRUPTED } from './exit-codes.ts';
import { making } from './open/making.ts';
import { openCatalog, startCrawlerOf } from './open/open-catalog.ts';
import { type ConnectorOptions, openConnector } from './open/open-connector.ts';
import { type OpenLake, openLake } from './open/open-lake.ts';
import type { CatalogOptions } from './options/catalog-options.ts';
import type { JobOptions } from './options/choose-jobs.ts';
import type { MakingOptions } from './options/making-options.ts';
import type { InstantOptions } from './options/time-options.ts';
import { appendToFile } from './report/append-to-file.ts';
import { jobReportAsJson, jobReportAsText } from './report/job-report.ts';
import { receiptsTable } from './report/receipts-table.ts';
import { RunProgress } from './terminal/run-progress.ts';

/** The options of commands that land periods. */
export interface LandOptions
  extends JobOptions,
    ConnectorOptions,
    CatalogOptions,
    MakingOptions,
    InstantOptions {
  readonly json?: boolean;
  /** Path of a file to append the receipts to. */
  readonly summary?: string;
}

/** The periods of a job that a command wants. */
export interface Wanted {
  readonly wanted: readonly TimedPeriod[];
  /** The first period of the whole range. */
  readonly since: TimedPeriod | undefined;
  /** As `JobToRun` has it. Default: `false`. */
  readonly refusesEarlier?: boolean;
}

/**
 * Lands the wanted periods of some jobs with progress, and prints what happened to each job: a
 * summary, or receipts as JSON.
 *
 * @param work.wantedOf the periods that are wanted of a job
 * @param work.captures whether what is due outside of a job is captured first. Default: of none.
 * @param work.refusalsFail whether a file that cannot be used is a failure. Default: `true`.
 * @param work.removesExpired whether what has expired is removed after that. Default: `false`.
 * @returns the report of each job
 * @throws the error of the run at its end, when a job or a period failed.
 */
export async function landJobs(
  context: Context,
  options: LandOptions,
  {
    jobs,
    wantedOf,
    captures = () => false,
    refusalsFail = true,
    removesExpired = false,
  }: {
    jobs: readonly Job[];
    wantedOf: (job: Job) => Wanted;
    captures?: (job: Job) => boolean;
    refusalsFail?: boolean;
    removesExpired?: boolean;
  },
): Promise<readonly JobReport[]> {
  // A path that only a shell resolves is refused before anything lands.
  if (options.summary !== undefined) context.resolvePath(options.summary);
  const { store, lake } = await openLake(context, options, { makesKey: true });
  const catalogOf = await openCatalog(context, options);
  const progress = new RunProgress(context);
  const toRun: JobToRun[] = [];
  for (const job of jobs) {
    const connector = captures(job)
      ? await openConnector(context, options, { job, lake, progress })
      : undefined;
    toRun.push({ job, ...wantedOf(job), catalog: catalogOf(job), connector });
  }
  const today = periodAt('day', options.now ?? context.now());
  const report = await run(
    { store, lake, jobs: toRun, today },
    {
      ...(await making(context, store, options)),
      ...progress.told,
      signal: context.signal,
      removesExpired,
      async onJob(done) {
        progress.stop();
        await print(context, options, store.name, done);
      },
    },
  ).finally(() => progress.stop());
  const landed = report.jobs.some(({ receipts }) =>
    receipts.some(({ status }) => status === 'landed'),
  );
  if (landed && options.crawler !== undefined) await startCrawlerOf(context, options.crawler);
  if (report.jobs.some(({ notBegun }) => notBegun.length > 0)) context.exitWith(INTERRUPTED);
  throwFirst(context, [
    failureOf(refusalsFail ? report : withoutRefusals(report)),
    ...(await deliverFrom(context, { store, lake }, jobs, options)),
  ]);
  return report.jobs;
}

/**
 * Delivers the jobs that say where to: all that has landed and is not there yet, not only what this run
 * landed.
 *
 * @returns why something could not be delivered; what has landed stays.
 */
async function deliverFrom(
  context: Context,
  open: OpenLake,
  jobs: readonly Job[],
  { json = false }: LandOptions,
): Promise<(Error | undefined)[]> {
  const failures: (Error | undefined)[] = [];
  for (const [database, delivered] of jobsByDatabase(jobs)) {
    if (context.signal.aborted) break;
    try {
      const reports = await deliverJobs(context, open, { database, jobs: delivered, json });
      failures.push(deliveryFailure(reports));
    } catch (error) {
      if (!(error instanceof HourlakeError)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

/** Throws the first error, and prints the messages of the others. */
function throwFirst(context: Context, failures: readonly (Error | undefined)[]): void {
  const [first, ...others] = failures.filter((failure) => failure !== undefined);
  for (const other of others) context.progress.write(`${other.message}\n`);
  if (first !== undefined) throw first;
}

async function print(
  context: Context,
  { json = false, summary }: LandOptions,
  lake: string,
  report: JobReport,
): Promise<void> {
  await context.print(json ? jobReportAsJson(report, lake) : jobReportAsText(report, lake));
  if (summary === undefined) return;
  await appendToFile(context.resolvePath(summary), summary, receiptsTable(report, lake));
}
