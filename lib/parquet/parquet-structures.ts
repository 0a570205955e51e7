/**
 * The Thrift structures of the Parquet format, from parquetjs-lite: no other file imports the package.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
import thrift from 'parquetjs-lite/gen-nodejs/parquet_types.js';
import { serializeThrift } from 'parquetjs-lite/lib/util.js';
import type { ParquetRules } from '../columns/column-type-rules.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import type { Column } from '../model/table.ts';

/** First and last bytes of every Parquet file. */
export const MAGIC = new TextEncoder().encode('PAR1');

/**
 * The writer, in the form that readers parse. The version is that of the layout of files, not of the
 * package: it changes with the bytes, and no release changes the bytes of files by its number.
 */
const CREATED_BY = 'hourlake version 2.0.0 (build layout-2)';

/** Version of the format: 1 is the encodings and data pages that every reader knows. */
const FORMAT_VERSION = 1;

/**
 * How the values of a page are encoded. In data pages of version 1, a dictionary and the numbers that
 * refer to it both have the name PLAIN_DICTIONARY.
 */
export type PageEncoding = 'PLAIN' | 'PLAIN_DICTIONARY';

/** What the header of a page says. */
export interface PageFacts {
  readonly kind: 'DATA_PAGE' | 'DICTIONARY_PAGE';
  readonly encoding: PageEncoding;
  /** Number of values, `null` included. */
  readonly values: number;
  /** Size of the page without its header, before compression and after. */
  readonly plainBytes: number;
  readonly compressedBytes: number;
}

/** The smallest and the largest value of a chunk, as bytes, and the number of rows without a value. */
export interface EncodedStatistics {
  readonly min: Uint8Array;
  readonly max: Uint8Array;
  readonly nulls: number;
}

/** What the footer says about one column of a row group. */
export interface ColumnChunkFacts {
  readonly column: Column;
  /** Number of values, `null` included. */
  readonly values: number;
  readonly encoding: PageEncoding;
  /** Offset in the file of the header of the dictionary page, where there is one. */
  readonly dictionaryPage: number | undefined;
  /** Offset in the file of the header of the data page. */
  readonly dataPage: number;
  /** Size of all pages with their headers, before compression and after. */
  readonly plainBytes: number;
  readonly compressedBytes: number;
  readonly statistics: EncodedStatistics | undefined;
}

/** What the footer says about a row group. */
export interface RowGroupFacts {
  readonly rows: number;
  readonly columns: readonly ColumnChunkFacts[];
}

