import { columnTypeOf } from '../columns/column-types.ts';
import { HourlakeError, ParquetError } from '../errors.ts';
import type { Batch, ColumnValues } from '../model/batch.ts';
import type { Column } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import {
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
} from './hyparquet.ts';
import { PageMemory } from './page-memory.ts';
import { readParquetFooter } from './parquet-footer.ts';
import { columnOfPhysical } from './physical-values.ts';

/** What is read. */
export interface ReadParquetOptions {
  /** How an error names the file: `fake-accounts 2026-11-20T13`. */
  readonly name: string;
  /** The columns to read. */
  readonly columns: readonly Column[];
  /** Memory to decompress pages in, which one reader at a time may use. Default: its own. */
  readonly memory?: PageMemory;
}

/** What the package reads a file through. */
type AsyncBuffer = Parameters<typeof parquetMetadataAsync>[0];

/**
 * Rows of a batch. Each batch has memory of its own, which can be freed before that of the next: a row
 * group as one batch would stay in memory until its last row is written.
 */
const BATCH_ROWS = 8192;

/**
 * The rows of a Parquet file in memory, in the order of the file, in batches of at most 8,192 rows of
 * one row group. The columns are decoded one after the other, so that memory holds the decoded values
 * of one at a time besides the batches.
 *
 * @throws ParquetError when the bytes are not a complete Parquet file, or a column is missing or of
 *   another type. The message names file and column, and holds no value.
 */
export async function* readParquet(
  bytes: Uint8Array,
  { name, columns, memory = new PageMemory() }: ReadParquetOptions,
): AsyncGenerator<Batch> {
  const file: AsyncBuffer = {
    byteLength: bytes.length,
    slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
  const metadata = await wrapped(name, () => physicalMetadata(bytes, file));
  for (const column of columns) checkColumn(metadata, column, name);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const span = { rowStart, rowEnd: rowStart + Number(group.num_rows) };
    const batches = await wrapped(name, () =>
      readRowGroup({ file, metadata, memory, span, columns }),
    );
    rowStart = span.rowEnd;
    // Taken out one by one, so that nothing here keeps what has been used.
    for (let next = batches.shift(); next !== undefined; next = batches.shift()) yield next;
  }
}

/** Rows of a file, from 0; the last one exclusive. */
interface RowSpan {
  readonly rowStart: number;
  readonly rowEnd: number;
}

/**
 * The footer as the package reads it, without the logical types: values stay as they are stored,
 * because a decimal as a double is not exact.
 */
async function physicalMetadata(bytes: Uint8Array, file: AsyncBuffer): Promise<FileMetaData> {
  // The package trusts the sizes in a footer: our own reader checks them first.
  const { rows } = await readParquetFooter(bytes.length, async (offset, length) =>
    bytes.subarray(offset, offset + length),
  );
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const grouped = metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  if (grouped !== rows) throw new Error(`${grouped} rows in row groups, and ${rows} in the footer`);
  const schema = metadata.schema.map(({ converted_type, logical_type, ...physical }) => physical);
  return { ...metadata, schema };
}

function checkColumn({ schema }: FileMetaData, column: Column, name: string): void {
  const { physical } = columnTypeOf(column).parquet;
  // Nested fields follow a group; no table has any.
  const found = schema.slice(1).find((element) => element.name === column.name);
  const isRequired = found?.repetition_type === 'REQUIRED';
  if (found?.type === physical && (isRequired || column.nullable === true)) return;
  throw new ParquetError({
    expected: `${name} to have the column ${column.name} as ${column.nullable ? '' : 'required '}${physical}`,
    got:
      found === undefined
        ? 'no such column'
        : `${isRequired ? 'required' : 'optional'} ${found.type ?? 'fields'}`,
    advice: 'Its object was written by something else. Run "hourlake doctor" to see what to do.',
  });
}

/** A part of a file. */
interface FilePart {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly memory: PageMemory;
  readonly span: RowSpan;
}

async function readRowGroup({
  columns,
  ...part
}: FilePart & { readonly columns: readonly Column[] }): Promise<Batch[]> {
  const rows = part.span.rowEnd - part.span.rowStart;
  const batches = Array.from(
    { length: Math.ceil(rows / BATCH_ROWS) },
    (): Record<string, ColumnValues> => ({}),
  );
  for (const column of columns) {
    const pages = await readColumn(column.name, part);
    const values = pages.reduce((sum, { length }) => sum + length, 0);
    if (values !== rows) {
      throw new Error(`${values} values in column ${column.name} for ${rows} rows`);
    }
    for (const [index, batch] of batches.entries()) {
      const from = index * BATCH_ROWS;
      batch[column.name] = columnOfPhysical(column, rowsOf(pages, from, from + BATCH_ROWS));
    }
  }
  return batches;
}

/** Values of some rows, from one (inclusive) to another (exclusive), of each page that has any. */
function rowsOf(pages: readonly DecodedArray[], from: number, to: number): DecodedArray[] {
  let first = 0;
  return pages.flatMap((page) => {
    const start = Math.max(0, from - first);
    const end = Math.max(0, to - first);
    first += page.length;
    return start < page.length && end > 0 ? [page.slice(start, end)] : [];
  });
}

/** The values lie in the memory for pages, until the next column is read. */
async function readColumn(
  column: string,
  { file, metadata, memory, span }: FilePart,
): Promise<DecodedArray[]> {
  const parts: DecodedArray[] = [];
  memory.reset();
  await parquetRead({
    ...span,
    file,
    metadata,
    columns: [column],
    utf8: false,
    compressors: { SNAPPY: memory.uncompress },
    // What a callback throws would be lost: it only collects.
    onChunk: ({ columnData }) => void parts.push(columnData),
  });
  return parts;
}

/** Turns whatever the package throws into a ParquetError that names the file. */
async function wrapped<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HourlakeError && !(error instanceof ParquetError)) throw error;
    throw new ParquetError(
      {
        expected: `${name} to be a complete Parquet file`,
        got: error instanceof ParquetError ? error.got : wordsOf(error),
        advice: 'The file is damaged. Run "hourlake doctor" to see what to do.',
      },
      { cause: error },
    );
  }
}
