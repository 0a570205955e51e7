/** The part of parquetjs-lite 0.8.7 that parquet-structures.ts uses; the package ships no types. */
declare module 'parquetjs-lite' {
  export interface FieldDefinition {
    readonly type: string;
    readonly compression: 'SNAPPY';
    readonly statistics: false | undefined;
  }

  class ParquetSchema {
    constructor(fields: Record<string, FieldDefinition>);
  }

  class ParquetEnvelopeWriter {
    constructor(
      schema: ParquetSchema,
      write: (bytes: Buffer) => Promise<void>,
      close: () => Promise<void>,
      fileOffset: number,
      options: Readonly<Record<string, never>>,
    );
    writeHeader(): Promise<void>;
    /** The entry of each row group in the footer. */
    readonly rowGroups: object[];
    rowCount: number;
    writeFooter(metadata: Record<string, string>): Promise<void>;
  }

  const parquet: {
    readonly ParquetSchema: typeof ParquetSchema;
    readonly ParquetEnvelopeWriter: typeof ParquetEnvelopeWriter;
  };
  export default parquet;
}

declare module 'parquetjs-lite/gen-nodejs/parquet_types.js' {
  /** Constructs a structure of the Parquet format from its fields by name. */
  type Structure = new (fields: Readonly<Record<string, unknown>>) => object;

  const thrift: {
    readonly RowGroup: Structure;
    readonly ColumnChunk: Structure;
    readonly ColumnMetaData: Structure;
    readonly PageHeader: Structure;
    readonly DataPageHeader: Structure;
    readonly Statistics: Structure;
    readonly Type: Readonly<
      Record<'BYTE_ARRAY' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'INT32', number>
    >;
    readonly CompressionCodec: { readonly SNAPPY: number };
    readonly PageType: { readonly DATA_PAGE: number };
    readonly Encoding: { readonly PLAIN: number; readonly RLE: number };
  };
  export default thrift;
}

declare module 'parquetjs-lite/lib/compression.js' {
  const compression: { deflate(method: 'SNAPPY', bytes: Uint8Array): Uint8Array };
  export default compression;
}

declare module 'parquetjs-lite/lib/util.js' {
  /** A structure as bytes in Thrift's compact protocol. */
  export function serializeThrift(structure: object): Buffer;
}
