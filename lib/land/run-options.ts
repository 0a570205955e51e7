import type { CaptureOutcome } from '../capture/capture.ts';
import type { Connector } from '../capture/connector.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Job } from '../model/job.ts';
import type { Day, Period, TimedPeriod } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { LakeJobs } from './lake-jobs.ts';
import type { Plan } from './plan.ts';
import type { Receipt } from './receipt.ts';
import type { JobReport } from './report.ts';
import type { OpenMaker } from './threads/period-maker.ts';

/** A job, and the periods of it that a run wants. */
export interface JobToRun {
  readonly job: Job;
  readonly wanted: readonly Period[];
  /**
   * Where the time of the job begins if this is its first run; for a shard, where the whole range
   * does. Default: the first wanted period.
   */
  readonly since?: TimedPeriod | undefined;
  /**
   * Whether wanted periods are refused if they lie before the `since` of a job that can have none
   * there. Default: they are left out.
   */
  readonly refusesEarlier?: boolean;
  /** Notified of every wanted period that is in the lake. Default: no catalog. */
  readonly catalog?: Catalog | undefined;
  /**
   * Where the job captures from; what is due there is captured before the job lands, and settled at the
   * end of the run. Default: nothing is captured.
   */
  readonly connector?: Connector | undefined;
}

/** What a run works on. */
export interface RunInput {
  readonly store: Store;
  /** Opens the jobs as the lake has them. */
  readonly lake: LakeJobs;
  /** In any order: inputs run first. */
  readonly jobs: readonly JobToRun[];
  /** The day (UTC) of the run, on which captures are dated. Needed where a job captures. */
  readonly today?: Day;
}

/** How a run works. */
export interface RunOptions {
  /** Periods in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Milliseconds before the second try of a period; each further one waits twice as long. Default: 200. */
  readonly retryDelay?: number;
  /** Waits some milliseconds before a further try. Default: by the clock. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Opens what makes the files of a job; closed at the end. Default: this thread makes them. */
  readonly openMaker?: OpenMaker;
  /**
   * Whether objects that have expired are removed, after all jobs have run: not when the run is asked
   * to end, and not of a job that failed as a whole. Default: `false`.
   */
  readonly removesExpired?: boolean;
  /** Ends the run early: periods in flight land, no further one begins. */
  readonly signal?: AbortSignal;
  /** Called once, with the number of leftovers of killed runs that were removed. */
  readonly onSweep?: (leftovers: number) => void;
  /** Called once for each job, before its first period. */
  readonly onPlan?: (job: Job, plan: Plan) => void;
  /** Called for each job that captures, with the number of items that are due. */
  readonly onDue?: (job: Job, items: number) => void;
  /** Called for each item that a job captures when it is in the lake, or why it is not. */
  readonly onCapture?: (job: Job, outcome: CaptureOutcome) => void;
  /** Called for each period when it is done, in the order in which that happens. */
  readonly onReceipt?: (job: Job, receipt: Receipt) => void;
  /** Called for each job when it is done; when it settles captures or removes expired objects, after that. */
  readonly onJob?: (report: JobReport) => void | Promise<void>;
}
