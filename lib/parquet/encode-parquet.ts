import { HourlakeError, ParquetError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { OutgoingBytes, type WriteBytes } from './outgoing-bytes.ts';
import { fileFooter, MAGIC, type RowGroupFacts } from './parquet-structures.ts';
import { rowGroupsOf, writeRowGroup } from './row-group.ts';

/** Facts about a Parquet file that was written. */
export interface ParquetFile {
  readonly rows: number;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
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
 * The bytes are written in order, one row group after the other. Memory holds the batches of one row
 * group and a half, the bytes of one, and a few hundred bytes for each column of each earlier one,
 * which the footer lists.
 *
 * Each column of a row group is one data page, compressed with SNAPPY, with a dictionary page in front
 * where values repeat. Page headers and footer are serialized by parquetjs-lite.
 *
 * @param write receives the bytes of the file, in pieces
 * @throws BatchError if a batch does not fit the table; ParquetError if the library fails; whatever
 *   `write` or the iteration of `batches` throws.
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] };
 * const pieces = [];
 * const file = await encodeParquet(table, [{ a: [1, 2] }, { a: [3] }], async (bytes) => void pieces.push(bytes));
 * file.rows // => 3
 * file.size === Buffer.concat(pieces).length // => true
 */
export async function encodeParquet(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  write: WriteBytes,
  { metadata = {}, rowGroupRows = ROW_GROUP_ROWS }: EncodeOptions = {},
): Promise<ParquetFile> {
  const file = new OutgoingBytes(write);
  const rowGroups: RowGroupFacts[] = [];
  file.append(MAGIC);
  for await (const group of rowGroupsOf(table, batches, rowGroupRows)) {
    rowGroups.push(wrapped(() => writeRowGroup(file, table, group)));
    await file.flush();
  }
  file.append(wrapped(() => fileFooter({ columns: table.columns, rowGroups, metadata })));
  await file.flush();
  const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
  return { rows, size: file.length, sha256: file.sha256() };
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
