import { HourlakeError } from '../errors.ts';
import type { LakeJob, LakeJobs } from '../land/lake-jobs.ts';
import type { Receipt } from '../land/receipt.ts';
import type { JobReport } from '../land/report.ts';
import { run } from '../land/run.ts';
import type { RunOptions } from '../land/run-options.ts';
import type { Job } from '../model/job.ts';
import { addPeriods, isTimed, type Period, periodRange } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { JobExamination } from './examine.ts';
import type { GapFinding, JobFinding } from './finding.ts';
import { ENDED } from './replace-objects.ts';

const KEPT_OUTSIDE =
  'The lake has no copy of what its rows came from: they have to be read from outside again.';

/** The gaps of a lake, and where they are landed. */
export interface GapsInput {
  readonly store: Store;
  readonly lake: LakeJobs;
  readonly jobs: readonly JobExamination[];
  /** Why a period of a job must not be made; `undefined` if it may. */
  readonly obstacleTo: (job: LakeJob, period: Period) => string | undefined;
}

/** The result for the gaps of one job. */
export interface GapsOutcome {
  readonly receipts: readonly Receipt[];
  /** The gaps that did not land, and why. */
  readonly left: ReadonlyMap<GapFinding, string>;
}

/**
 * Lands the periods of all gaps, and those that waited for them. A gap is left if one of its periods
 * did not land.
 *
 * @returns the result for each job
 * @throws errors that are not Hourlake's, which are defects.
 */
export async function landGaps(
  { store, lake, jobs, obstacleTo }: GapsInput,
  options: RunOptions,
): Promise<ReadonlyMap<Job, GapsOutcome>> {
  const gaps = jobs.map((examined) => new GapsOfJob(examined, obstacleTo));
  if (gaps.every((each) => each.gaps.length === 0)) return new Map();
  const toRun = gaps.filter(({ wanted }) => wanted.length > 0);
  try {
    const { jobs: reports } = await run({ store, lake, jobs: toRun }, options);
    return new Map(
      gaps.map((each) => [each.job, each.outcome(reports.find(({ job }) => job === each.job))]),
    );
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return new Map(gaps.map((each) => [each.job, each.allLeft(error.message)]));
  }
}

/** The gaps of one job. */
class GapsOfJob {
  readonly job: Job;
  readonly gaps: readonly GapFinding[];
  /** The periods to land. */
  readonly wanted: readonly Period[];
  readonly #obstacles: ReadonlyMap<Period, string>;

  constructor(examined: JobExamination, obstacleTo: GapsInput['obstacleTo']) {
    const { opened } = examined;
    this.job = examined.job;
    this.gaps = gapsOf(examined.findings);
    const outside = new Set(
      this.gaps.filter(({ readBy }) => readBy !== undefined).flatMap(periodsOfGap),
    );
    const periods = [
      ...this.gaps.flatMap(periodsOfGap),
      ...examined.waiting.map(({ period }) => period),
    ];
    const obstacleOf = (period: Period) => {
      if (outside.has(period)) return KEPT_OUTSIDE;
      return opened === undefined ? undefined : obstacleTo(opened, period);
    };
    this.#obstacles = new Map(
      periods.flatMap((period) => {
        const obstacle = obstacleOf(period);
        return obstacle === undefined ? [] : [[period, obstacle] as const];
      }),
    );
    this.wanted = periods.filter((period) => !this.#obstacles.has(period));
  }

  allLeft(reason: string): GapsOutcome {
    return { receipts: [], left: new Map(this.gaps.map((gap) => [gap, reason])) };
  }

  /** @param report what the run did; `undefined` when it had nothing to do for the job */
  outcome(report: JobReport | undefined): GapsOutcome {
    const { receipts = [], failure, waitsFor } = report ?? {};
    if (failure !== undefined && !(failure instanceof HourlakeError)) throw failure;
    const whole =
      failure?.message ??
      (waitsFor === undefined ? undefined : `It waits for ${waitsFor}, which failed.`);
    const reasons = new Map([
      ...this.#obstacles,
      ...(report === undefined ? [] : reasonsIn(report)),
    ]);
    const left = this.gaps.flatMap((gap) => {
      const first = periodsOfGap(gap).find((period) => reasons.has(period));
      const reason = whole ?? (first === undefined ? undefined : reasons.get(first));
      return reason === undefined ? [] : [[gap, reason] as const];
    });
    return { receipts, left: new Map(left) };
  }
}

/** The gaps among findings. */
export function gapsOf(findings: readonly JobFinding[]): GapFinding[] {
  return findings.filter((finding) => finding.kind === 'gap');
}

function reasonsIn({ receipts, notBegun, waiting }: JobReport): [Period, string][] {
  return [
    ...notBegun.map((period): [Period, string] => [period, ENDED]),
    ...waiting.map(({ period, missing: [first] }): [Period, string] => {
      return [period, `It waits for an input that is gone: ${first?.job} ${first?.period}.`];
    }),
    ...receipts.flatMap((receipt): [Period, string][] =>
      receipt.status === 'failed' ? [[receipt.period, receipt.error.message]] : [],
    ),
  ];
}

function periodsOfGap({ from, to }: GapFinding): Period[] {
  return isTimed(from) && isTimed(to) ? periodRange(from, addPeriods(to, 1)) : [from];
}
