import { jobs } from '../jobs/index.ts';
import { type SourceSpec, sourceOfJob } from '../jobs/source-kinds.ts';
import type { Catalog } from '../lib/catalog/catalog.ts';
import { CatalogError } from '../lib/errors.ts';
import { failureOf, type RunReport, run } from '../lib/land/run.ts';
import type { Job } from '../lib/model/job.ts';
import type { Hour } from '../lib/model/period.ts';
import { printableLines } from '../lib/printable.ts';
import type { Store } from '../lib/stores/store.ts';
import type { Context } from './context.ts';
import { INTERRUPTED } from './exit-codes.ts';
import { checkTruth } from './open/check-truth.ts';
import { makingOfHours } from './open/making-of-hours.ts';
import { openCatalog, startCrawlerOf } from './open/open-catalog.ts';
import { openLakeStore } from './open/open-lake.ts';
import { chooseJobsToLand } from './options/choose-jobs.ts';
import type { CatalogOptions, JobOptions, LakeOptions, MakingOptions } from './options/options.ts';
import { appendToFile } from './report/append-to-file.ts';
import { catalogPart, receiptsTable } from './report/receipts-table.ts';
import { toJson } from './terminal/json.ts';
import { counted, inBytes } from './terminal/numbers.ts';
import { type Progress, showProgress } from './terminal/progress.ts';

/** What landing the hours of one job needs. */
interface Landing {
  readonly job: Job<SourceSpec>;
  readonly store: Store;
  readonly catalog: Catalog | undefined;
  readonly wanted: readonly Hour[];
  readonly making: MakingOptions;
  readonly json: boolean;
  readonly summary: string | undefined;
}

/** The options of commands that land hours. */
export interface LandOptions extends JobOptions, LakeOptions, CatalogOptions, MakingOptions {
  readonly json?: boolean;
  /** Path of a file to append the receipts to. */
  readonly summary?: string;
}

/**
 * Lands the wanted hours of every job that the options choose, one job after the other.
 *
 * @throws what {@link landAndReport} throws; the jobs after it are not begun.
 */
export async function landJobs(
  context: Context,
  options: LandOptions,
  wanted: readonly Hour[],
): Promise<void> {
  const { json = false, summary } = options;
  const store = await openLakeStore(context, options);
  const catalogOf = await openCatalog(options);
  let landed = 0;
  for (const job of chooseJobsToLand(jobs, options)) {
    const catalog = catalogOf(job);
    const landing = { job, store, catalog, wanted, making: options, json, summary };
    landed += await landAndReport(context, landing);
  }
  if (landed > 0 && options.crawler !== undefined) await startCrawlerOf(context, options.crawler);
}

/**
 * Runs one job with progress, and prints what happened: a summary, or receipts as JSON.
 *
 * @returns how many hours landed
 * @throws InputError when the job tells the truth of hours that have other settings;
 *   RunFailedError at the end, when an hour failed.
 */
async function landAndReport(context: Context, landing: Landing): Promise<number> {
  const { job, store, catalog, wanted, making, json } = landing;
  const source = sourceOfJob(job);
  await checkTruth(store, job, source);
  let progress: Progress | undefined;
  const report = await run(
    {
      source,
      store,
      prefix: job.prefix,
      wanted,
      ...(catalog === undefined ? {} : { catalog }),
    },
    {
      ...makingOfHours(context, { job, source }, making),
      signal: context.signal,
      onPlan({ missing }) {
        progress = showProgress(context.progress, {
          label: job.name,
          total: missing.length,
          now: context.now,
        });
      },
      onReceipt(receipt) {
        const failed = receipt.status === 'failed';
        const rows = failed ? 0 : (receipt.rows ?? 0);
        const what = failed ? receipt.error.message : counted(rows, 'row');
        progress?.advance(rows, `${receipt.hour} ${receipt.status}, ${what}`);
      },
    },
  ).finally(() => progress?.stop());

  await context.print(
    json ? asJson(landing, report) : `${printableLines(summary(landing, report))}\n`,
  );
  if (landing.summary !== undefined) {
    const table = receiptsTable(`${job.name} in ${store.name}`, report);
    await appendToFile(context.resolvePath(landing.summary), landing.summary, table);
  }
  if (report.notBegun.length > 0) context.exitWith(INTERRUPTED);
  const failure = failureOf(report);
  if (failure !== undefined) throw failure;
  return report.receipts.filter(({ status }) => status === 'landed').length;
}

function summary(
  { job, store }: Landing,
  { receipts, notBegun, sweptLeftovers, registration }: RunReport,
): string {
  const landed = receipts.filter((receipt) => receipt.status === 'landed');
  const there = receipts.filter((receipt) => receipt.status === 'already-there');
  const rows = landed.reduce((sum, receipt) => sum + receipt.rows, 0);
  const bytes = landed.reduce((sum, receipt) => sum + receipt.bytes, 0);
  const parts = [
    `${counted(landed.length, 'hour')} landed (${counted(rows, 'row')}, ${inBytes(bytes)})`,
    `${there.length} already there`,
  ];
  if (notBegun.length > 0) parts.push(`${notBegun.length} left for the next run`);
  if (sweptLeftovers > 0)
    parts.push(`${counted(sweptLeftovers, 'leftover')} of killed runs removed`);
  if (registration !== undefined) parts.push(catalogPart(registration));
  return `${job.name} in ${store.name}: ${parts.join(', ')}.`;
}

function asJson({ job, store }: Landing, { receipts, notBegun, registration }: RunReport): string {
  const count = (status: string) => receipts.filter((receipt) => receipt.status === status).length;
  const document = {
    job: job.name,
    lake: store.name,
    landed: count('landed'),
    alreadyThere: count('already-there'),
    failed: count('failed'),
    notBegun,
    ...(registration === undefined
      ? {}
      : {
          catalog:
            registration instanceof CatalogError ? { error: registration.message } : registration,
        }),
    receipts: receipts.map((receipt) =>
      receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
    ),
  };
  return toJson(document);
}
