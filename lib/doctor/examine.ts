import { DeclarationError } from '../errors.ts';
import { type Inventory, inventoryOf } from '../lake/inventory.ts';
import { DELIVERIES, declarationKey, jobFolder, wrappedKeyKey } from '../lake/object-key.ts';
import { CAPTURES, captureFolder, FORGOTTEN, INBOX } from '../lake/raw-key.ts';
import type { LakeJob, LakeJobs } from '../land/lake-jobs.ts';
import type { Waiting } from '../land/plan.ts';
import type { OpenMaker } from '../land/threads/period-maker.ts';
import type { Job } from '../model/job.ts';
import type { Period, Span } from '../model/period.ts';
import { KEY_VERSION } from '../model/source-key.ts';
import type { Store } from '../stores/store.ts';
import type { Registered } from './examine-catalog.ts';
import { examineJob } from './examine-job.ts';
import type { JobFinding, LakeFinding } from './finding.ts';
import type { Look } from './look.ts';

/**
 * How deep an examination goes. `listing`: keys only. `footers`: also the footers of the objects, which is fast
 * and misses changed rows under an unchanged footer. `bytes`: each object is made again and compared.
 */
export type Depth = 'listing' | 'footers' | 'bytes';

/** A job to look at. */
export interface JobToExamine {
  readonly job: Job;
  /** Default: no catalog. */
  readonly registered?: Registered | undefined;
}

/** What is examined, and what is known about it already. */
export interface ExamineInput {
  readonly store: Store;
  readonly lake: LakeJobs;
  readonly jobs: readonly JobToExamine[];
  /** All keys of the lake, in any order. */
  readonly keys: readonly string[];
  /** How many leftovers the store has. */
  readonly leftovers: number;
  /** What time it is, in milliseconds since 1970-01-01T00:00:00Z: decides which periods are due. */
  readonly instant: number;
  /** The periods that are of interest. Default: all. */
  readonly span?: Span;
}

/** How an examination works. */
export interface ExamineOptions {
  /** Default: `bytes`. */
  readonly depth?: Depth;
  /** Objects in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of a job; closed at the end. Default: this thread makes them. */
  readonly openMaker?: OpenMaker;
  /** Ends early: objects not begun are not looked at. */
  readonly signal?: AbortSignal;
  /** Called once for each job with the number of objects to look at, before the first. */
  readonly onBegin?: (job: Job, objects: number) => void;
  /** Called for each object when it was looked at. */
  readonly onLook?: (job: Job, look: Look) => void;
}

/** The result of examining a lake. */
export interface Examination {
  /** In the order of the input. */
  readonly jobs: readonly JobExamination[];
  /** Findings that concern no job. */
  readonly findings: readonly LakeFinding[];
}

/** The result of examining one job. */
export interface JobExamination {
  readonly job: Job;
  /** As the lake has it; `undefined` when its declaration, or that of an input, is unusable. */
  readonly opened: LakeJob | undefined;
  /** In the order: declaration, gaps, objects, foreign files, partitions; of each, oldest first. */
  readonly findings: readonly JobFinding[];
  /** All landed periods, oldest first. */
  readonly landed: readonly Period[];
  /** What was looked at, oldest first. */
  readonly looks: readonly Look[];
  /** Periods that are over and whose inputs have not all landed. */
  readonly waiting: readonly Waiting[];
  /** Periods since the beginning that have expired and are not there, oldest first. */
  readonly expired: readonly Period[];
  /** Landed periods that have expired and have not been removed yet, oldest first. */
  readonly toRemove: readonly Period[];
  /** Landed periods of interest that were not looked at, because the examination was asked to end. */
  readonly notReached: readonly Period[];
}

/**
 * Examines a lake, and changes nothing.
 *
 * @throws WorkerError when a thread that makes periods dies; StoreError when a declaration cannot be
 *   read; InputError when other settings were asked for than the lake was filled with.
 */
export async function examine(
  input: ExamineInput,
  options: ExamineOptions = {},
): Promise<Examination> {
  const { lake, jobs, keys, leftovers } = input;
  const inventories = new Map<string, Inventory>();
  for (const job of lake.jobs) inventories.set(job.name, await inventoryOf(keys, job));
  const examined: JobExamination[] = [];
  for (const { job, registered } of jobs) {
    const opened = await opening(lake, job);
    examined.push(
      opened instanceof DeclarationError
        ? unusable(job, opened)
        : await examineJob({ ...input, opened, registered, inventories }, options),
    );
  }
  return {
    jobs: examined,
    findings: [
      ...foreignToAll(keys, lake.jobs).map((key) => ({ kind: 'foreign', key }) as const),
      ...(leftovers > 0 ? [{ kind: 'leftovers', count: leftovers } as const] : []),
    ],
  };
}

/** All findings: those of each job, then those of the lake. */
export function findingsOf({ jobs, findings }: Examination): (JobFinding | LakeFinding)[] {
  return [...jobs.flatMap((job) => job.findings), ...findings];
}

/** Periods whose object was looked at and has no finding, oldest first. */
export function soundPeriods({ looks }: Pick<JobExamination, 'looks'>): Period[] {
  return looks.filter(({ finding }) => finding === undefined).map(({ period }) => period);
}

/** An unusable declaration, also that of an input, becomes a finding. Other errors are thrown. */
async function opening(lake: LakeJobs, job: Job): Promise<LakeJob | DeclarationError> {
  try {
    return await lake.open(job);
  } catch (error) {
    if (error instanceof DeclarationError) return error;
    throw error;
  }
}

function unusable(job: Job, { key, message }: DeclarationError): JobExamination {
  return {
    job,
    opened: undefined,
    findings: [{ kind: 'unusable', key, reason: message }],
    landed: [],
    looks: [],
    waiting: [],
    expired: [],
    toRemove: [],
    notReached: [],
  };
}

/** Keys outside the folders of all jobs. `gold/` belongs to dbt, and `entrada/` to the people who drop files. */
function foreignToAll(keys: readonly string[], jobs: readonly Job[]): string[] {
  const raw = jobs.flatMap((job) => captureFolder(job) ?? []);
  const folders = ['gold', INBOX, DELIVERIES, CAPTURES, FORGOTTEN, ...raw, ...jobs.map(jobFolder)];
  const known = new Set([
    wrappedKeyKey(KEY_VERSION),
    ...jobs.map(({ name }) => declarationKey(name)),
  ]);
  return keys
    .filter((key) => !known.has(key) && !folders.some((folder) => key.startsWith(`${folder}/`)))
    .sort();
}
