import type { Catalog } from '../../lib/catalog/catalog.ts';
import { type Examination, type ExamineOptions, examine } from '../../lib/doctor/examine.ts';
import type { Registered } from '../../lib/doctor/examine-catalog.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Span } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import type { JobOptions } from '../options/choose-jobs.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import type { InstantOptions } from '../options/time-options.ts';
import { type Progress, showProgress } from '../terminal/progress.ts';
import { jobsInSight, keysOfLake, type OpenLake } from './open-lake.ts';

/** The options that decide what is examined. */
export interface ExaminationOptions extends JobOptions, LakeOptions, InstantOptions, Span {}

/** A lake that is about to be examined. */
export interface Examined extends OpenLake {
  /** All keys of the lake. */
  readonly keys: readonly string[];
  readonly jobs: readonly Job[];
  /** The catalogs of the jobs, and what they knew before the lake was listed. */
  readonly registered: ReadonlyMap<string, Registered>;
}

/**
 * Lists a lake, after asking the catalogs of its jobs what they know: a period that lands between the
 * two then never looks like a partition that points nowhere.
 */
export async function listLake(
  open: OpenLake,
  options: JobOptions,
  {
    catalogOf,
    jobs: known,
  }: { catalogOf: (job: Job) => Catalog | undefined; jobs: readonly Job[] },
): Promise<Examined> {
  const registered = new Map<string, Registered>();
  for (const job of known) {
    const catalog = catalogOf(job);
    if (catalog === undefined) continue;
    registered.set(job.name, { catalog, partitions: await catalog.partitions() });
  }
  const keys = await keysOfLake(open.store);
  return { ...open, keys, jobs: await jobsInSight(options, keys), registered };
}

/**
 * Examines a lake.
 *
 * @param options.showsProgress Default: `true`.
 */
export async function examineLake(
  context: Context,
  { store, lake, keys, jobs, registered }: Examined,
  { now, from, to }: ExaminationOptions,
  { showsProgress = true, ...options }: ExamineOptions & { readonly showsProgress?: boolean },
): Promise<Examination> {
  let progress: Progress | undefined;
  return examine(
    {
      store,
      lake,
      jobs: jobs.map((job) => ({ job, registered: registered.get(job.name) })),
      keys,
      leftovers: await store.leftovers(),
      instant: now ?? context.now(),
      span: { from, to },
    },
    {
      ...options,
      signal: context.signal,
      onBegin(job, total) {
        progress?.stop();
        if (!showsProgress) return;
        const { name: label, grain: unit } = job;
        progress = showProgress(context.progress, { label, unit, total, now: context.now });
      },
      onLook: (_, { period, finding }) =>
        progress?.advance(0, `${period} ${finding?.kind ?? 'sound'}`),
    },
  ).finally(() => progress?.stop());
}
