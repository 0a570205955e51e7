import { HourlakeError, ParquetError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { fileFooter, MAGIC, type RowGroupFacts } from './parquet-structures.ts';
import { rowGroupsOf, writeRowGroup } from './row-group.ts';

/** A Parquet file in memory. */
export interface ParquetFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** How a Parquet file is written. */
export interface EncodeOptions {
  /** Key-value metadata for the footer, in this order. Default: none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Rows of a row group; the last one has half as many to one and a half times as many. Default: 100,000. */
  readonly rowGroupRows?: number;
}

const ROW_GROUP_ROWS = 100_000;

/**
 * Encodes batches as one Parquet file. The same rows and metadata give the same bytes on every
 * machine, however the rows are cut into batches.
 *
 * Each column of a row group is one data page, compressed with SNAPPY, with a dictionary page in front
 * where values repeat. Page headers and footer are serialized by parquetjs-lite.
 *
 * @throws BatchError if a batch does not fit the table; ParquetError if the library fails; whatever
 *   the iteration of `batches` throws.
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] };
 * (await encodeParquet(table, [{ a: [1, 2] }, { a: [3] }])).rows // => 3
 */
export async function encodeParquet(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  { metadata = {}, rowGroupRows = ROW_GROUP_ROWS }: EncodeOptions = {},
): Promise<ParquetFile> {
  const file = new GrowingBytes();
  const rowGroups: RowGroupFacts[] = [];
  file.append(MAGIC);
  for await (const group of rowGroupsOf(table, batches, rowGroupRows)) {
    rowGroups.push(wrapped(() => writeRowGroup(file, table, group)));
  }
  file.append(wrapped(() => fileFooter({ columns: table.columns, rowGroups, metadata })));
  return { bytes: file.bytes(), rows: rowGroups.reduce((sum, { rows }) => sum + rows, 0) };
}

/** Turns whatever the library throws, a bare string included, into a ParquetError. */
function wrapped<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw new ParquetError(
      {
        expected: 'to write a Parquet file',
        got: wordsOf(error),
        advice: 'This is a defect of Hourlake: please report it with the command that led here.',
      },
      { cause: error },
    );
  }
}
