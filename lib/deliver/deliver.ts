import { setTimeout as realSleep } from 'node:timers/promises';
import type { Delivered, Destination } from '../destinations/destination.ts';
import { takeInventory } from '../lake/inventory.ts';
import type { LakeJob, LakeJobs } from '../land/lake-jobs.ts';
import { canBeMadeAgain } from '../land/read-inputs.ts';
import { errorOf } from '../land/run-job.ts';
import type { Job } from '../model/job.ts';
import { inOrderOfReferences, referredJobs, withReferred } from '../model/job-order.ts';
import { isWithin, type Period, type Span } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { DeliverJob } from './deliver-job.ts';
import type { DeliveryReceipt, DeliveryReport } from './delivery-receipt.ts';
import { expiredPeriods } from './expired-periods.ts';
import { lakeIdentity } from './lake-identity.ts';
import { loadShipment } from './load-shipment.ts';
import { type DeliveryPlan, planDelivery, type Referred } from './plan-delivery.ts';
import { periodsFrom } from './read-period.ts';

/** What a delivery works on. */
export interface DeliveryInput {
  readonly store: Store;
  /** Opens the jobs as the lake has them. */
  readonly lake: LakeJobs;
  /** In any order. Those that their rows refer to are delivered too, and before them. */
  readonly jobs: readonly Job[];
  readonly destination: Destination;
  /** Which periods. Default: all that have landed. */
  readonly span?: Span;
}

/** How a delivery works. */
export interface DeliveryOptions {
  /** Whether what was delivered before is compared with the lake, which reads it all. Default: `false`. */
  readonly checks?: boolean;
  /** Ends the delivery early: the transaction in flight is committed, no further one begins. */
  readonly signal?: AbortSignal;
  /** Milliseconds before the second try of a transaction; each further one waits twice as long. Default: 500. */
  readonly retryDelay?: number;
  /** Waits some milliseconds before a further try. Default: by the clock. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Called once for each job, before its first period. */
  readonly onPlan?: (job: Job, plan: DeliveryPlan) => void;
  /** Called for each period when it is done. */
  readonly onReceipt?: (job: Job, receipt: DeliveryReceipt) => void;
  /** Called for each job when it is done. */
  readonly onJob?: (report: DeliveryReport) => void | Promise<void>;
}

const RETRY_DELAY = 500;

/**
 * Delivers the landed periods of some jobs to a database, each exactly once: kill it, run it again or run
 * two at once, and the database has the same rows. A period that cannot be delivered does not stop the
 * others, but what its job refers to is always delivered first. Where periods of a job that others refer to
 * have expired and were never delivered, they are made again in memory.
 *
 * @returns a report for each job that the lake has, in the order in which they were delivered. When the
 *   database fails, the report of the job at work says so, and further jobs are not begun.
 * @throws DatabaseError when the database cannot be used, or a table has another form; StoreError when
 *   the lake cannot be read: nothing was delivered then.
 */
export function deliver(
  input: DeliveryInput,
  options: DeliveryOptions = {},
): Promise<readonly DeliveryReport[]> {
  return new Delivery(input, options).toEnd();
}

/** A job of the lake, and what is known of it. */
interface KnownJob {
  readonly opened: LakeJob;
  readonly delivered: Delivered;
  /** What can be delivered, oldest first: what is in the lake, and what has expired and others refer to. */
  readonly available: readonly Period[];
  /** SHA-256 of what was delivered; grows in the course of the delivery. */
  readonly periods: Map<Period, string>;
}

class Delivery {
  readonly #input: DeliveryInput;
  readonly #options: DeliveryOptions;
  readonly #known = new Map<string, KnownJob>();

  constructor(input: DeliveryInput, options: DeliveryOptions) {
    this.#input = input;
    this.#options = options;
  }

