import { checkSameSettings } from '../../lib/ingest/check-same-settings.ts';
import { takeInventory } from '../../lib/ingest/inventory.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Source } from '../../lib/sources/source.ts';
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
