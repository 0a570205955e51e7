import { columnTypeOf } from '../columns/column-types.ts';
import { CopyBuffer } from '../columns/copy-buffer.ts';
import { BatchError } from '../errors.ts';
import { type Batch, rowCount } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';

/** Signature, flags, and the length of an extension that there is none of. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/** In place of the number of fields of a row: there is no further row. */
const END = -1;

/** About how many bytes go to the server at once. */
const PIECE_BYTES = 64 * 1024;

/**
 * The rows of batches in the binary format of COPY, in pieces of about 64 KiB.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 *
 * @param batches that fit the table
 * @throws BatchError when PostgreSQL cannot hold a value, such as a text with U+0000; what the batches
 *   throw.
 */
export async function* copyRows(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
): AsyncGenerator<Uint8Array> {
  const out = new CopyBuffer();
  out.bytes(HEADER);
  for await (const batch of batches) yield* copyBatch(table, batch, out);
  out.int16(END);
  yield out.take();
}

function* copyBatch(table: Table, batch: Batch, out: CopyBuffer): Generator<Uint8Array> {
  const columns = table.columns.map((column) => ({
    column,
    write: columnTypeOf(column).postgres.fields(batch[column.name] ?? []),
  }));
  const rows = rowCount(table, batch);
  for (let row = 0; row < rows; row += 1) {
    out.int16(columns.length);
    for (const { column, write } of columns) {
      if (!write(out)) throw unwritable(table, column, row);
    }
    if (out.length >= PIECE_BYTES) yield out.take();
  }
}

function unwritable(table: Table, column: Column, row: number): BatchError {
  return new BatchError(
    {
      expected: `a text that PostgreSQL can hold in column ${column.name} of table ${table.name}`,
      got: 'a text with U+0000',
      advice: 'Correct the source: PostgreSQL has no such text.',
    },
    { table: table.name, column: column.name, row },
  );
}
