import { HourlakeError, ParquetError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { fileEnvelope } from './parquet-structures.ts';
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
  /** Smallest number of rows in a row group, except the last of a file. Default: 100,000. */
  readonly rowGroupRows?: number;
}

const ROW_GROUP_ROWS = 100_000;

/**
 * Encodes batches as one Parquet file. The same rows and metadata give the same bytes on every
 * machine, however the rows are cut into batches.
 *
 * Each column of a row group is one page, compressed with SNAPPY. Header, page headers and footer are
 * serialized by parquetjs-lite.
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
  const envelope = fileEnvelope(table.columns, (bytes) => file.append(bytes));

  await wrapped(() => envelope.writeHeader());
  for await (const group of rowGroupsOf(table, batches, rowGroupRows)) {
    await wrapped(async () => {
      envelope.rowGroups.push(writeRowGroup(file, table, group));
      envelope.rowCount += group.rows;
    });
  }
  await wrapped(() => envelope.writeFooter({ ...metadata }));
  return { bytes: file.bytes(), rows: envelope.rowCount };
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
