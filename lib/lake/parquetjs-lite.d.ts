/** The part of parquetjs-lite 0.8.7 that lib/lake/parquet.ts uses; the package ships no types. */
declare module 'parquetjs-lite' {
  export interface FieldDefinition {
    readonly type: string;
    readonly compression: 'SNAPPY';
    readonly statistics: false | undefined;
  }

  export interface Field {
    readonly name: string;
    readonly path: readonly string[];
    readonly statistics: false | undefined;
  }

  export interface ColumnBuffer {
    /** Values as parquetjs-lite stores them; it replaces text by bytes in this very array. */
    values: unknown[];
    /** For required columns only the length of the levels counts. */
    dlevels: { readonly length: number };
    rlevels: { readonly length: number };
    count: number;
    distinct_values: Set<unknown>;
  }

  export interface RowBuffer {
    rowCount: number;
    pageRowCount: number;
    columnData: Record<string, ColumnBuffer>;
    pages: Record<string, unknown[]>;
  }

  export interface WriterOptions {
    readonly useDataPageV2: boolean;
    readonly pageIndex: boolean;
  }

  export interface RowGroupSink {
    readonly useDataPageV2: boolean;
    writeHeader(): unknown;
    writeRowGroup(rows: RowBuffer): Promise<void>;
    writeIndex(): unknown;
    writeFooter(metadata: Record<string, string>): unknown;
    close(): unknown;
  }

  export interface FileMetadata {
    readonly num_rows: { valueOf(): number };
    readonly key_value_metadata:
      | readonly { readonly key: string; readonly value: unknown }[]
      | null;
  }

  class ParquetSchema {
    constructor(fields: Record<string, FieldDefinition>);
    readonly fieldList: readonly Field[];
  }

  class ParquetEnvelopeWriter implements RowGroupSink {
    constructor(
      schema: ParquetSchema,
      write: (bytes: Buffer) => Promise<void>,
      close: () => Promise<void>,
      fileOffset: number,
      options: WriterOptions,
    );
    readonly useDataPageV2: boolean;
    writeHeader(): Promise<void>;
    writeRowGroup(rows: RowBuffer): Promise<void>;
    writeIndex(): void;
    writeFooter(metadata: Record<string, string>): Promise<void>;
    close(): Promise<void>;
  }

  class ParquetWriter {
    constructor(schema: ParquetSchema, envelopeWriter: RowGroupSink, options: WriterOptions);
    rowBuffer: RowBuffer;
    close(): Promise<void>;
  }

  class ParquetEnvelopeReader {
    constructor(
      read: (offset: number, length: number) => Promise<Buffer>,
      close: () => void,
      fileSize: number,
    );
    readHeader(): Promise<void>;
    readFooter(): Promise<FileMetadata>;
  }

  const parquet: {
    readonly ParquetSchema: typeof ParquetSchema;
    readonly ParquetEnvelopeWriter: typeof ParquetEnvelopeWriter;
    readonly ParquetWriter: typeof ParquetWriter;
    readonly ParquetEnvelopeReader: typeof ParquetEnvelopeReader;
  };
  export default parquet;
}
