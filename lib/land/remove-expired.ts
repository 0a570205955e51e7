import pMap from 'p-map';
import { StoreError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { isExpired } from './expiry.ts';
import type { LakeJob } from './lake-jobs.ts';

/** What removing the expired objects of a job came to. */
export interface Removal {
  /** Objects that this run removed. */
  readonly removed: number;
  /** Why the others are still there; left out when none is. */
  readonly failure?: StoreError;
}

/** How expired objects are removed. */
export interface RemovalOptions {
  /** Objects in flight at once. */
  readonly concurrency: number;
  /** Ends early: objects not begun stay until the next run. */
  readonly signal: AbortSignal | undefined;
}

/** Whether a run removes what has expired of a job: its lake says so, and its store does not do it itself. */
export function removesFrom(store: Store, { declared, keptFrom }: LakeJob): boolean {
  return store.remove !== undefined && declared === 'in the lake' && keptFrom !== undefined;
}

/**
 * Removes the objects of a job that have expired. The first error ends it; what it has removed stays
 * removed, and the next run goes on.
 *
 * @param landed all periods of the job in the lake; those that are removed are taken out
 */
export async function removeExpired(
  { store, job, landed }: { store: Store; job: LakeJob; landed: Set<Period> },
  { concurrency, signal }: RemovalOptions,
): Promise<Removal> {
  let removed = 0;
  let failure: StoreError | undefined;
  const expired = [...landed].filter((period) => isExpired(job, period)).sort();
  await pMap(
    expired,
    async (period) => {
      if (signal?.aborted || failure !== undefined) return;
      try {
        if (await store.remove?.(objectKey(job.job, period))) removed += 1;
        landed.delete(period);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        failure ??= error;
      }
    },
    { concurrency },
  );
  return failure === undefined ? { removed } : { removed, failure };
}
