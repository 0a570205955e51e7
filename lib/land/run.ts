import { setTimeout as realSleep } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import { takeInventory } from '../lake/inventory.ts';
import type { Job } from '../model/job.ts';
import { hasRejectsOf, inOrderOfInputs } from '../model/job-order.ts';
import { isTimed, type Period, type TimedPeriod } from '../model/period.ts';
import type { InputObject, ReadAnswer } from '../model/source.ts';
import { CaptureRun, persistCapture } from './capture-run.ts';
import { isExpired, isLost } from './expiry.ts';
import { checkKeeping, checkSameKeeping } from './keeping.ts';
import { inputsBelow, type LakeJob } from './lake-jobs.ts';
import { inThisThread } from './land-period.ts';
import { noAnswers } from './no-answer.ts';
import type { Plan } from './plan.ts';
import { planJob } from './plan-job.ts';
import { capturingJob, isParsed, RawObjects } from './raw-objects.ts';
import { inputsFrom } from './read-inputs.ts';
import { type Removal, removeExpired, removesFrom } from './remove-expired.ts';
import { removeExpiredRaw } from './remove-expired-raw.ts';
import { type CaptureReport, type JobReport, type RunReport, withoutReceipts } from './report.ts';
import { errorOf, JobRun } from './run-job.ts';
import type { JobToRun, RunInput, RunOptions } from './run-options.ts';

const CONCURRENCY = 4;
const RETRY_DELAY = 200;

/**
 * One pass over the due periods of some jobs, in the order of their inputs. Run it again, or run two
 * at once, and the lake is the same. A job or a period that fails does not stop the others: the
 * report names it, and `failureOf` turns it into an error.
 *
 * @throws StoreError when the leftovers of killed runs cannot be removed: nothing has landed then.
 */
export function run(input: RunInput, options: RunOptions = {}): Promise<RunReport> {
  return new Run(input, options).toEnd();
}

/** One pass over the jobs of a lake. */
class Run {
  readonly #input: RunInput;
  readonly #options: RunOptions;
  /** Periods of a job that are in the lake, as far as this run knows. */
  readonly #landed = new Map<string, Promise<Set<Period>>>();
  /** What was captured for a job, as far as this run knows. */
  readonly #captured = new Map<string, Promise<Set<Period>>>();
  readonly #reports = new Map<string, JobReport>();
  /** What this run captures, by job. */
  readonly #captures = new Map<string, CaptureRun>();
  /** Jobs whose expired objects this run removes, as they are declared. */
  readonly #toSweep = new Map<string, LakeJob>();
  readonly #raw: RawObjects;

  constructor(input: RunInput, options: RunOptions) {
    this.#input = input;
    this.#options = options;
    this.#raw = new RawObjects(input.store);
  }