/** What the footer of a file says. */
export interface FileFacts {
  readonly columns: readonly Column[];
  readonly rowGroups: readonly RowGroupFacts[];
  /** Key-value metadata, in order. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The header of a page, serialized. */
export function pageHeader({
  kind,
  encoding,
  values,
  plainBytes,
  compressedBytes,
}: PageFacts): Uint8Array {
  const page = { num_values: values, encoding: thrift.Encoding[encoding] };
  const { RLE } = thrift.Encoding;
  const levels = { definition_level_encoding: RLE, repetition_level_encoding: RLE };
  return serializeThrift(
    new thrift.PageHeader({
      type: thrift.PageType[kind],
      uncompressed_page_size: plainBytes,
      compressed_page_size: compressedBytes,
      ...(kind === 'DATA_PAGE'
        ? { data_page_header: new thrift.DataPageHeader({ ...page, ...levels }) }
        : { dictionary_page_header: new thrift.DictionaryPageHeader(page) }),
    }),
  );
}

/**
 * The footer of a file with its length and the magic number, serialized.
 *
 * A file gets no page index: Trino (Athena) fails on the one that parquetjs-lite makes, which lacks
 * required fields, and with one page per column there is nothing to skip.
 */
export function fileFooter({ columns, rowGroups, metadata }: FileFacts): Uint8Array {
  const footer = serializeThrift(
    new thrift.FileMetaData({
      version: FORMAT_VERSION,
      schema: [
        new thrift.SchemaElement({ name: 'root', num_children: columns.length }),
        ...columns.map(schemaElement),
      ],
      num_rows: rowGroups.reduce((sum, { rows }) => sum + rows, 0),
      row_groups: rowGroups.map(rowGroup),
      key_value_metadata: Object.entries(metadata).map(
        ([key, value]) => new thrift.KeyValue({ key, value }),
      ),
      created_by: CREATED_BY,
      // Without them readers ignore the extremes of text.
      column_orders: columns.map(
        () => new thrift.ColumnOrder({ TYPE_ORDER: new thrift.TypeDefinedOrder() }),
      ),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([footer, length, MAGIC]);
}

function schemaElement(column: Column): object {
  const { physical, length, logical } = columnTypeOf(column).parquet;
  const { REQUIRED, OPTIONAL } = thrift.FieldRepetitionType;
  return new thrift.SchemaElement({
    name: column.name,
    type: thrift.Type[physical],
    type_length: length,
    repetition_type: column.nullable ? OPTIONAL : REQUIRED,
    ...(logical === undefined ? {} : meaningOf(logical, column)),
  });
}

/** The converted type, and the logical type that newer readers prefer. */
function meaningOf(logical: NonNullable<ParquetRules['logical']>, column: Column): object {
  const { precision, scale } = column;
  const types = {
    UTF8: () => ({ STRING: new thrift.StringType() }),
    JSON: () => ({ JSON: new thrift.JsonType() }),
    DATE: () => ({ DATE: new thrift.DateType() }),
    DECIMAL: () => ({ DECIMAL: new thrift.DecimalType({ precision, scale }) }),
    // The wall time of UTC: every reader shows the same digits, whatever its zone (docs/reading.md).
    TIMESTAMP_MILLIS: () => ({
      TIMESTAMP: new thrift.TimestampType({
        isAdjustedToUTC: false,
        unit: new thrift.TimeUnit({ MILLIS: new thrift.MilliSeconds() }),
      }),
    }),
  };
  return {
    converted_type: thrift.ConvertedType[logical],
    logicalType: new thrift.LogicalType(types[logical]()),
    ...(logical === 'DECIMAL' ? { precision, scale } : {}),
  };
}

function rowGroup({ rows, columns }: RowGroupFacts): object {
  return new thrift.RowGroup({
    num_rows: rows,
    columns: columns.map(columnChunk),
    total_byte_size: columns.reduce((sum, { plainBytes }) => sum + plainBytes, 0),
  });
}

function columnChunk(facts: ColumnChunkFacts): object {
  const { column, values, encoding, dictionaryPage, dataPage, statistics } = facts;
  return new thrift.ColumnChunk({
    // Where a copy of the metadata lies in front of the footer. There is none.
    file_offset: 0,
    meta_data: new thrift.ColumnMetaData({
      type: thrift.Type[columnTypeOf(column).parquet.physical],
      encodings: [thrift.Encoding[encoding], thrift.Encoding.RLE],
      path_in_schema: [column.name],
      codec: thrift.CompressionCodec.SNAPPY,
      num_values: values,
      total_uncompressed_size: facts.plainBytes,
      total_compressed_size: facts.compressedBytes,
      data_page_offset: dataPage,
      dictionary_page_offset: dictionaryPage,
      encoding_stats: encodingStats(encoding, dictionaryPage !== undefined),
      ...(statistics === undefined ? {} : { statistics: statisticsOf(statistics) }),
    }),
  });
}

/** By them readers know that every value is in the dictionary, and skip a chunk that lacks one. */
function encodingStats(encoding: PageEncoding, hasDictionary: boolean): object[] {
  const kinds = [...(hasDictionary ? ['DICTIONARY_PAGE' as const] : []), 'DATA_PAGE' as const];
  return kinds.map(
    (kind) =>
      new thrift.PageEncodingStats({
        page_type: thrift.PageType[kind],
        encoding: thrift.Encoding[encoding],
        count: 1,
      }),
  );
}

function statisticsOf({ min, max, nulls }: EncodedStatistics): object {
  return new thrift.Statistics({
    min_value: Buffer.from(min),
    max_value: Buffer.from(max),
    null_count: nulls,
  });
}
