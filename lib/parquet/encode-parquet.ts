import parquet, { type FieldDefinition } from 'parquetjs-lite';
import thrift from 'parquetjs-lite/gen-nodejs/parquet_types.js';
import compression from 'parquetjs-lite/lib/compression.js';
import { serializeThrift } from 'parquetjs-lite/lib/util.js';
import { checkBatch } from '../columns/check-batch.ts';
import { columnTypes } from '../columns/column-types.ts';
import { HourlakeError, ParquetError } from '../errors.ts';
import { type Batch, type ColumnValues, rowCount } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';
import { wordsOf } from '../printable.ts';
import { type ColumnStatistics, statisticsOf } from './column-statistics.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { plainValues } from './plain-values.ts';

/** A Parquet file in memory. */
export interface ParquetFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** How a file is written, beside its rows. */
export interface EncodeOptions {
  /** Facts for the footer, in this order. Default: none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Batches are gathered until a row group has at least this many rows. Default: 100,000. */
  readonly rowGroupRows?: number;
}

const ROW_GROUP_ROWS = 100_000;

/** What the values of each type are stored as. */
const physicalTypes = {
  UTF8: 'BYTE_ARRAY',
  INT64: 'INT64',
  DOUBLE: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  DATE: 'INT32',
  TIMESTAMP_MILLIS: 'INT64',
} as const;

/**
 * Writes batches as one Parquet file: the same rows and metadata give the same bytes, everywhere.
 * Whole columns become pages, one per row group, compressed with SNAPPY by parquetjs-lite, which
 * writes the header and the footer around them.
 *
 * @throws BatchError when a value does not fit its column; ParquetError when the library fails.
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
  const envelope = new parquet.ParquetEnvelopeWriter(
    new parquet.ParquetSchema(fieldsOf(table)),
    async (bytes) => file.append(bytes),
    async () => {},
    0,
    {},
  );

  await wrapped(() => envelope.writeHeader());
  for await (const group of groupsOf(table, batches, rowGroupRows)) {
    await wrapped(async () => {
      envelope.rowGroups.push(writeRowGroup(file, table, group));
      envelope.rowCount += group.rows;
    });
  }
  await wrapped(() => envelope.writeFooter({ ...metadata }));
  return { bytes: file.bytes(), rows: envelope.rowCount };
}

/** Batches that become one row group. */
interface RowGroup {
  readonly batches: readonly Batch[];
  readonly rows: number;
}

/** Gathers checked batches into row groups of at least `atLeast` rows; the last may be smaller. */
async function* groupsOf(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  atLeast: number,
): AsyncGenerator<RowGroup> {
  let group: { batches: Batch[]; rows: number } = { batches: [], rows: 0 };
  for await (const batch of batches) {
    checkBatch(table, batch);
    group.batches.push(batch);
    group.rows += rowCount(table, batch);
    if (group.rows < atLeast) continue;
    yield group;
    group = { batches: [], rows: 0 };
  }
  if (group.rows > 0) yield group;
}

function fieldsOf(table: Table): Record<string, FieldDefinition> {
  const fields = table.columns.map((column): [string, FieldDefinition] => [
    column.name,
    {
      type: columnTypes[column.type].parquet,
      // On every column: the library ignores the option of the writer.
      compression: 'SNAPPY',
      statistics: column.statistics ? undefined : false,
    },
  ]);
  return Object.fromEntries(fields);
}

/**
 * Writes a row group of one page for each column, and gives what the footer says of it. The library
 * makes pages only of rows that it has taken apart itself, value by value, and copies each column
 * with all that are in front of it: together that took four times as long (docs/performance.md).
 */
function writeRowGroup(file: GrowingBytes, table: Table, { batches, rows }: RowGroup): object {
  const begin = file.length;
  const columns = table.columns.map((column) => {
    const parts = batches.map((batch) => batch[column.name] ?? []);
    return writeColumn(file, column, parts, rows);
  });
  return new thrift.RowGroup({ num_rows: rows, columns, total_byte_size: file.length - begin });
}

/** Writes a column of a row group, its metadata behind it, as the library does. */
function writeColumn(
  file: GrowingBytes,
  column: Column,
  parts: readonly ColumnValues[],
  rows: number,
): object {
  const begin = file.length;
  const statistics = column.statistics
    ? { statistics: thriftStatistics(column, statisticsOf(column, parts)) }
    : {};
  writePage(file, plainValues(column, parts), rows, statistics);
  const end = file.length;
  const metadata = new thrift.ColumnMetaData({
    type: thrift.Type[physicalTypes[columnTypes[column.type].parquet]],
    encodings: [thrift.Encoding.RLE, thrift.Encoding.PLAIN],
    path_in_schema: [column.name],
    codec: thrift.CompressionCodec.SNAPPY,
    num_values: rows,
    total_uncompressed_size: end - begin,
    total_compressed_size: end - begin,
    data_page_offset: begin,
    ...statistics,
  });
  file.append(serializeThrift(metadata));
  return new thrift.ColumnChunk({ file_offset: end, meta_data: metadata });
}

/**
 * A data page of version 1. No index of pages is written, here or at the end: the one that
 * parquetjs-lite makes lacks required fields, and Trino (Athena) refuses to read past it.
 */
function writePage(
  file: GrowingBytes,
  plain: Uint8Array,
  rows: number,
  statistics: { readonly statistics?: object },
): void {
  const body = compression.deflate('SNAPPY', plain);
  const header = new thrift.PageHeader({
    type: thrift.PageType.DATA_PAGE,
    uncompressed_page_size: plain.length,
    compressed_page_size: body.length,
    data_page_header: new thrift.DataPageHeader({
      num_values: rows,
      encoding: thrift.Encoding.PLAIN,
      definition_level_encoding: thrift.Encoding.RLE,
      repetition_level_encoding: thrift.Encoding.RLE,
      ...statistics,
    }),
  });
  file.append(serializeThrift(header));
  file.append(body);
}

/** Extremes in the PLAIN encoding, text without its length. */
function thriftStatistics(column: Column, { min, max, distinct }: ColumnStatistics): object {
  const [least, most] = [min, max].map((value) => {
    const plain = Buffer.from(plainValues(column, [[value] as ColumnValues]));
    return column.type === 'string' ? plain.subarray(4) : plain;
  });
  return new thrift.Statistics({
    min: least,
    max: most,
    min_value: least,
    max_value: most,
    null_count: 0,
    distinct_count: distinct,
  });
}

/** The library throws bare strings; callers get one of our errors, with the cause. */
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
