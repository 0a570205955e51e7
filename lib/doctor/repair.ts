import type { Catalog } from '../catalog/catalog.ts';
import { HourlakeError } from '../errors.ts';
import type { LakeJob, LakeJobs } from '../land/lake-jobs.ts';
import { inThisThread } from '../land/land-period.ts';
import { inputsFrom } from '../land/read-inputs.ts';
import type { Receipt } from '../land/receipt.ts';
import type { OpenMaker } from '../land/threads/period-maker.ts';
import type { Job } from '../model/job.ts';
import { inOrderOfInputs } from '../model/job-order.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { Examination, JobExamination } from './examine.ts';
import {
  type Finding,
  isWrong,
  type JobFinding,
  type ObjectFinding,
  type PartitionFinding,
} from './finding.ts';
import { type MendedCatalog, mendCatalog } from './mend-catalog.ts';
import { gapsOf, landGaps } from './repair-gaps.ts';
import { type ReplaceReceipt, replaceObjects } from './replace-objects.ts';

/** What is repaired. */
export interface RepairInput {
  readonly store: Store;
  readonly lake: LakeJobs;
  /** What was found. */
  readonly examination: Examination;
  /** The catalogs that were examined, by job. Default: none. */
  readonly catalogs?: ReadonlyMap<string, Catalog>;
}

/** How repairing works. */
export interface RepairOptions {
  /**
   * Whether corrupt and different objects are replaced by what their source makes, and misplaced
   * partitions by the right ones. Default: `false`, nothing is overwritten.
   */
  readonly replace?: boolean;
  /** Objects in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of a job; closed at the end. Default: this thread makes them. */
  readonly openMaker?: OpenMaker;
  /** Ends early: objects in flight land, no further one begins. */
  readonly signal?: AbortSignal;
  /** Called for each object when it is done. */
  readonly onReceipt?: (job: Job, receipt: Receipt | ReplaceReceipt) => void;
}

/** What a repair did about a finding. */
export interface Treatment {
  readonly finding: Finding;
  /** Why it was not repaired, as a sentence; `undefined` when it was. */
  readonly left: string | undefined;
}

/** What a repair did to one job. */
export interface JobRepair {
  readonly job: Job;
  /** One for each finding, in their order. */
  readonly treatments: readonly Treatment[];
  /** First those of landed periods, then those of replaced ones; each oldest first. */
  readonly receipts: readonly (Receipt | ReplaceReceipt)[];
  /** Changes in the catalog; left out where there were none. */
  readonly catalog?: MendedCatalog;
}

/** What a repair did. */
export interface Repair {
  /** In the order of the examination. */
  readonly jobs: readonly JobRepair[];
  /** One for each finding that concerns no job, in their order. */
  readonly treatments: readonly Treatment[];
  /** Number of leftovers of killed runs that the repair removed. */
  readonly sweptLeftovers: number;
}

const NEEDS_REPLACE = 'Nothing is overwritten unless that is asked for.';

const WRONG_INPUT =
  'One of its inputs is wrong and was left as it is: what is made from it would be wrong too.';

/** Why findings of these kinds are never touched. */
const INCURABLE: Readonly<Partial<Record<Finding['kind'], string>>> = {
  empty:
    'No period has landed yet, so it is not known which ones are missing. Run "hourlake ingest".',
  unusable:
    'A declaration is never overwritten, and nothing is mended without one. Restore it, or do what the finding says.',
  earlier: 'This version cannot make it again, and keeps it.',
  foreign: 'This file does not belong to the lake. Move it out.',
  unreadable: 'The state of an object that cannot be read is unknown. Run the same command again.',
};

/**
 * Mends what can be mended without loss: lands the periods of gaps, writes missing declarations,
 * removes leftovers, registers periods that a catalog lacks, and unregisters partitions that point
 * nowhere. With `replace` it also replaces corrupt and different objects by what their source makes,
 * each only over the very bytes that were examined. Foreign files are never touched.
 *
 * A finding that cannot be mended is left, with the reason, and stops nothing else.
 */
export function repair(input: RepairInput, options: RepairOptions = {}): Promise<Repair> {
  return new Repairing(input, options).toEnd();
}

/** One repair of a lake. */
class Repairing {
  readonly #input: RepairInput;
  readonly #options: RepairOptions;
  readonly #left = new Map<Finding, string>();
  readonly #receipts = new Map<Job, (Receipt | ReplaceReceipt)[]>();

  constructor(input: RepairInput, options: RepairOptions) {
    this.#input = input;
    this.#options = options;
  }

  async toEnd(): Promise<Repair> {
    const { examination } = this.#input;
    const sweptLeftovers = await this.#sweep();
    // What is replaced is made from inputs that have been replaced before.
    for (const job of inOrderOfInputs(examination.jobs.map((examined) => examined.job))) {
      const examined = this.#examined(job);
      if (examined === undefined) continue;
      this.#leaveIncurable(examined.findings);
      await this.#declare(examined);
      await this.#replace(examined);
    }
    this.#leaveIncurable(examination.findings);
    const landed = await this.#landGaps();
    const jobs: JobRepair[] = [];
    for (const examined of examination.jobs) {
      const catalog = await this.#mendCatalog(examined, landed.get(examined.job) ?? []);
      jobs.push({
        job: examined.job,
        treatments: this.#treatments(examined.findings),
        receipts: this.#receipts.get(examined.job) ?? [],
        ...(catalog === undefined ? {} : { catalog }),
      });
    }
    return { jobs, treatments: this.#treatments(examination.findings), sweptLeftovers };
  }

  #treatments(findings: readonly Finding[]): Treatment[] {
    return findings.map((finding) => ({ finding, left: this.#left.get(finding) }));
  }

  #leaveIncurable(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const reason = INCURABLE[finding.kind];
      if (reason !== undefined) this.#left.set(finding, reason);
    }
  }

  /** Leaves findings because of an error; an error that is not one of Hourlake's is a defect. */
  #leave(findings: readonly Finding[], error: unknown): void {
    if (!(error instanceof HourlakeError)) throw error;
    for (const finding of findings) this.#left.set(finding, error.message);
  }

