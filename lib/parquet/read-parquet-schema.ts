import { HourlakeError, ParquetError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { type FileMetaData, parquetMetadataAsync } from './hyparquet.ts';
import { readParquetFooter } from './parquet-footer.ts';

/** An element of the schema of a Parquet file; the children of a group follow it. */
export type ParquetElement = FileMetaData['schema'][number];

/**
 * The schema of a Parquet file, from its footer: the root, and every other element after its parent.
 *
 * @param size of the file in bytes
 * @param read returns `length` bytes from `offset`
 * @throws ParquetError when the file is not a complete Parquet file; whatever HourlakeError `read` throws.
 */
export async function readParquetSchema(
  size: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): Promise<readonly ParquetElement[]> {
  // The package trusts the sizes in a footer: our own reader checks them first.
  await readParquetFooter(size, read);
  try {
    const { schema } = await parquetMetadataAsync(
      {
        byteLength: size,
        slice: async (start, end = size) => new Uint8Array(await read(start, end - start)).buffer,
      },
      { geoparquet: false },
    );
    return schema;
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw new ParquetError(
      {
        expected: 'a complete Parquet file',
        got: wordsOf(error),
        advice: 'Its footer is damaged. Make the file again.',
      },
      { cause: error },
    );
  }
}
