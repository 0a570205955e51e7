import type { Batch } from '../../lib/model/batch.ts';
import type { Table } from '../../lib/model/table.ts';
import {
  type EncodeOptions,
  encodeParquet,
  type ParquetFile,
} from '../../lib/parquet/encode-parquet.ts';

/** Encodes batches as one Parquet file, and returns its bytes as well. */
export async function encodeInMemory(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  options: EncodeOptions = {},
): Promise<ParquetFile & { readonly bytes: Buffer }> {
  const pieces: Uint8Array[] = [];
  const file = await encodeParquet(
    table,
    batches,
    async (piece) => void pieces.push(piece),
    options,
  );
  return { ...file, bytes: Buffer.concat(pieces) };
}
