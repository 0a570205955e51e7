import { DifferentObjectError } from '../errors.ts';
import { objectOf } from '../lake/object.ts';
import { objectKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Hour } from '../model/hour.ts';
import type { Source } from '../model/source.ts';
import { encodeParquet } from '../parquet/encode-parquet.ts';
import type { Store } from '../stores/store.ts';
import { factsOfHour } from './footer.ts';
import type { AlreadyThereReceipt, LandedReceipt } from './receipt.ts';
import type { HourFile, HourMaker } from './threads/hour-maker.ts';

/**
 * The object of an hour: a pure function of the source and the hour, down to the last byte.
 *
 * @throws BatchError or ParquetError when the rows of the source cannot be written.
 */
export async function hourFile(source: Source, hour: Hour): Promise<HourFile> {
  const file = await encodeParquet(source.table, source.batches(hour), {
    metadata: factsOfHour(source, hour),
  });
  return { ...file, sha256: sha256(file.bytes) };
}

/** Makes the files of hours in this thread: one after the other, so that memory holds the rows of one. */
export function inThisThread(source: Source): HourMaker {
  let before: Promise<unknown> = Promise.resolve();
  return {
    make(hour) {
      const file = before.then(() => hourFile(source, hour));
      before = file.then(nothing, nothing);
      return file;
    },
    close: async () => {},
  };
}

/** What a maker remembers of a file that is done. */
function nothing(): void {}

/**
 * Makes the file of one hour and lands it.
 *
 * @param maker who makes the file. Default: this thread.
 * @throws DifferentObjectError when the key holds other bytes; StoreError when the store fails; what
 *   the maker throws.
 */
export async function landHour(
  {
    source,
    store,
    prefix,
    maker = inThisThread(source),
  }: { source: Source; store: Store; prefix: string; maker?: HourMaker },
  hour: Hour,
): Promise<LandedReceipt | AlreadyThereReceipt> {
  const key = objectKey(prefix, hour);
  const { bytes, rows, sha256 } = await maker.make(hour);
  const outcome = await store.putIfAbsent(key, objectOf(bytes, sha256));
  if (outcome === 'taken') throw otherBytes(store, key, sha256);
  const status = outcome === 'created' ? 'landed' : 'already-there';
  return { hour, key, status, rows, bytes: bytes.length, sha256 };
}

function otherBytes(store: Store, key: string, sha256: string): DifferentObjectError {
  return new DifferentObjectError(
    {
      expected: `${store.name}/${key} to be free or to hold SHA-256 ${sha256}`,
      got: 'other bytes',
      advice:
        'Nothing was overwritten. Use the seed and the settings that the lake was filled with, or move the object away.',
    },
    { key },
  );
}
