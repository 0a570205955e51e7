import { objectOf } from '../lake/object.ts';
import { capturedPeriodKey } from '../lake/raw-key.ts';
import { isTimed } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { Kept } from './capture.ts';
import type { Fetched } from './connector.ts';

/** Where what is captured of the periods of a job is kept. */
export interface PeriodTarget {
  readonly store: Store;
  /** Name of the job that captures. */
  readonly job: string;
}

/**
 * Keeps all that was captured of a period of time, as one object. If another run was first, its object
 * stands: both are what the outside said between the end of the period and the end of the next one.
 */
export async function keepPeriod({ store, job }: PeriodTarget, fetched: Fetched): Promise<Kept> {
  const { period, bytes, sha256 } = fetched;
  if (!isTimed(period)) throw new TypeError(`${period} is no period of time`);
  const key = capturedPeriodKey(job, period);
  const outcome = await store.putIfAbsent(key, objectOf(bytes, sha256));
  await store.persist?.(key);
  return outcome === 'created'
    ? { status: 'captured', period, told: [] }
    : { status: 'known', period, as: period };
}
