import { InputError } from '../errors.ts';
import { takeInventory } from '../lake/inventory.ts';
import { objectKey } from '../lake/object-key.ts';
import { isCaptured } from '../lake/raw-key.ts';
import type { LakeJob, LakeJobs } from '../land/lake-jobs.ts';
import type { Job } from '../model/job.ts';
import { type CapturedFile, isWithin, type Period, type Span } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { storedSha256 } from '../stores/stored-sha256.ts';
import type { ObjectFinding } from './finding.ts';
import { type ReplaceOptions, type ReplaceReceipt, replaceObjects } from './replace-objects.ts';

/** What is made again. */
export interface ReplayInput {
  readonly store: Store;
  readonly lake: LakeJobs;
  /** A job whose objects are made from those of others, or from what was captured. */
  readonly job: Job;
  /** Which periods. Default: all. */
  readonly span?: Span;
  /** Only this captured file. Default: all. */
  readonly file?: CapturedFile | undefined;
}

/** How a replay works. */
export interface ReplayOptions extends ReplaceOptions {
  /** Called once, with the number of objects to make again. */
  readonly onBegin?: (objects: number) => void;
}

/** What a replay did. */
export interface Replay {
  readonly job: Job;
  /** Objects that are now what today's code makes, oldest first. */
  readonly receipts: readonly ReplaceReceipt[];
  /** Objects that stay as they were, and why, oldest first. */
  readonly left: readonly { readonly period: Period; readonly reason: string }[];
}

/**
 * Makes landed objects of a job again from their input objects, or parses what was captured again, with today's code and the key of the
 * lake, and replaces those that differ by compare-and-swap: an object that somebody else changed
 * meanwhile stays. Periods that have not landed are not made.
 *
 * @throws InputError when the job has no inputs, or DeclarationError, KeyError or StoreError as
 *   `LakeJobs.declare` does: nothing is replaced then.
 */
export async function replay(
  { store, lake, job, span = {}, file }: ReplayInput,
  { onBegin, ...options }: ReplayOptions,
): Promise<Replay> {
  if ((job.inputs ?? []).length === 0 && !isCaptured(job)) throw notDerived(job);
  const { landed } = await takeInventory(store, job);
  const periods = landed.filter(
    (period) => isWithin(period, span) && (file === undefined || period === file),
  );
  onBegin?.(periods.length);
  if (periods.length === 0) return { job, receipts: [], left: [] };
  const opened = await lake.open(job);
  const declared = await lake.declare(opened, opened.declaration?.since);
  const objects: ObjectFinding[] = [];
  for (const period of periods) objects.push(await objectOf(store, declared, period));
  const { receipts, left } = await replaceObjects({ job: declared, store }, objects, options);
  const stays = left.map(([{ period }, reason]) => ({ period, reason }));
  return { job, receipts, left: stays.sort((a, b) => (a.period < b.period ? -1 : 1)) };
}

/** An object as `replaceObjects` takes it: only these very bytes are replaced. */
async function objectOf(store: Store, { job }: LakeJob, period: Period): Promise<ObjectFinding> {
  const key = objectKey(job, period);
  const there = await storedSha256(store, key, await store.size(key));
  return { kind: 'different', period, key, reason: 'made again', ...there };
}

function notDerived({ name }: Job): InputError {
  return new InputError({
    expected: 'a job whose objects are made from those of other jobs, or from captured files',
    got: `${name}, which generates its rows`,
    advice: 'Use "hourlake verify" to compare its objects, and "hourlake doctor" to mend them.',
  });
}
