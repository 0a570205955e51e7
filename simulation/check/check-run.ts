import { CatalogError, DifferentObjectError, HourlakeError, InputError } from '../../lib/errors.ts';
import { failureOf, type JobReport, type RunReport } from '../../lib/land/report.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import { sourceOf } from '../deployments.ts';
import { isHarmful } from '../faults.ts';
import { apiJobs } from '../jobs/api-jobs.ts';
import { simulatedJobs } from '../jobs/simulated-jobs.ts';
import type { WantedOfJob } from '../wants.ts';
import { checkCaptures } from './check-captures.ts';
import type { Errand, Witness } from './witness.ts';

/** How a run ended: with a report, or with an error. */
export type Settled = { readonly report: RunReport } | { readonly thrown: unknown };

/** Checks the result of a run against the state of the lake. */
export function checkRun(witness: Witness, errand: Errand, settled: Settled): 'well' | 'reported' {
  return new RunCheck(witness, errand).endingOf(settled);
}

class RunCheck {
  private readonly witness: Witness;
  private readonly errand: Errand;

  constructor(witness: Witness, errand: Errand) {
    this.witness = witness;
    this.errand = errand;
  }

  endingOf(settled: Settled): 'well' | 'reported' {
    if ('thrown' in settled) {
      this.checkThrown(settled.thrown);
      return 'reported';
    }
    const { report } = settled;
    this.count(report);
    for (const wants of this.errand.wants) {
      const ofJob = report.jobs.find(({ job }) => job === wants.job);
      if (ofJob === undefined) this.accuse('a run left out a job', wants.job.name);
      else this.checkJob(wants, ofJob, report);
    }
    const isUnfinished = report.jobs.some(({ notBegun }) => notBegun.length > 0);
    return failureOf(report) !== undefined || isUnfinished ? 'reported' : 'well';
  }

  private accuse(what: string, where: string): void {
    this.witness.accuse(what, `${this.errand.process.name} ${where}`);
  }

  private accuseDefect(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.accuse('a run ended with an error that is not an error of Hourlake', text);
  }

  private checkThrown(error: unknown): void {
    if (!(error instanceof HourlakeError)) {
      this.accuseDefect(error);
    } else if (!this.errand.process.hit.some(({ fault }) => isHarmful(fault))) {
      this.accuse('a run failed that no fault had hit', error.message);
    }
  }

  private checkJob(wants: WantedOfJob, report: JobReport, { jobs }: RunReport): void {
    this.checkFailures(report);
    if (report.waitsFor !== undefined) {
      const input = jobs.find(({ job }) => job.name === report.waitsFor);
      const isInput = wants.job.inputs?.includes(report.waitsFor);
      if (isInput && input?.failure !== undefined) return;
      this.accuse('a job was not begun although its inputs did not fail', wants.job.name);
      return;
    }
    if (report.failure !== undefined) return;
    this.checkMissing(wants, report, jobs);
    this.checkExpired(report);
    this.checkCatalog(report);
    checkCaptures(this.witness, this.errand, { wants, report, jobs });
  }

  /** A failure must have been caused by a fault of the job itself, or by a conflict. */
  private checkFailures(report: JobReport): void {
    const { job, failure } = report;
    const [error] = errorsOf(report);
    if (error === undefined) return;
    if (failure !== undefined && !(failure instanceof HourlakeError)) this.accuseDefect(failure);
    const { process, deployment, instant } = this.errand;
    const asked = deployment.asked.get(job.name);
    const settings = this.witness.lake.settingsOf(job);
    const differs = Object.entries(asked ?? {}).some(([name, value]) => settings?.[name] !== value);
    const isRefused = failure instanceof InputError && differs;
    if (isRefused) this.witness.sees('other settings refused');
    const related = [job.name, ...(job.inputs ?? [])];
    const wasHit = process.hit.some(
      ({ fault, about }) => isHarmful(fault) && concerns(about, related),
    );
    const isOvertaken =
      failure instanceof InputError && this.witness.expiry.isChangedSince(job, instant);
    const isExplained = errorsOf(report).every(
      (one) =>
        this.isOfOwners(report, one) || this.witness.api.isExcused(one) || this.isConflict(one),
    );
    if (wasHit || isRefused || isOvertaken || isExplained) return;
    this.accuse('a job failed that no fault had hit', `${job.name} ${error.message}`);
  }

  /** Whether an error says that a file was of no use that the owners of the inbox had dropped. */
  private isOfOwners({ capture }: JobReport, error: Error): boolean {
    return (capture?.outcomes ?? []).some(
      (outcome) =>
        outcome.status === 'refused' &&
        outcome.error === error &&
        this.witness.inbox.mayBeRefused(outcome.item),
    );
  }

