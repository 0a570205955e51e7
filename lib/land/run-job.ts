import pMap from 'p-map';
import type { Catalog, Registration } from '../catalog/catalog.ts';
import { CatalogError, HourlakeError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { ATTEMPTS, type Job } from '../model/job.ts';
import type { Period, TimedPeriod } from '../model/period.ts';
import type { ReadAnswer } from '../model/source.ts';
import { wordsOf } from '../printable.ts';
import type { Store } from '../stores/store.ts';
import { type LakeJob, type LakeJobs, otherVersionIn } from './lake-jobs.ts';
import { landPeriod } from './land-period.ts';
import type { Plan } from './plan.ts';
import type { Receipt } from './receipt.ts';
import type { JobReport } from './report.ts';
import type { OpenMaker, PeriodMaker } from './threads/period-maker.ts';

/** What landing the periods of one job needs. */
export interface JobRunOptions {
  readonly store: Store;
  readonly catalog: Catalog | undefined;
  /** Periods of the job that are in the lake; what lands is added. */
  readonly landed: Set<Period>;
  readonly plan: Plan;
  readonly openMaker: OpenMaker;
  /** What a database outside has answered to this run. */
  readonly answers: ReadAnswer;
  readonly onReceipt: (receipt: Receipt) => void;
  readonly signal: AbortSignal | undefined;
  /** Periods in flight at once. */
  readonly concurrency: number;
  /** Milliseconds before the second try of a period; each further one waits twice as long. */
  readonly retryDelay: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** One pass over the missing periods of one job. */
export class JobRun {
  readonly #options: JobRunOptions;
  readonly #receipts: Receipt[] = [];
  readonly #notBegun: Period[] = [];
  #defect: Error | undefined;

  constructor(options: JobRunOptions) {
    this.#options = options;
  }

  /**
   * Makes sure that the source takes all periods, and that the lake declares the job, in that order:
   * what is refused changes nothing.
   */
  async declare(lake: LakeJobs, opened: LakeJob, since: TimedPeriod | undefined): Promise<LakeJob> {
    await this.#checkSpan(opened);
    const declared = await this.#retrying(opened.job, () => lake.declare(opened, since));
    // Another run may have declared other settings a moment before.
    await this.#checkSpan(declared);
    return declared;
  }

  /**
   * Lands the missing periods. A defect ends the job: periods in flight land, no further one begins.
   */
  async land(opened: LakeJob): Promise<JobReport> {
    const { plan, concurrency, openMaker, answers, signal } = this.#options;
    const { job } = opened;
    const maker = openMaker(opened, plan.missing, answers);
    await pMap(
      plan.missing,
      async (period) => {
        if (signal?.aborted || this.#defect !== undefined) this.#notBegun.push(period);
        else await this.#try(opened, maker, period);
      },
      { concurrency },
    ).finally(() => maker.close());
    const receipts = [
      ...plan.alreadyThere.map((period): Receipt => {
        return { period, key: objectKey(job, period), status: 'already-there' };
      }),
      ...this.#receipts,
    ].sort((a, b) => (a.period < b.period ? -1 : 1));
    const registration = await this.#register(receipts);
    const continues = otherVersionIn(opened);
    return {
      job,
      receipts,
      notBegun: this.#notBegun.sort(),
      waiting: plan.waiting,
      expired: plan.expired,
      lost: plan.lost,
      ...(registration === undefined ? {} : { registration }),
      ...(continues === undefined ? {} : { continues }),
      ...(this.#defect === undefined ? {} : { failure: this.#defect }),
    };
  }

  async #try(opened: LakeJob, maker: PeriodMaker, period: Period): Promise<void> {
    try {
      this.#add(await this.#landWithRetries(opened, maker, period));
    } catch (error) {
      this.#defect ??= errorOf(error);
    }
  }

  #add(receipt: Receipt): void {
    this.#receipts.push(receipt);
    if (receipt.status !== 'failed') this.#options.landed.add(receipt.period);
    this.#options.onReceipt(receipt);
  }

  /**
   * Asks the source whether one lake can have all that is there, all that is to come, and all that has
   * expired: what was made from it is still there.
   */
  async #checkSpan({ source, declaration }: LakeJob): Promise<void> {
    const { landed, plan } = this.#options;
    const periods = [...landed, ...plan.missing, declaration?.since]
      .filter((period) => period !== undefined)
      .sort();
    const [first, last] = [periods[0], periods.at(-1)];
    if (first !== undefined && last !== undefined) await source.checkSpan?.(first, last);
  }

  async #landWithRetries(
    { job, source }: LakeJob,
    maker: PeriodMaker,
    period: Period,
  ): Promise<Receipt> {
    const { store } = this.#options;
    const mayDiffer = source.readsAnswers;
    try {
      return await this.#retrying(job, () => landPeriod({ job, store, maker, mayDiffer }, period));
    } catch (error) {
      // Any other error is a defect, which the next period would have too.
      if (!(error instanceof HourlakeError)) throw error;
      return { period, key: objectKey(job, period), status: 'failed', error };
    }
  }

  /** Tries as often as the job says while a later try may succeed. */
  async #retrying<Result>(
    { attempts = ATTEMPTS }: Job,
    attempt: () => Promise<Result>,
  ): Promise<Result> {
    const { retryDelay, sleep } = this.#options;
    for (let number = 1; ; number += 1) {
      try {
        return await attempt();
      } catch (error) {
        const mayPass = error instanceof HourlakeError && error.retryable;
        if (!mayPass || number >= attempts) throw error;
        await sleep(retryDelay * 2 ** (number - 1));
      }
    }
  }

  /**
   * Notifies the catalog of the periods that were there before as well: a period that an earlier run
   * landed and was killed before it could register becomes queryable now.
   */
  async #register(receipts: readonly Receipt[]): Promise<Registration | CatalogError | undefined> {
    const inTheLake = receipts.filter(({ status }) => status !== 'failed');
    try {
      return await this.#options.catalog?.register(inTheLake.map(({ period }) => period));
    } catch (error) {
      // The receipts are worth as much without it: the error is thrown after they have been reported.
      if (error instanceof CatalogError) return error;
      throw error;
    }
  }
}

/** What was thrown, as an error: packages throw bare texts, too. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(wordsOf(thrown), { cause: thrown });
}
