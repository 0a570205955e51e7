import { deliver } from '../lib/deliver/deliver.ts';
import type { DeliveryReceipt, DeliveryReport } from '../lib/deliver/delivery-receipt.ts';
import type { Job } from '../lib/model/job.ts';
import type { Span } from '../lib/model/period.ts';
import type { Context } from './context.ts';
import { INTERRUPTED } from './exit-codes.ts';
import { openDestination } from './open/open-destination.ts';
import type { OpenLake } from './open/open-lake.ts';
import type { PostgresOptions } from './open/open-postgres.ts';
import { deliveryAsJson, deliveryAsText } from './report/delivery-report.ts';
import { counted } from './terminal/numbers.ts';
import { type Progress, showProgress } from './terminal/progress.ts';

/** What is delivered, and where to. */
export interface JobsToDeliver extends PostgresOptions {
  readonly jobs: readonly Job[];
  readonly span?: Span;
  /** Whether what was delivered before is compared with the lake. Default: `false`. */
  readonly checks?: boolean;
  readonly json?: boolean;
}

/**
 * Delivers landed periods of some jobs with progress, and prints what happened to each job.
 *
 * @returns the report of each job that the lake has
 * @throws DatabaseError when the database cannot be used: nothing was delivered then.
 */
export async function deliverJobs(
  context: Context,
  { store, lake }: OpenLake,
  { jobs, span = {}, checks = false, json = false, ...database }: JobsToDeliver,
): Promise<readonly DeliveryReport[]> {
  const { destination, close } = await openDestination(context, store, database);
  let progress: Progress | undefined;
  try {
    const reports = await deliver(
      { store, lake, jobs, destination, span },
      {
        checks,
        signal: context.signal,
        onPlan(job, { ready, alreadyThere }) {
          progress = showProgress(context.progress, {
            label: job.name,
            unit: job.grain,
            total: ready.length + (checks ? alreadyThere.length : 0),
            now: context.now,
          });
        },
        onReceipt(_, receipt) {
          if (receipt.status === 'already-there' && !checks) return;
          const rows = receipt.status === 'delivered' ? receipt.rows : 0;
          progress?.advance(rows, lineOf(receipt));
        },
        async onJob(report) {
          progress?.stop();
          progress = undefined;
          const place = { lake: store.name, database: destination.name };
          await context.print(json ? deliveryAsJson(report, place) : deliveryAsText(report, place));
        },
      },
    );
    if (context.signal.aborted && reports.some(({ notBegun }) => notBegun.length > 0)) {
      context.exitWith(INTERRUPTED);
    }
    return reports;
  } finally {
    progress?.stop();
    await close();
  }
}

/** Jobs that say where they are delivered to, by that place. */
export function jobsByDatabase(jobs: readonly Job[]): ReadonlyMap<string, readonly Job[]> {
  const places = new Map<string, Job[]>();
  for (const job of jobs) {
    if (job.deliver === undefined) continue;
    places.set(job.deliver, [...(places.get(job.deliver) ?? []), job]);
  }
  return places;
}

function lineOf(receipt: DeliveryReceipt): string {
  const line = `${receipt.period} ${receipt.status}`;
  if (receipt.status === 'delivered') return `${line}, ${counted(receipt.rows, 'row')}`;
  return receipt.status === 'failed' ? `${line}, ${receipt.error.message}` : line;
}
