import pMap from 'p-map';
import { DifferentObjectError } from '../errors.ts';
import type { Store } from '../stores/store.ts';
import type { ExportedFile, FoundFile } from './examine-target.ts';

/** What became of a partition. */
export interface LandedPartition extends Pick<ExportedFile, 'key' | 'partition' | 'rows'> {
  readonly bytes: number;
  readonly outcome: 'written' | 'replaced' | 'already there';
}

/** How files get into the target. */
export interface Landing {
  readonly found: ReadonlyMap<string, FoundFile>;
  readonly signal?: AbortSignal | undefined;
  /** Notified of each file that is there. */
  readonly onLanded?: ((landed: LandedPartition) => void) | undefined;
}

/** Files on their way at a time: in a bucket most of the time is spent waiting. */
const AT_A_TIME = 4;

/**
 * Puts files into the target, each whole or not at all. A file takes the place of another one only if that
 * is still the one that was found.
 *
 * @returns one for each file, in order
 * @throws StoreError when a file cannot be stored, or somebody else has written in the meantime; the reason
 *   of an aborted signal. What has landed by then stays.
 */
export async function landFiles(
  store: Store,
  files: readonly ExportedFile[],
  { found, signal, onLanded }: Landing,
): Promise<LandedPartition[]> {
  return pMap(
    files,
    async (file) => {
      signal?.throwIfAborted();
      const { key, partition, rows, object } = file;
      const outcome = await landFile(store, file, found.get(key) ?? 'nothing');
      const landed = { key, partition, rows, bytes: object.size, outcome };
      onLanded?.(landed);
      return landed;
    },
    { concurrency: AT_A_TIME },
  );
}

async function landFile(
  store: Store,
  { key, object }: ExportedFile,
  found: FoundFile,
): Promise<LandedPartition['outcome']> {
  if (found === 'the same') return 'already there';
  if (found !== 'nothing') {
    const outcome = await store.replace(key, object, found.sha256);
    return outcome === 'identical' ? 'already there' : 'replaced';
  }
  const outcome = await store.putIfAbsent(key, object);
  if (outcome === 'created') return 'written';
  if (outcome === 'identical') return 'already there';
  throw new DifferentObjectError(
    {
      expected: `no other file at ${store.name}/${key}`,
      got: 'one that was written at the same time',
      advice: 'Let one export write to a folder at a time, and run this one again.',
    },
    { key },
  );
}
