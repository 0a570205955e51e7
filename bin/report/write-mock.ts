import { lakeBatch } from '../../lib/generate/mock/job/lake-batch.ts';
import { lakeTable } from '../../lib/generate/mock/job/lake-table.ts';
import type { MockTable } from '../../lib/generate/mock/mock-table.ts';
import { columnValues } from '../../lib/generate/mock/rows/mock-column.ts';
import { mockLines } from '../../lib/generate/mock/rows/mock-lines.ts';
import { ONLY_PERIOD } from '../../lib/generate/mock/rows/mock-time.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import type { Context } from '../context.ts';
import { type CsvStyle, toCsv } from '../terminal/csv.ts';

/** How mock rows are written. */
export const mockFormats = ['ndjson', 'csv', 'parquet'] as const;

/** See {@link mockFormats}. */
export type MockFormat = (typeof mockFormats)[number];

/** What is written, and how. */
export interface MockWriting {
  readonly format: MockFormat;
  readonly csv: CsvStyle;
  /** Number of the first row. */
  readonly from: number;
  /** Aborted when nobody wants the rows any more. */
  readonly signal: AbortSignal;
  /** Is told of rows that are written. */
  readonly onRows: (rows: number) => void;
}

/**
 * Writes the rows of a table, piece by piece.
 *
 * @throws the reason of the signal.
 */
export async function writeMock(
  table: MockTable,
  writing: MockWriting,
  write: Context['print'],
): Promise<void> {
  switch (writing.format) {
    case 'ndjson':
      return writeLines(table, writing, write);
    case 'csv':
      return writeCsv(table, writing, write);
    case 'parquet':
      return writeParquet(table, writing, write);
  }
}

async function writeLines(
  table: MockTable,
  { from, signal, onRows }: MockWriting,
  write: Context['print'],
): Promise<void> {
  for (const { bytes, rows } of mockLines(table, ONLY_PERIOD, { from })) {
    signal.throwIfAborted();
    // What is printed may wait for its reader, and the next lines replace these.
    await write(bytes.slice());
    onRows(rows);
  }
}

async function writeCsv(
  table: MockTable,
  { csv, from, signal, onRows }: MockWriting,
  write: Context['print'],
): Promise<void> {
  let header = true;
  for (const rows of table.rowSets(ONLY_PERIOD, from)) {
    signal.throwIfAborted();
    const columns = table.records(rows).members.map(({ column }) => columnValues(column));
    const lines = Array.from({ length: rows.length }, (_, row) =>
      columns.map((values) => asField(values[row])),
    );
    await write(toCsv(table.fields, lines, { ...csv, header }));
    header = false;
    onRows(rows.length);
  }
}

/** Records and lists are JSON within a field. */
function asField(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

async function writeParquet(
  table: MockTable,
  { from, signal, onRows }: MockWriting,
  write: Context['print'],
): Promise<void> {
  const stored = lakeTable(table.schema);
  function* batches(): Generator<Batch> {
    for (const rows of table.rowSets(ONLY_PERIOD, from)) {
      signal.throwIfAborted();
      yield lakeBatch(stored, table.records(rows));
      onRows(rows.length);
    }
  }
  await encodeParquet(stored, batches(), write);
}