  async toEnd(): Promise<RunReport> {
    const { store, jobs } = this.#input;
    const sweptLeftovers = await store.sweep();
    this.#options.onSweep?.(sweptLeftovers);
    for (const job of inOrderOfInputs(jobs.map((each) => each.job))) {
      const toRun = jobs.find((each) => each.job === job);
      if (toRun === undefined) continue;
      const report = await this.#reportOf(toRun);
      this.#reports.set(job.name, report);
      if (!this.#isToFinish(job)) await this.#options.onJob?.(report);
    }
    // Only now: jobs that failed for a while may have read their inputs for the last time.
    for (const report of [...this.#reports.values()]) {
      if (this.#isToFinish(report.job)) await this.#finish(report);
    }
    return { jobs: [...this.#reports.values()], sweptLeftovers };
  }

  #isToFinish(job: Job): boolean {
    return this.#toSweep.has(job.name) || this.#captures.has(capturingJob(job));
  }

  /** Settles what a job captured, and removes what has expired. */
  async #finish(report: JobReport): Promise<void> {
    const { job } = report;
    const capture = await this.#settle(job);
    const removal = (await this.#sweep(report)) ?? (await this.#sweepRaw(report));
    const finished = {
      ...report,
      ...(capture === undefined ? {} : { capture }),
      ...(removal === undefined ? {} : { removal }),
    };
    this.#reports.set(job.name, finished);
    await this.#options.onJob?.(finished);
  }

  /** A capture is settled when its rows are in the lake, and so are its rejects. */
  async #settle({ name }: Job): Promise<CaptureReport | undefined> {
    const capture = this.#captures.get(name);
    if (capture === undefined) return undefined;
    const made = this.#input.lake.jobs.filter((job) => isParsed(job) && capturingJob(job) === name);
    const landed = await Promise.all(made.map((job) => this.#landedOf(job)));
    return capture.settle((period) => landed.every((periods) => periods.has(period)));
  }

  async #sweep({ job: { name }, failure }: JobReport): Promise<Removal | undefined> {
    const { concurrency = CONCURRENCY, signal } = this.#options;
    const job = this.#toSweep.get(name);
    if (job === undefined || signal?.aborted || failure !== undefined) return undefined;
    const { store } = this.#input;
    const landed = await this.#landedOf(job.job);
    return removeExpired({ store, job, landed }, { concurrency, signal });
  }

  /** Only where the store does not do it itself. */
  async #sweepRaw({ job, failure }: JobReport): Promise<Removal | undefined> {
    const { store, lake, today } = this.#input;
    const { removesExpired = false, signal } = this.#options;
    if (!removesExpired || failure !== undefined || signal?.aborted) return undefined;
    if (job.keepRawDays === undefined || today === undefined || store.remove === undefined) {
      return undefined;
    }
    const rejects = lake.jobs.filter((each) => hasRejectsOf(each, job));
    return removeExpiredRaw({ store, job, rejects, today });
  }

  async #reportOf(toRun: JobToRun): Promise<JobReport> {
    const { job } = toRun;
    const waitsFor = this.#failedInputOf(job);
    if (waitsFor !== undefined) return { ...withoutReceipts(job), waitsFor };
    try {
      return await this.#land(toRun);
    } catch (error) {
      return { ...withoutReceipts(job), failure: errorOf(error) };
    }
  }

  /** The first input that failed as a whole, or that one of the inputs waits for. */
  #failedInputOf({ inputs = [] }: Job): string | undefined {
    for (const input of inputs) {
      const report = this.#reports.get(input);
      if (report?.failure !== undefined) return input;
      if (report?.waitsFor !== undefined) return report.waitsFor;
    }
    return undefined;
  }

  async #land(toRun: JobToRun): Promise<JobReport> {
    const { job, since, catalog } = toRun;
    const { store, lake } = this.#input;
    const {
      concurrency = CONCURRENCY,
      retryDelay = RETRY_DELAY,
      sleep = realSleep,
    } = this.#options;
    const opened = await lake.open(job);
    checkKeeping(opened, store.name);
    const asked = wantedOf(opened, toRun);
    await this.#capture(opened, toRun, asked);
    // Whatever was captured lands, also when it was not in time for an earlier run.
    const wanted = isParsed(job) ? [...asked, ...(await this.#capturedOf(job))] : asked;
    const landed = await this.#landedOf(job);
    const plan = await this.#plan(opened, wanted);
    const jobRun = new JobRun({
      store,
      catalog,
      landed,
      plan,
      openMaker:
        this.#options.openMaker ??
        ((made, _, answers) => inThisThread(made.source, inputsFrom(store, made), { answers })),
      answers: this.#answersTo(job),
      onReceipt: (receipt) => this.#options.onReceipt?.(job, receipt),
      signal: this.#options.signal,
      concurrency,
      retryDelay,
      sleep,
    });
    // A lake that lacks only the declaration gets it too: objects without one are those of another
    // first run, whose settings stand, or the declaration was lost.
    const lacksDeclaration = opened.declared !== 'in the lake' && landed.size > 0;
    const declared =
      plan.missing.length > 0 || lacksDeclaration
        ? await jobRun.declare(lake, opened, beginningOf(opened, plan) ?? since ?? first(wanted))
        : opened;
    checkSameKeeping(opened, declared, store.name);
    if (this.#options.removesExpired && removesFrom(store, declared)) {
      this.#toSweep.set(job.name, declared);
    }
    this.#options.onPlan?.(job, plan);
    for (const period of plan.missing) {
      const isOfCapture = opened.source.inputs?.(period).some(isCapturedObject) ?? false;
      if (isOfCapture) await persistCapture(store, capturingJob(job), period);
    }
    const report = await jobRun.land(declared);
    const notCaptured = this.#notCaptured(job);
    return { ...report, notBegun: [...new Set([...notCaptured, ...report.notBegun])].sort() };
  }

  /** Periods that could be captured, and were not because the run was asked to end. */
  #notCaptured(job: Job): readonly Period[] {
    if (!this.#options.signal?.aborted) return [];
    return this.#captures.get(job.name)?.notBegun ?? [];
  }

  /** Captures what is due outside. */
  async #capture(
    opened: LakeJob,
    { job, connector }: JobToRun,
    asked: readonly Period[],
  ): Promise<void> {
    if (connector === undefined) return;
    const { store, today } = this.#input;
    if (today === undefined)
      throw new TypeError('A run that captures needs to know what day it is');
    const wanted = await this.#toCapture(opened, asked);
    const capture = new CaptureRun({ store, connector, opened, today, wanted });
    this.#captures.set(job.name, capture);
    await capture.capture({
      signal: this.#options.signal,
      onDue: (items) => this.#options.onDue?.(job, items),
      onOutcome: (outcome) => this.#options.onCapture?.(job, outcome),
    });
    // A listing may not show yet what this run has captured.
    const captured = await this.#capturedOf(job);
    for (const period of capture.periods) captured.add(period);
  }

  /** Periods of time that are neither captured nor landed, and can still be captured; oldest first. */
  async #toCapture(opened: LakeJob, asked: readonly Period[]): Promise<readonly TimedPeriod[]> {
    const { job } = opened;
    if (job.captures === undefined) return [];
    const [captured, landed] = [await this.#capturedOf(job), await this.#landedWhole(job)];
    return asked
      .filter(isTimed)
      .filter((period) => !captured.has(period) && !landed.has(period))
      .filter((period) => !isLost(opened, period) && !isExpired(opened, period))
      .sort();
  }

  /** Periods of which no rows are missing. What has landed without its rejects is read again for these. */
  async #landedWhole(job: Job): Promise<ReadonlySet<Period>> {
    if (job.captures !== 'external') return this.#landedOf(job);
    const made = this.#input.jobs.filter((each) => capturingJob(each.job) === job.name);
    const [first = new Set<Period>(), ...others] = await Promise.all(
      made.map((each) => this.#landedOf(each.job)),
    );
    return new Set([...first].filter((period) => others.every((periods) => periods.has(period))));
  }

  #answersTo(job: Job): ReadAnswer {
    return (input) =>
      this.#captures.get(capturingJob(job))?.answerFor(input.period) ?? noAnswers(input);
  }