  /** Whether an error is a conflict with another version that landed other bytes. */
  private isConflict(error: Error): boolean {
    return this.witness.deployed.length > 1 && error instanceof DifferentObjectError;
  }

  /** Every wanted period is there, or the report says why not. */
  private checkMissing(
    { job, wanted }: WantedOfJob,
    { receipts, notBegun, waiting }: JobReport,
    jobs: readonly JobReport[],
  ): void {
    const named = new Set<Period>([
      ...notBegun,
      ...receipts.filter(({ status }) => status === 'failed').map(({ period }) => period),
      ...waiting.map(({ period }) => period),
    ]);
    const lost = wanted.find(
      (period) =>
        !this.witness.lake.has(job, period) &&
        !named.has(period) &&
        this.isDue(job, period) &&
        !this.witness.expiry.hasExpired(job, period) &&
        !this.isBeforeBeginning(job, period),
    );
    if (lost !== undefined) {
      this.accuse('a period is missing that no error names', `${job.name} ${lost}`);
    }
    for (const { period, missing } of waiting) {
      const isThere = missing.some((input) =>
        jobs
          .find((one) => one.job.name === input.job)
          ?.receipts.some((one) => one.period === input.period && one.status !== 'failed'),
      );
      if (!isThere && missing.length > 0) continue;
      this.accuse('a period waits for an input that the run had', `${job.name} ${period}`);
    }
  }

  /** Whether a period must land or be named: one of an API only if listings showed its capture all along. */
  private isDue(job: Job, period: Period): boolean {
    const { instant, clockAhead } = this.errand;
    return !apiJobs.includes(job) || this.witness.api.isListed(job, period, instant - clockAhead);
  }

  /** Whether a period has an input that comes before the time of its job begins. */
  private isBeforeBeginning(job: Job, period: Period): boolean {
    const { witness, errand } = this;
    if (job.inputs === undefined) return false;
    const settingsOf = (one: Job) => witness.lake.settingsOf(one) ?? one.source.settings ?? {};
    const source = sourceOf(errand.deployment, job, settingsOf);
    const inputs = source.inputs?.(period) ?? [];
    return inputs.some((input) => witness.lake.isBeforeBeginning(input));
  }

  /** Nothing lands that had expired when the run began, by what the lake declared then. */
  private checkExpired({ job, receipts }: JobReport): void {
    const { instant } = this.errand;
    const wrong = receipts.find(
      ({ period, status }) =>
        status === 'landed' && this.witness.expiry.wasExpired(job, period, instant),
    );
    if (wrong === undefined) return;
    this.accuse('a period landed that had expired', `${job.name} ${wrong.period}`);
  }

  private checkCatalog(report: JobReport): void {
    const { job, receipts } = report;
    if (!this.errand.tellsCatalog || errorsOf(report).length > 0) return;
    const unknown = receipts.find(({ period }) => !this.witness.isKnown(job, period));
    if (unknown === undefined) return;
    this.accuse('a job ended well, and the catalog does not know', `${job.name} ${unknown.period}`);
  }

  private count({ jobs, sweptLeftovers }: RunReport): void {
    const { witness } = this;
    witness.sees('leftover swept', sweptLeftovers);
    for (const { receipts, waiting } of jobs) {
      witness.sees('waited for inputs', waiting.length);
      for (const receipt of receipts) {
        if (receipt.status === 'already-there' && receipt.sha256 !== undefined) {
          witness.sees('same bytes met');
        }
        if (receipt.status === 'failed' && receipt.error instanceof DifferentObjectError) {
          witness.sees('two versions met');
        }
      }
    }
  }
}

function errorsOf({ failure, receipts, registration, removal, capture }: JobReport): Error[] {
  return [
    ...(capture?.outcomes ?? []).flatMap((outcome) => ('error' in outcome ? [outcome.error] : [])),
    ...[...(capture?.settled?.values() ?? [])].filter((each) => each instanceof HourlakeError),
    ...(failure === undefined ? [] : [failure]),
    ...receipts.flatMap((receipt) => (receipt.status === 'failed' ? [receipt.error] : [])),
    ...(registration instanceof CatalogError ? [registration] : []),
    ...(removal?.failure === undefined ? [] : [removal.failure]),
  ];
}

/** Whether a call may be about one of some jobs: its path names one of them, or no job at all. */
function concerns(about: string, jobs: readonly string[]): boolean {
  // Tables of the catalog are named like their jobs, with underscores.
  const path = about.replaceAll('_', '-');
  return (
    jobs.some((job) => path.includes(job)) || !simulatedJobs.some(({ name }) => path.includes(name))
  );
}
