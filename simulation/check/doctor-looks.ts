import type { Catalog } from '../../lib/catalog/catalog.ts';
import { examine } from '../../lib/doctor/examine.ts';
import type { JobFinding, LakeFinding } from '../../lib/doctor/finding.ts';
import type { LakeJob, LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { Waiting } from '../../lib/land/plan.ts';
import type { PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  addPeriods,
  isTimed,
  type Period,
  periodEnd,
  periodRange,
} from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { simulatedJobs } from '../jobs/simulated-jobs.ts';

/** A complete lake for the doctor to examine. */
export interface WholeLake {
  readonly store: Store;
  readonly lake: LakeJobs;
  readonly openCatalog: (job: Job) => Catalog | undefined;
  readonly openMaker: (job: LakeJob) => PeriodMaker;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** Periods that must have landed, by job. */
  readonly expected: ReadonlyMap<Job, ReadonlySet<Period>>;
  /** Whether an object may differ from what its source makes. */
  readonly mayDiffer: (job: Job, period: Period) => boolean;
}

/** A finding of the doctor about a lake that is complete. */
export type FalseFinding =
  | { readonly job: string; readonly finding: JobFinding }
  | { readonly job: string; readonly waiting: Waiting }
  | { readonly finding: LakeFinding };

/**
 * Examines a complete lake with the doctor, and returns its first false finding, if any. Unwanted
 * hours may be missing, a day may wait for them, and periods of another version are reported as
 * such.
 */
export async function firstFalseFinding(whole: WholeLake): Promise<FalseFinding | undefined> {
  const { store, lake, openCatalog, openMaker, now, expected } = whole;
  const jobs = [];
  for (const job of simulatedJobs.filter((each) => expected.has(each))) {
    const catalog = openCatalog(job);
    const registered = catalog && { catalog, partitions: await catalog.partitions() };
    jobs.push({ job, registered });
  }
  const keys: string[] = [];
  for await (const key of store.list('')) keys.push(key);
  const ends = [...expected.values()].flatMap((all) => [...all].filter(isTimed).map(periodEnd));
  const examination = await examine(
    {
      ...{ store, lake, jobs, keys },
      leftovers: await store.leftovers(),
      // Clocks that are ahead make hours land that are not over yet.
      instant: Math.max(now, ...ends),
    },
    { openMaker },
  );
  for (const { job, findings, waiting } of examination.jobs) {
    const finding = findings.find((one) => isFalse(whole, job, one));
    if (finding !== undefined) return { job: job.name, finding };
    const [first] = waiting.filter(({ period }) => expected.get(job)?.has(period));
    if (first !== undefined) return { job: job.name, waiting: first };
  }
  const [finding] = examination.findings;
  return finding && { finding };
}

function isFalse({ expected, mayDiffer }: WholeLake, job: Job, finding: JobFinding): boolean {
  const periods = expected.get(job) ?? new Set();
  if (finding.kind === 'earlier') return !mayDiffer(job, finding.period);
  if (finding.kind === 'empty') return periods.size > 0;
  if (finding.kind !== 'gap' && finding.kind !== 'lost') return true;
  const { from, to } = finding;
  if (!isTimed(from) || !isTimed(to)) return periods.has(from);
  return periodRange(from, addPeriods(to, 1)).some((one) => periods.has(one));
}
