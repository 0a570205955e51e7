import type { Shipment } from '../destinations/destination.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { PageMemory } from '../parquet/page-memory.ts';
import { readParquetFooter } from '../parquet/parquet-footer.ts';
import { readParquet } from '../parquet/read-parquet.ts';

/** A shipment, and how much memory it takes until it is delivered. */
export interface LoadedShipment extends Shipment {
  /** Bytes of its object. */
  readonly size: number;
}

/**
 * Reads the object of a period, to deliver its rows.
 *
 * @param read gives the bytes of the object
 * @param memory for pages, which one shipment at a time may use. Default: its own.
 * @throws what `read` throws; ParquetError when it is not a complete Parquet file. The
 *   batches throw ParquetError when it does not have the columns of the table.
 */
export async function loadShipment(
  job: Job,
  period: Period,
  read: (period: Period) => Promise<Uint8Array>,
  memory?: PageMemory,
): Promise<LoadedShipment> {
  const bytes = await read(period);
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
