/** The part of parquetjs-lite 0.8.7 that parquet-structures.ts uses; the package ships no types. */
declare module 'parquetjs-lite/gen-nodejs/parquet_types.js' {
  /** Constructs a structure of the Parquet format from its fields by name. */
  type Structure = new (fields?: Readonly<Record<string, unknown>>) => object;
  type Numbers<Name extends string> = Readonly<Record<Name, number>>;

  const thrift: {
    readonly FileMetaData: Structure;
    readonly SchemaElement: Structure;
    readonly KeyValue: Structure;
    readonly ColumnOrder: Structure;
    readonly TypeDefinedOrder: Structure;
    readonly RowGroup: Structure;
    readonly ColumnChunk: Structure;
    readonly ColumnMetaData: Structure;
    readonly PageEncodingStats: Structure;
    readonly Statistics: Structure;
    readonly PageHeader: Structure;
    readonly DataPageHeader: Structure;
    readonly DictionaryPageHeader: Structure;
    readonly LogicalType: Structure;
    readonly StringType: Structure;
    readonly JsonType: Structure;
    readonly DateType: Structure;
    readonly DecimalType: Structure;
    readonly TimestampType: Structure;
    readonly TimeUnit: Structure;
    readonly MilliSeconds: Structure;
    readonly Type: Numbers<
      'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'BYTE_ARRAY' | 'FIXED_LEN_BYTE_ARRAY'
    >;
    readonly ConvertedType: Numbers<'UTF8' | 'DATE' | 'TIMESTAMP_MILLIS' | 'DECIMAL' | 'JSON'>;
    readonly FieldRepetitionType: Numbers<'REQUIRED' | 'OPTIONAL'>;
    readonly CompressionCodec: Numbers<'SNAPPY'>;
    readonly PageType: Numbers<'DATA_PAGE' | 'DICTIONARY_PAGE'>;
    readonly Encoding: Numbers<'PLAIN' | 'PLAIN_DICTIONARY' | 'RLE'>;
  };
  export default thrift;
}

declare module 'parquetjs-lite/lib/util.js' {
  /** A structure as bytes in Thrift's compact protocol. */
  export function serializeThrift(structure: object): Buffer;
}
