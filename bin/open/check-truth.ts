import { takeInventory } from '../../lib/lake/inventory.ts';
import { checkSameSettings } from '../../lib/land/check-same-settings.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Source } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';

/**
 * Makes sure that a job which tells the truth of another one lands it beside hours of the same
 * settings. Any other job passes.
 *
 * @throws InputError when a setting differs.
 */
export async function checkTruth(store: Store, job: Job, source: Source): Promise<void> {
  if (job.truthOf === undefined) return;
  const { landed } = await takeInventory(store, job.truthOf);
  await checkSameSettings({ source, store, prefix: job.truthOf }, landed);
}
