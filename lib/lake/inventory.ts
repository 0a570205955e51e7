import type { Hour } from '../model/period.ts';
import { parseKey } from './object-key.ts';

/** What one listing of a lake shows of a job. */
export interface Inventory {
  /** Hours whose object is there, oldest first. */
  readonly landed: readonly Hour[];
  /** Keys under the prefix that no hour has, in order. */
  readonly foreign: readonly string[];
}

/** What lists keys: a store. */
export interface KeyListing {
  list(prefix: string): AsyncIterable<string>;
}

/**
 * Lists the prefix of a job once, and tells hours from foreign files.
 *
 * @throws StoreError when the store cannot be listed.
 */
export async function takeInventory(store: KeyListing, prefix: string): Promise<Inventory> {
  return inventoryOf(store.list(prefix), prefix);
}

/**
 * Tells hours from foreign files among the keys of a lake.
 *
 * @param keys in any order; what lies under other prefixes is left out
 * @example
 * await inventoryOf(['other/notes.txt', 'fake-accounts/notes.txt'], 'fake-accounts') // => { landed: [], foreign: ['fake-accounts/notes.txt'] }
 */
export async function inventoryOf(
  keys: Iterable<string> | AsyncIterable<string>,
  prefix: string,
): Promise<Inventory> {
  const landed: Hour[] = [];
  const foreign: string[] = [];
  for await (const key of keys) {
    if (!key.startsWith(`${prefix}/`)) continue;
    const hour = parseKey(prefix, key);
    if (hour === undefined) foreign.push(key);
    else landed.push(hour);
  }
  return { landed: landed.sort(), foreign: foreign.sort() };
}
