import type { Period } from '../model/period.ts';
import { jobFolder, type KeySpace, parseKey } from './object-key.ts';

/** What one listing of a lake shows of a job. */
export interface Inventory {
  /** Periods whose object is there, oldest first. */
  readonly landed: readonly Period[];
  /** Keys in the folder of the job that belong to no period, in order. */
  readonly foreign: readonly string[];
}

/** What lists the keys in a folder: a store. */
export interface KeyListing {
  list(folder: string): AsyncIterable<string>;
}

/**
 * Lists the folder of a job once, and sorts its keys into periods and foreign files.
 *
 * @throws StoreError when the store cannot be listed.
 */
export async function takeInventory(store: KeyListing, job: KeySpace): Promise<Inventory> {
  return inventoryOf(store.list(jobFolder(job)), job);
}

/**
 * Sorts the keys of a lake into the periods of a job and foreign files in its folder.
 *
 * @param keys in any order; keys outside the folder of the job are left out
 * @example
 * await inventoryOf(['other/notes.txt', 'a-job/notes.txt'], { name: 'a-job', layer: 'landing', grain: 'hour' }) // => { landed: [], foreign: ['a-job/notes.txt'] }
 */
export async function inventoryOf(
  keys: Iterable<string> | AsyncIterable<string>,
  job: KeySpace,
): Promise<Inventory> {
  const landed: Period[] = [];
  const foreign: string[] = [];
  const folder = `${jobFolder(job)}/`;
  for await (const key of keys) {
    if (!key.startsWith(folder)) continue;
    const period = parseKey(job, key);
    if (period === undefined) foreign.push(key);
    else landed.push(period);
  }
  return { landed: landed.sort(), foreign: foreign.sort() };
}