  /** Listed once in a run, after the inbox was; what the run captures is added. */
  #capturedOf(job: Job): Promise<Set<Period>> {
    const name = capturingJob(job);
    const known = this.#captured.get(name);
    if (known !== undefined) return known;
    const { grain } = job;
    const listed: Promise<readonly Period[]> =
      grain === 'file' ? this.#raw.files(name) : this.#raw.periods({ name, grain });
    const captured = listed.then((periods) => new Set(periods));
    this.#captured.set(name, captured);
    return captured;
  }

  async #plan(opened: LakeJob, wanted: readonly Period[]): Promise<Plan> {
    const landed = new Map<string, ReadonlySet<Period>>();
    const captured = new Map<string, ReadonlySet<Period>>();
    for (const { job } of [opened, ...inputsBelow(opened)]) {
      landed.set(job.name, await this.#landedOf(job));
      if (job.captures !== undefined) captured.set(job.name, await this.#capturedOf(job));
    }
    return planJob(opened, wanted, {
      landed: (name) => landed.get(name) ?? new Set(),
      captured: (name) => captured.get(name) ?? new Set(),
    });
  }

  /** Listed once in a run; what the run lands is added. */
  #landedOf(job: Job): Promise<Set<Period>> {
    const known = this.#landed.get(job.name);
    if (known !== undefined) return known;
    const listed = takeInventory(this.#input.store, job).then(({ landed }) => new Set(landed));
    this.#landed.set(job.name, listed);
    return listed;
  }
}

/** Whether an input is what was captured, of which the lake has a copy. */
function isCapturedObject({ part }: InputObject): boolean {
  return part === 'raw' || part === 'record';
}

/** The time of a job whose earlier periods are lost begins with the first period that was captured. */
function beginningOf({ job, inputs }: LakeJob, { missing }: Plan): TimedPeriod | undefined {
  const isOfSnapshots = [job, ...inputs.map((input) => input.job)].some(
    ({ captures }) => captures === 'snapshot',
  );
  return isOfSnapshots ? first(missing) : undefined;
}

function first(wanted: readonly Period[]): TimedPeriod | undefined {
  return wanted.filter(isTimed).sort()[0];
}

/** The wanted periods without those that the job cannot have, because they lie before its `since`. */
function wantedOf(
  { job, since }: LakeJob,
  { wanted, refusesEarlier = false }: JobToRun,
): readonly Period[] {
  if (since === undefined) return wanted;
  const later = wanted.filter((period) => period >= since);
  if (later.length === wanted.length || !refusesEarlier) return later;
  throw new InputError({
    expected: `periods of ${job.name} from ${since} on, where its time begins in this lake`,
    got: `periods from ${first(wanted)} on`,
    advice: `Its rows refer to earlier ones, and there are none before. Begin with ${since}, or use another lake.`,
  });
}
