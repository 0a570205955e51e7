import { jobs } from '../../jobs/index.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { inventoryOf } from '../../lib/lake/inventory.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import { hasRejectsOf } from '../../lib/model/job-order.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { askedSettings, chosenJobs, type JobOptions } from '../options/choose-jobs.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import type { InstantOptions } from '../options/time-options.ts';
import { lakePlace } from './lake-place.ts';
import { openKeys } from './open-keys.ts';
import { openLakeStore } from './open-lake-store.ts';

/** A lake, and its jobs as it has them. */
export interface OpenLake {
  readonly store: Store;
  readonly lake: LakeJobs;
}

/**
 * Opens the lake that the options name, with the settings that they give to its jobs.
 *
 * @param how.makesKey whether a key is made where a lake in a folder has none yet. Default: `false`.
 * @throws InputError when its URL names neither a folder nor a bucket, or a setting is not usable.
 */
export async function openLake(
  context: Context,
  options: LakeOptions & JobOptions & InstantOptions,
  { makesKey = false }: { readonly makesKey?: boolean } = {},
): Promise<OpenLake> {
  const asked = askedSettings(options, context.environment);
  const { url } = lakePlace(context, options);
  const store = await openLakeStore(context, options);
  const keyOf = openKeys(context, { ...options, url, store, makesKey });
  const instant = options.now ?? context.now();
  return { store, lake: new LakeJobs({ store, jobs, kinds: sourceKinds, asked, keyOf, instant }) };
}

/** All keys of a lake, as the store lists them. */
export async function keysOfLake(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list('')) keys.push(key);
  return keys;
}

/**
 * The jobs that a command shows: those that the options name, or else those that are on, and those
 * that are off and in the lake all the same.
 *
 * @param keys of the whole lake
 */
export async function jobsInSight(
  options: JobOptions,
  keys: readonly string[],
): Promise<readonly Job[]> {
  const chosen = chosenJobs(options);
  if (options.job !== undefined) return withRejects(chosen);
  const sight: Job[] = [];
  for (const job of jobs) {
    if (chosen.includes(job) || (await isInLake(job, keys))) sight.push(job);
  }
  return sight;
}

function withRejects(chosen: readonly Job[]): readonly Job[] {
  const rejects = jobs.filter((job) => chosen.some((each) => hasRejectsOf(job, each)));
  return [...new Set([...chosen, ...rejects])];
}

/** Whether a lake declares a job, or has a period of it. */
export async function isInLake(job: Job, keys: readonly string[]): Promise<boolean> {
  if (keys.includes(declarationKey(job.name))) return true;
  return (await inventoryOf(keys, job)).landed.length > 0;
}
