import { takeInventory } from '../lake/inventory.ts';
import type { Job } from '../model/job.ts';
import { isWithin, type Period, type Span } from '../model/period.ts';
import type { Store } from '../stores/store.ts';

/** Which landed periods are checked. */
export interface PeriodChoice {
  /** Default: all. */
  readonly span?: Span;
  /** Only the newest of them, this many. Default: all. */
  readonly last?: number | undefined;
}

/**
 * The landed periods of a job that are chosen, oldest first.
 *
 * @throws StoreError when the store cannot be listed.
 */
export async function landedPeriods(
  store: Store,
  job: Job,
  { span = {}, last }: PeriodChoice,
): Promise<readonly Period[]> {
  const { landed } = await takeInventory(store, job);
  const chosen = landed.filter((period) => isWithin(period, span));
  return last === undefined ? chosen : chosen.slice(-last);
}