  async #sweep(): Promise<number> {
    const leftovers = this.#input.examination.findings.filter(({ kind }) => kind === 'leftovers');
    if (leftovers.length === 0) return 0;
    try {
      return await this.#input.store.sweep();
    } catch (error) {
      this.#leave(leftovers, error);
      return 0;
    }
  }

  async #declare({ opened, findings }: JobExamination): Promise<void> {
    const undeclared = findings.filter(({ kind }) => kind === 'undeclared');
    if (opened === undefined || undeclared.length === 0) return;
    try {
      await this.#input.lake.declare(opened, opened.declaration?.since);
    } catch (error) {
      this.#leave(undeclared, error);
    }
  }

  async #replace({ job, opened, findings }: JobExamination): Promise<void> {
    const { replace = false, concurrency = 4, signal } = this.#options;
    const objects = findings.filter(isObject);
    if (opened === undefined || objects.length === 0) return;
    if (!replace) {
      for (const finding of objects) {
        this.#left.set(finding, finding.unmade ?? NEEDS_REPLACE);
      }
      return;
    }
    const sound = objects.filter((finding) => !this.#hasWrongInput(opened, finding.period));
    for (const finding of objects)
      if (!sound.includes(finding)) this.#left.set(finding, WRONG_INPUT);
    if (sound.length === 0) return;
    const { receipts, left } = await replaceObjects(
      { job: opened, store: this.#input.store },
      sound,
      {
        concurrency,
        openMaker: this.#openMaker,
        signal,
        onReceipt: (receipt) => this.#options.onReceipt?.(job, receipt),
      },
    );
    for (const [finding, reason] of left) this.#left.set(finding, reason);
    this.#add(job, receipts);
  }

  readonly #openMaker: OpenMaker = (job, periods, answers) =>
    this.#options.openMaker?.(job, periods, answers) ??
    inThisThread(job.source, inputsFrom(this.#input.store, job), { answers });

  /** @returns the periods of each job that are in the lake now */
  async #landGaps(): Promise<Map<Job, readonly Period[]>> {
    const { store, lake, examination } = this.#input;
    const outcomes = await landGaps(
      {
        store,
        lake,
        jobs: examination.jobs,
        obstacleTo: (job, period) => (this.#hasWrongInput(job, period) ? WRONG_INPUT : undefined),
      },
      { ...this.#options, openMaker: this.#openMaker },
    );
    const landed = new Map<Job, readonly Period[]>();
    for (const [job, { receipts, left }] of outcomes) {
      this.#add(job, receipts);
      for (const [gap, reason] of left) this.#left.set(gap, reason);
      const there = receipts.filter(({ status }) => status !== 'failed');
      landed.set(
        job,
        there.map(({ period }) => period),
      );
    }
    return landed;
  }

  #examined(job: Job): JobExamination | undefined {
    return this.#input.examination.jobs.find((each) => each.job === job);
  }

  /** Whether an object would be made from an input that was found wrong and is left as it is. */
  #hasWrongInput({ source, inputs }: LakeJob, period: Period): boolean {
    return (source.inputs?.(period) ?? []).some((input) => {
      const job = inputs.find((each) => each.job.name === input.job)?.job;
      const findings = job === undefined ? [] : (this.#examined(job)?.findings ?? []);
      return findings.some(
        (finding) =>
          'period' in finding &&
          finding.period === input.period &&
          isWrong(finding) &&
          this.#left.has(finding),
      );
    });
  }

  async #mendCatalog(
    { job, opened, findings }: JobExamination,
    landed: readonly Period[],
  ): Promise<MendedCatalog | undefined> {
    const { replace = false } = this.#options;
    const partitions = findings.filter(isPartition);
    const isCurable = ({ kind }: PartitionFinding) => replace || kind !== 'misplaced-partition';
    const curable = partitions.filter(isCurable);
    for (const finding of partitions) {
      if (!isCurable(finding)) this.#left.set(finding, NEEDS_REPLACE);
    }
    const catalog = this.#input.catalogs?.get(job.name);
    if (opened === undefined || catalog === undefined) return undefined;
    if (curable.length + landed.length === 0) return undefined;
    try {
      return await mendCatalog({ catalog, store: this.#input.store, job: opened }, curable, landed);
    } catch (error) {
      // A gap is mended when its periods can be queried.
      this.#leave([...curable, ...(landed.length === 0 ? [] : gapsOf(findings))], error);
      return undefined;
    }
  }

  #add(job: Job, receipts: readonly (Receipt | ReplaceReceipt)[]): void {
    this.#receipts.set(job, [...receipts, ...(this.#receipts.get(job) ?? [])]);
  }
}

function isObject(finding: JobFinding): finding is ObjectFinding {
  return finding.kind === 'corrupt' || finding.kind === 'different';
}

function isPartition(finding: JobFinding): finding is PartitionFinding {
  return 'partition' in finding;
}
