import parquet, {
  type ColumnBuffer,
  type FieldDefinition,
  type RowBuffer,
  type RowGroupSink,
} from 'parquetjs-lite';
import { HourlakeError, ParquetError } from '../errors.ts';
import { type Batch, rowCount } from '../model/batch.ts';
import { DAY_MS } from '../model/calendar-date.ts';
import type { Column, Table } from '../model/table.ts';
import { checkBatch } from './check-batch.ts';
import { columnTypes } from './column-types.ts';

/** A Parquet file in memory. */
export interface ParquetFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** What the footer of a Parquet file says. */
export interface ParquetFooter {
  readonly rows: number;
  /** Facts that the writer put there: table, hour, seed, generator. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** How a file is written, beside its rows. */
export interface EncodeOptions {
  /** Facts for the footer, in this order. Default: none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Batches are gathered until a row group has at least this many rows. Default: 100,000. */
  readonly rowGroupRows?: number;
}

/**
 * Data pages of version 1 and no page index: the column index that parquetjs-lite writes lacks
 * required fields, and Trino (Athena) refuses to read past it.
 */
const WRITER_OPTIONS = { useDataPageV2: false, pageIndex: false } as const;

const ROW_GROUP_ROWS = 100_000;

/** Two magic numbers and the length of a footer. */
const SMALLEST_FILE = 12;

/**
 * Writes batches as one Parquet file: the same rows and metadata give the same bytes, everywhere.
 * Whole columns are handed to parquetjs-lite, each compressed with SNAPPY, one page per row group.
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
  const schema = new parquet.ParquetSchema(fieldsOf(table));
  const chunks: Buffer[] = [];
  const envelope = new parquet.ParquetEnvelopeWriter(
    schema,
    async (bytes) => void chunks.push(bytes),
    async () => {},
    0,
    WRITER_OPTIONS,
  );

  const writeRowGroup = (group: readonly Batch[]): Promise<void> =>
    wrapped('write', async () => {
      const writer = new parquet.ParquetWriter(schema, onlyRowGroups(envelope), WRITER_OPTIONS);
      writer.rowBuffer = rowBufferOf(table, group);
      await writer.close();
    });

  await wrapped('write', () => envelope.writeHeader());
  let rows = 0;
  for await (const group of groupsOf(table, batches, rowGroupRows)) {
    await writeRowGroup(group.batches);
    rows += group.rows;
  }
  await wrapped('write', () => envelope.writeFooter({ ...metadata }));
  return { bytes: Buffer.concat(chunks), rows };
}

/**
 * Reads the footer of a Parquet file, and nothing else of it.
 *
 * @param size bytes of the whole file
 * @param read gives `length` bytes from `offset`
 * @throws ParquetError when the file is no whole Parquet file; what `read` throws passes through.
 */
export async function readParquetFooter(
  size: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): Promise<ParquetFooter> {
  return wrapped('read', async () => {
    if (size < SMALLEST_FILE) throw new Error(`a file of ${size} bytes`);
    const reader = new parquet.ParquetEnvelopeReader(
      async (offset, length) => {
        return Buffer.from(await read(offset, length));
      },
      () => {},
      size,
    );
    await reader.readHeader();
    const { num_rows, key_value_metadata } = await reader.readFooter();
    const metadata = (key_value_metadata ?? []).map(({ key, value }) => [key, String(value)]);
    return { rows: Number(num_rows), metadata: Object.fromEntries(metadata) };
  });
}

/** Gathers checked batches into row groups of at least `atLeast` rows; the last may be smaller. */
async function* groupsOf(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  atLeast: number,
): AsyncGenerator<{ batches: readonly Batch[]; rows: number }> {
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

/** The library encodes pages only in its row writer, which also ends the file: it may not end ours. */
function onlyRowGroups(envelope: RowGroupSink): RowGroupSink {
  return {
    useDataPageV2: envelope.useDataPageV2,
    writeRowGroup: (rows) => envelope.writeRowGroup(rows),
    writeHeader: () => {},
    writeIndex: () => {},
    writeFooter: () => {},
    close: () => {},
  };
}

/**
 * Whole columns in the shape that the library's row-by-row shredder builds. Skipping the shredder
 * is what makes feeding columns several times faster than `appendRow`.
 */
function rowBufferOf(table: Table, group: readonly Batch[]): RowBuffer {
  const rows = group.reduce((sum, batch) => sum + rowCount(table, batch), 0);
  const columnData = table.columns.map((column): [string, ColumnBuffer] => {
    // A copy, because the library replaces text by bytes in the array it is given.
    const values = group.flatMap((batch) => Array.from<unknown>(batch[column.name] ?? []));
    return [
      column.name,
      {
        values,
        dlevels: { length: rows },
        rlevels: { length: rows },
        count: rows,
        distinct_values: column.statistics ? distinctValues(column, values) : new Set(),
      },
    ];
  });
  return {
    rowCount: rows,
    pageRowCount: rows,
    columnData: Object.fromEntries(columnData),
    pages: Object.fromEntries(table.columns.map(({ name }) => [name, []])),
  };
}

/**
 * The library converts the extremes of these once more, and takes dates and timestamps before 1970
 * only as `Date`.
 */
function distinctValues(column: Column, values: readonly unknown[]): Set<unknown> {
  const distinct = new Set(values);
  if (column.type === 'date')
    return new Set([...distinct].map((day) => new Date(Number(day) * DAY_MS)));
  if (column.type === 'timestamp') return new Set([...distinct].map((ms) => new Date(Number(ms))));
  return distinct;
}

/** The library throws bare strings; callers get one of our errors, with the cause. */
async function wrapped<Result>(
  verb: 'read' | 'write',
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    const got = error instanceof Error ? error.message : String(error);
    throw new ParquetError(
      {
        expected: verb === 'read' ? 'a whole Parquet file' : 'to write a Parquet file',
        got,
        advice:
          verb === 'read'
            ? 'The file is cut short or is something else: move it away and land its hour again.'
            : 'This is a defect of Hourlake: please report it with the command that led here.',
      },
      { cause: error },
    );
  }
}
