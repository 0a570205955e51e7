import type { Shipment } from '../destinations/destination.ts';
import { objectKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { PageMemory } from '../parquet/page-memory.ts';
import { readParquetFooter } from '../parquet/parquet-footer.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import type { Store } from '../stores/store.ts';

/** A shipment, and how much memory it takes until it is delivered. */
export interface LoadedShipment extends Shipment {
  /** Bytes of its object. */
  readonly size: number;
}

/**
 * Reads the object of a period, to deliver its rows.
 *
 * @param memory for pages, which one shipment at a time may use. Default: its own.
 * @throws StoreError when it cannot be read; ParquetError when it is not a complete Parquet file. The
 *   batches throw ParquetError when it does not have the columns of the table.
 */
export async function loadShipment(
  store: Store,
  job: Job,
  period: Period,
  memory?: PageMemory,
): Promise<LoadedShipment> {
  const bytes = await store.read(objectKey(job, period));
  const { rows } = await readParquetFooter(bytes.length, async (offset, length) =>
    bytes.subarray(offset, offset + length),
  );
  const { columns } = job.table;
  const lent = memory === undefined ? {} : { memory };
  return {
    period,
    rows,
    size: bytes.length,
    sha256: sha256(bytes),
    batches: () => readParquet(bytes, { name: `${job.name} ${period}`, columns, ...lent }),
  };
}