  async toEnd(): Promise<readonly DeliveryReport[]> {
    const { lake, destination } = this.#input;
    const jobs = await this.#inLake();
    if (jobs.length === 0) return [];
    const all = inOrderOfReferences(withReferred(jobs, lake.jobs));
    const opened = await Promise.all(all.map((job) => lake.open(job)));
    const deliveries = opened.map((job) => this.#deliveredOf(job));
    await destination.prepare(deliveries);
    for (const [index, job] of opened.entries()) {
      const delivered = deliveries[index];
      const isReferredTo = all.some((other) => referredJobs(other, [job.job]).length > 0);
      if (delivered !== undefined) await this.#look(job, delivered, isReferredTo);
    }
    const reports: DeliveryReport[] = [];
    for (const job of all) {
      const hasFailed = reports.some(({ failure }) => failure !== undefined);
      const report = await this.#reportOf(job, hasFailed);
      reports.push(report);
      await this.#options.onJob?.(report);
    }
    return reports;
  }

  /** Tables of jobs that the lake does not have are not created, unless others refer to them. */
  async #inLake(): Promise<Job[]> {
    const { jobs, lake } = this.#input;
    const opened = await Promise.all(jobs.map((job) => lake.open(job)));
    return opened.filter(({ declared }) => declared !== 'not yet').map(({ job }) => job);
  }

  #deliveredOf(opened: LakeJob): Delivered {
    const { store } = this.#input;
    const { name: job, table } = opened.job;
    const read = periodsFrom(store, opened);
    const shipmentOf = (period: Period) => loadShipment(opened.job, period, read);
    return { lake: lakeIdentity(opened), lakeName: store.name, job, table, shipmentOf };
  }

  async #look(opened: LakeJob, delivered: Delivered, isReferredTo: boolean): Promise<void> {
    const { store, destination } = this.#input;
    const { landed } = await takeInventory(store, opened.job);
    const periods = new Map(await destination.periodsOf(delivered));
    const expired = isReferredTo ? expiredPeriods(opened, landed, periods) : [];
    // If none can be made again, the first one fails, and says why.
    const remade = canBeMadeAgain(opened) ? expired : expired.slice(0, 1);
    const available = remade.length === 0 ? landed : [...remade, ...landed].sort();
    this.#known.set(opened.job.name, { opened, delivered, available, periods });
  }

  async #reportOf(job: Job, hasFailed: boolean): Promise<DeliveryReport> {
    const known = this.#known.get(job.name);
    if (known === undefined) throw new TypeError(`The job ${job.name} was not looked at`);
    const { span = {} } = this.#input;
    const wanted = known.available.filter((period) => isWithin(period, span));
    const plan = planDelivery(wanted, known.periods, this.#referredBy(job));
    const { waiting } = plan;
    if (hasFailed) return { job, receipts: [], waiting, notBegun: plan.ready };
    this.#options.onPlan?.(job, plan);
    const at = new DeliverJob({
      read: periodsFrom(this.#input.store, known.opened),
      destination: this.#input.destination,
      job,
      delivered: known.delivered,
      periods: known.periods,
      checks: this.#options.checks ?? false,
      signal: this.#options.signal,
      retryDelay: this.#options.retryDelay ?? RETRY_DELAY,
      sleep: this.#options.sleep ?? realSleep,
      onReceipt: (receipt) => this.#options.onReceipt?.(job, receipt),
    });
    try {
      await at.deliver(plan);
      return { job, receipts: at.receipts, waiting, notBegun: at.notBegun };
    } catch (error) {
      return {
        job,
        receipts: at.receipts,
        waiting,
        notBegun: at.notBegun,
        failure: errorOf(error),
      };
    }
  }

  #referredBy(job: Job): Referred[] {
    return referredJobs(job, this.#input.lake.jobs).flatMap(({ name }) => {
      const known = this.#known.get(name);
      if (known === undefined) return [];
      const { opened, available, periods } = known;
      const { since } = opened.declaration ?? {};
      return [{ job: name, since, landed: available, delivered: periods }];
    });
  }
}
