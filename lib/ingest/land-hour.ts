import { objectKey } from '../lake/object-key.ts';
import { encodeParquet, type ParquetFile } from '../lake/parquet.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Hour } from '../model/hour.ts';
import type { Source } from '../sources/source.ts';
import type { Store } from '../stores/store.ts';
import { factsOfHour } from './footer.ts';
import type { AlreadyThereReceipt, LandedReceipt } from './receipt.ts';

/**
 * The object of an hour: a pure function of the source and the hour, down to the last byte.
 *
 * @throws BatchError or ParquetError when the rows of the source cannot be written.
 */
export async function hourFile(source: Source, hour: Hour): Promise<ParquetFile> {
  return encodeParquet(source.table, source.batches(hour), {
    metadata: factsOfHour(source, hour),
  });
}

/**
 * Generates one hour and lands it.
 *
 * @throws DifferentObjectError when the key holds other bytes; StoreError when the store fails.
 */
export async function landHour(
  { source, store, prefix }: { source: Source; store: Store; prefix: string },
  hour: Hour,
): Promise<LandedReceipt | AlreadyThereReceipt> {
  const key = objectKey(prefix, hour);
  const { bytes, rows } = await hourFile(source, hour);
  const digest = sha256(bytes);
  const outcome = await store.putIfAbsent(key, { bytes, sha256: digest });
  const status = outcome === 'created' ? 'landed' : 'already-there';
  return { hour, key, status, rows, bytes: bytes.length, sha256: digest };
}
