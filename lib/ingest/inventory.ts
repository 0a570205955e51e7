import { parseKey } from '../lake/object-key.ts';
import type { Hour } from '../model/hour.ts';
import type { Store } from '../stores/store.ts';

/** What one listing of a lake shows of a job. */
export interface Inventory {
  /** Hours whose object is there, oldest first. */
  readonly landed: readonly Hour[];
  /** Keys under the prefix that no hour has, in order. */
  readonly foreign: readonly string[];
}

/**
 * Lists the prefix of a job once, and tells hours from foreign files.
 *
 * @throws StoreError when the store cannot be listed.
 */
export async function takeInventory(store: Store, prefix: string): Promise<Inventory> {
  const landed: Hour[] = [];
  const foreign: string[] = [];
  for await (const key of store.list(prefix)) {
    const hour = parseKey(prefix, key);
    if (hour === undefined) foreign.push(key);
    else landed.push(hour);
  }
  return { landed: landed.sort(), foreign: foreign.sort() };
}
