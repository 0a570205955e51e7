import { jobs } from '../../jobs/index.ts';
import { checkSameSettings } from '../../lib/ingest/check-same-settings.ts';
import { takeInventory } from '../../lib/ingest/inventory.ts';
import { failureOf, type RunReport, run } from '../../lib/ingest/run.ts';
import type { Hour } from '../../lib/model/hour.ts';
import type { Job } from '../../lib/model/job.ts';
import { type SourceSpec, sourceOfJob } from '../../lib/sources/source-of-job.ts';
import { openStore } from '../../lib/stores/open-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { chooseJobsToLand } from '../choose-jobs.ts';
import type { Context } from '../context.ts';
import type { JobOptions } from '../options.ts';
import { counted, inBytes } from '../terminal/numbers.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';

/** The exit code of a command that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** What landing the hours of one job needs. */
interface Landing {
  readonly job: Job<SourceSpec>;
  readonly store: Store;
  readonly wanted: readonly Hour[];
  readonly concurrency: number;
  readonly json: boolean;
}

/** The options of commands that land hours. */
export interface LandOptions extends JobOptions {
  readonly lake: string;
  /** Default: 4. */
  readonly concurrency?: number;
  readonly json?: boolean;
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
  const { concurrency = 4, json = false } = options;
  const store = await openStore(options.lake, context.resolvePath);
  for (const job of chooseJobsToLand(jobs, options)) {
    await landAndReport(context, { job, store, wanted, concurrency, json });
  }
}

/**
 * Runs one job with progress, and prints what happened: a summary, or receipts as JSON.
 *
 * @throws InputError when the job tells the truth of hours that have other settings;
 *   RunFailedError at the end, when an hour failed.
 */
async function landAndReport(context: Context, landing: Landing): Promise<void> {
  const { job, store, wanted, concurrency, json } = landing;
  const source = sourceOfJob(job);
  if (job.truthOf !== undefined) {
    const { landed } = await takeInventory(store, job.truthOf);
    await checkSameSettings({ source, store, prefix: job.truthOf }, landed);
  }
  let progress: Progress | undefined;
  const report = await run(
    { source, store, prefix: job.prefix, wanted },
    {
      concurrency,
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

  await context.print(json ? asJson(landing, report) : `${summary(landing, report)}\n`);
  if (report.notBegun.length > 0) context.exitWith(INTERRUPTED);
  const failure = failureOf(report);
  if (failure !== undefined) throw failure;
}

function summary(
  { job, store }: Landing,
  { receipts, notBegun, sweptLeftovers }: RunReport,
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
  return `${job.name} in ${store.name}: ${parts.join(', ')}.`;
}

function asJson({ job, store }: Landing, { receipts, notBegun }: RunReport): string {
  const count = (status: string) => receipts.filter((receipt) => receipt.status === status).length;
  const document = {
    job: job.name,
    lake: store.name,
    landed: count('landed'),
    alreadyThere: count('already-there'),
    failed: count('failed'),
    notBegun,
    receipts: receipts.map((receipt) =>
      receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
    ),
  };
  return `${JSON.stringify(document)}\n`;
}
