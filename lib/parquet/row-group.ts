import { checkBatch } from '../columns/check-batch.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import { type Batch, type ColumnValue, type ColumnValues, rowCount } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';
import type { OutgoingBytes } from './outgoing-bytes.ts';
import {
  columnChunk,
  type EncodedStatistics,
  pageHeader,
  rowGroup,
  snappy,
} from './parquet-structures.ts';

/** Bytes in front of a text in the PLAIN encoding, which hold its length. */
const LENGTH_BYTES = 4;

/** The batches that become one row group. */
export interface RowGroup {
  readonly batches: readonly Batch[];
  readonly rows: number;
}

/**
 * Checks batches and gathers them into row groups.
 *
 * @param minRows smallest number of rows in a row group; the last one may have fewer
 * @throws BatchError if a batch does not fit the table.
 */
export async function* rowGroupsOf(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  minRows: number,
): AsyncGenerator<RowGroup> {
  let group: { batches: Batch[]; rows: number } = { batches: [], rows: 0 };
  for await (const batch of batches) {
    checkBatch(table, batch);
    group.batches.push(batch);
    group.rows += rowCount(table, batch);
    if (group.rows < minRows) continue;
    yield group;
    group = { batches: [], rows: 0 };
  }
  if (group.rows > 0) yield group;
}

/**
 * Appends a row group to a file, as one page per column. Returns its entry in the footer.
 *
 * The library's own writer takes rows apart value by value, and copies each column together with all
 * columns before it. That took four times as long (docs/performance.md).
 */
export function writeRowGroup(
  file: OutgoingBytes,
  table: Table,
  { batches, rows }: RowGroup,
): object {
  const begin = file.length;
  const columns = table.columns.map((column) => {
    const parts = batches.map((batch) => batch[column.name] ?? []);
    return writeColumn(file, column, parts, rows);
  });
  return rowGroup({ columns, rows, bytes: file.length - begin });
}

/** Appends the page of a column, then its metadata. Returns its entry in the row group. */
function writeColumn(
  file: OutgoingBytes,
  column: Column,
  parts: readonly ColumnValues[],
  rows: number,
): object {
  const begin = file.length;
  const statistics = column.statistics ? encodedStatistics(column, parts) : undefined;
  const plain = columnTypeOf(column).parquet.plain(parts);
  const compressed = snappy(plain);
  const sizes = { plainBytes: plain.length, compressedBytes: compressed.length };
  file.append(pageHeader({ rows, statistics, ...sizes }));
  file.append(compressed);
  const { metadata, chunk } = columnChunk({ column, rows, begin, end: file.length, statistics });
  file.append(metadata);
  return chunk;
}

function encodedStatistics(column: Column, parts: readonly ColumnValues[]): EncodedStatistics {
  const { parquet } = columnTypeOf(column);
  const { min, max, distinct } = parquet.statistics(parts);

  /** Statistics hold a value in the PLAIN encoding, but a byte array without its length. */
  function encoded(value: ColumnValue): Uint8Array {
    const plain = parquet.plain([[value] as ColumnValues]);
    return parquet.physical === 'BYTE_ARRAY' ? plain.subarray(LENGTH_BYTES) : plain;
  }

  return { min: encoded(min), max: encoded(max), distinct };
}
