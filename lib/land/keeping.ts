import { DeclarationError, InputError, MissingObjectError } from '../errors.ts';
import {
  type Declaration,
  declarationBytes,
  LARGEST_DECLARATION,
  parseDeclaration,
} from '../lake/declaration.ts';
import { takeInventory } from '../lake/inventory.ts';
import { objectOf } from '../lake/object.ts';
import { declarationKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { keepDaysProblem } from '../model/check-jobs.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { firstKeptDay, isExpired } from './expiry.ts';
import type { LakeJob } from './lake-jobs.ts';

/**
 * Refuses a job whose file says another number of days to keep than the lake declares. A file that
 * says none leaves it to the lake.
 *
 * @param lake how a person names it
 * @throws InputError
 */
export function checkKeeping({ job, keepDays }: LakeJob, lake: string): void {
  if (job.keepDays === undefined || job.keepDays === keepDays) return;
  throw new InputError({
    expected: `${job.name} to be kept ${inDays(keepDays)}, as ${lake} declares`,
    got: `keepDays ${job.keepDays} in the file of the job`,
    advice:
      'Nothing was landed or removed. Correct the file, or change what the lake declares with "hourlake keep".',
  });
}

/**
 * Refuses a plan that was made before the time to keep the job was changed.
 *
 * @param planned the job as it was planned
 * @param now the job as it is declared now
 * @throws InputError
 */
export function checkSameKeeping(planned: LakeJob, now: LakeJob, lake: string): void {
  checkKeeping(now, lake);
  if (now.keepDays === planned.keepDays) return;
  throw new InputError({
    expected: `${lake} to keep ${now.job.name} ${inDays(planned.keepDays)}, as when this run began`,
    got: `a declaration that keeps it ${inDays(now.keepDays)}`,
    advice: 'Nothing was landed or removed. Run the same command again.',
  });
}

/** A new time to keep the objects of a job. */
export interface NewKeeping {
  readonly store: Store;
  readonly job: Job;
  /** In days; `undefined`: for ever. */
  readonly keepDays: number | undefined;
  /** What time it is, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
}

/** The result of changing the time to keep. */
export interface ChangedKeeping {
  /** Days that the lake declared before; `undefined`: for ever. */
  readonly before: number | undefined;
  /** Landed periods that have expired now, oldest first. They are there until a sweep removes them. */
  readonly expired: readonly Period[];
}

/**
 * Changes how long a lake keeps the objects of a job, by compare-and-swap of its declaration. Removes
 * nothing.
 *
 * @throws InputError when the job cannot be kept so long, or its file says another number;
 *   DeclarationError when the lake has no usable declaration of it; DifferentObjectError when another
 *   process changed it at the same time; StoreError when the store fails.
 */
export async function changeKeeping({
  store,
  job,
  keepDays,
  instant,
}: NewKeeping): Promise<ChangedKeeping> {
  checkNewKeeping(job, keepDays);
  const key = declarationKey(job.name);
  const bytes = await declaredBytes(store, job);
  const { keepDays: before, ...others } = parseDeclaration(bytes, job, { lake: store.name });
  const changed: Declaration = { ...others, ...(keepDays === undefined ? {} : { keepDays }) };
  await store.replace(key, objectOf(declarationBytes(changed)), sha256(bytes));
  const { landed } = await takeInventory(store, job);
  const keptFrom = keepDays === undefined ? undefined : firstKeptDay(instant, keepDays);
  return { before, expired: landed.filter((period) => isExpired({ keptFrom }, period)) };
}

/**
 * A time to keep, in words.
 *
 * @example
 * inDays(30) // => 'for 30 days'
 * inDays(undefined) // => 'for ever'
 */
export function inDays(keepDays: number | undefined): string {
  return keepDays === undefined ? 'for ever' : `for ${keepDays} days`;
}

function checkNewKeeping(job: Job, keepDays: number | undefined): void {
  const problem = keepDays === undefined ? undefined : keepDaysProblem(job, keepDays);
  if (problem !== undefined) {
    throw new InputError({
      expected: `the job ${job.name} to have ${problem}`,
      got: String(keepDays),
      advice:
        'Nothing was changed. Choose another number of days, or a job that lands periods of time.',
    });
  }
  if (job.keepDays === undefined || job.keepDays === keepDays) return;
  throw new InputError({
    expected: `the file of ${job.name} to have keepDays ${keepDays ?? 'left out'}`,
    got: String(job.keepDays),
    advice:
      'Nothing was changed, because the next run would refuse a lake that differs from the file. Change the file first.',
  });
}

async function declaredBytes(store: Store, job: Job): Promise<Uint8Array> {
  const key = declarationKey(job.name);
  try {
    return await store.read(key, { offset: 0, length: LARGEST_DECLARATION });
  } catch (error) {
    if (!(error instanceof MissingObjectError)) throw error;
    throw new DeclarationError(
      {
        expected: `${store.name} to declare ${job.name} in ${key}`,
        got: 'nothing there',
        advice:
          'Nothing was changed. Run "hourlake ingest" first, which declares the job, or name another lake.',
      },
      { key },
      { cause: error },
    );
  }
}
