import { HourlakeError, ParquetError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { OutgoingBytes, type WriteBytes } from './outgoing-bytes.ts';
import { fileEnvelope } from './parquet-structures.ts';
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
  /** Smallest number of rows in a row group, except the last of a file. Default: 100,000. */
  readonly rowGroupRows?: number;
}

const ROW_GROUP_ROWS = 100_000;

/**
 * Encodes batches as one Parquet file. The same rows and metadata give the same bytes on every
 * machine, however the rows are cut into batches.
 *
 * The bytes are written in order, one row group after the other. Memory holds the batches and the
 * bytes of one row group, and a few hundred bytes for each column of each earlier one, which the
 * footer lists.
 *
 * Each column of a row group is one page, compressed with SNAPPY. Header, page headers and footer are
 * serialized by parquetjs-lite.
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
  const envelope = fileEnvelope(table.columns, (bytes) => file.append(bytes));

  await wrapped(() => envelope.writeHeader());
  for await (const group of rowGroupsOf(table, batches, rowGroupRows)) {
    await wrapped(async () => {
      envelope.rowGroups.push(writeRowGroup(file, table, group));
      envelope.rowCount += group.rows;
    });
    await file.flush();
  }
  await wrapped(() => envelope.writeFooter({ ...metadata }));
  await file.flush();
  return { rows: envelope.rowCount, size: file.length, sha256: file.sha256() };
}

/** Turns whatever the library throws, a bare string included, into a ParquetError. */
async function wrapped<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
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
