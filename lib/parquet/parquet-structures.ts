/**
 * The structures of the Parquet format that a file consists of, and the SNAPPY codec, from
 * parquetjs-lite: no other file imports the package.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
import parquet, { type FieldDefinition } from 'parquetjs-lite';
import thrift from 'parquetjs-lite/gen-nodejs/parquet_types.js';
import compression from 'parquetjs-lite/lib/compression.js';
import { serializeThrift } from 'parquetjs-lite/lib/util.js';
import { columnTypeOf } from '../columns/column-types.ts';
import type { Column } from '../model/table.ts';

/** The statistics of a column, with its smallest and largest value as bytes. */
export interface EncodedStatistics {
  readonly min: Uint8Array;
  readonly max: Uint8Array;
  /** Number of distinct values. */
  readonly distinct: number;
}

/** What the header of a data page says. */
export interface PageFacts {
  readonly rows: number;
  /** Size of the values in the PLAIN encoding. */
  readonly plainBytes: number;
  /** Size of the same, compressed. */
  readonly compressedBytes: number;
  readonly statistics: EncodedStatistics | undefined;
}

/** What a file says about one column of a row group. */
export interface ColumnChunkFacts {
  readonly column: Column;
  readonly rows: number;
  /** Offset in the file of the page header. */
  readonly begin: number;
  /** Offset in the file after the page. */
  readonly end: number;
  readonly statistics: EncodedStatistics | undefined;
}

/** What the footer says about a row group. */
export interface RowGroupFacts {
  /** The chunks that `columnChunk` returned, in the order of the columns. */
  readonly columns: readonly object[];
  readonly rows: number;
  readonly bytes: number;
}

/** Writes what encloses the row groups of a file: a header before them, and the footer after them. */
export interface FileEnvelope {
  writeHeader(): Promise<void>;
  /** The footer's entry for each row group, for the caller to append to. */
  readonly rowGroups: object[];
  /** Rows of all row groups, for the caller to add to. */
  rowCount: number;
  /** @param metadata key-value metadata */
  writeFooter(metadata: Record<string, string>): Promise<void>;
}

/**
 * The envelope of a new file.
 *
 * @param append receives the bytes of header and footer
 */
export function fileEnvelope(
  columns: readonly Column[],
  append: (bytes: Uint8Array) => void,
): FileEnvelope {
  const fields = columns.map((column) => [column.name, fieldOf(column)]);
  return new parquet.ParquetEnvelopeWriter(
    new parquet.ParquetSchema(Object.fromEntries(fields)),
    async (bytes) => append(bytes),
    async () => {},
    0,
    {},
  );
}

function fieldOf(column: Column): FieldDefinition {
  const { physical, logical = physical } = columnTypeOf(column).parquet;
  return {
    type: logical,
    // On every column: the library ignores the option of the writer.
    compression: 'SNAPPY',
    statistics: column.statistics ? undefined : false,
  };
}

/** Bytes in the SNAPPY codec. */
export function snappy(bytes: Uint8Array): Uint8Array {
  return compression.deflate('SNAPPY', bytes);
}

/**
 * The header of a data page of version 1, serialized.
 *
 * A file gets no page index: the one that parquetjs-lite makes lacks required fields, and Trino
 * (Athena) fails when it reads it.
 */
export function pageHeader(facts: PageFacts): Uint8Array {
  return serializeThrift(
    new thrift.PageHeader({
      type: thrift.PageType.DATA_PAGE,
      uncompressed_page_size: facts.plainBytes,
      compressed_page_size: facts.compressedBytes,
      data_page_header: new thrift.DataPageHeader({
        num_values: facts.rows,
        encoding: thrift.Encoding.PLAIN,
        definition_level_encoding: thrift.Encoding.RLE,
        repetition_level_encoding: thrift.Encoding.RLE,
        ...statisticsField(facts.statistics),
      }),
    }),
  );
}

/**
 * The metadata of a column, serialized to follow its page, and the chunk that the row group refers to
 * it by.
 */
export function columnChunk({ column, rows, begin, end, statistics }: ColumnChunkFacts): {
  readonly metadata: Uint8Array;
  readonly chunk: object;
} {
  const metadata = new thrift.ColumnMetaData({
    type: thrift.Type[columnTypeOf(column).parquet.physical],
    encodings: [thrift.Encoding.RLE, thrift.Encoding.PLAIN],
    path_in_schema: [column.name],
    codec: thrift.CompressionCodec.SNAPPY,
    num_values: rows,
    total_uncompressed_size: end - begin,
    total_compressed_size: end - begin,
    data_page_offset: begin,
    ...statisticsField(statistics),
  });
  return {
    metadata: serializeThrift(metadata),
    chunk: new thrift.ColumnChunk({ file_offset: end, meta_data: metadata }),
  };
}

/** A row group as the footer lists it. */
export function rowGroup({ columns, rows, bytes }: RowGroupFacts): object {
  return new thrift.RowGroup({ num_rows: rows, columns, total_byte_size: bytes });
}

function statisticsField(statistics: EncodedStatistics | undefined): { statistics?: object } {
  if (statistics === undefined) return {};
  const [min, max] = [Buffer.from(statistics.min), Buffer.from(statistics.max)];
  return {
    statistics: new thrift.Statistics({
      min,
      max,
      min_value: min,
      max_value: max,
      null_count: 0,
      distinct_count: statistics.distinct,
    }),
  };
}
