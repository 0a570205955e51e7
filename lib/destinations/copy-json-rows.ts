import { BatchError } from '../errors.ts';
import type { JsonRow } from '../model/json-row.ts';
import { copyText, Unwritable } from '../postgres/copy-text.ts';
import type { TargetColumn } from '../postgres/target-table.ts';
import type { Field } from '../schemas/table-schema.ts';
import { checkFields } from './given-fields.ts';
import type { TableRows } from './row-loader.ts';

/** About how many characters go to the server at once. */
const PIECE_LENGTH = 64 * 1024;

/** What was sent of some rows. */
export interface Sent {
  rows: number;
  bytes: number;
}

/**
 * Rows in the text format of COPY, in pieces of about 64 KiB.
 *
 * @param options.fields that every row has
 * @param options.columns of the table, by name
 * @param options.sent is counted on
 * @throws BatchError when a row has other fields, or a value that PostgreSQL cannot hold; what the
 *   batches throw.
 */
export async function* copyJsonRows(
  { table, batches }: TableRows,
  {
    fields,
    columns,
    sent,
  }: {
    fields: readonly Field[];
    columns: ReadonlyMap<string, TargetColumn>;
    sent: Sent;
  },
): AsyncGenerator<Uint8Array> {
  const typed = fields.map(({ name }) => ({ name, type: columns.get(name)?.type ?? 'text' }));
  let piece = '';
  const taken = () => {
    const bytes = Buffer.from(piece);
    sent.bytes += bytes.length;
    piece = '';
    return bytes;
  };
  for (const batch of batches()) {
    for (const [number, row] of batch.entries()) {
      checkFields(row, { table: table.name, fields, number });
      piece += `${lineOf(row, typed, { table: table.name, number })}\n`;
      sent.rows += 1;
      if (piece.length >= PIECE_LENGTH) yield taken();
    }
  }
  yield taken();
}

function lineOf(
  row: JsonRow,
  columns: readonly { readonly name: string; readonly type: string }[],
  { table, number }: { readonly table: string; readonly number: number },
): string {
  return columns
    .map(({ name, type }) => {
      try {
        return copyText(row[name] ?? null, type);
      } catch (error) {
        throw unwritable(error, { table, column: name, row: number });
      }
    })
    .join('\t');
}

function unwritable(
  error: unknown,
  facts: { readonly table: string; readonly column: string; readonly row: number },
): unknown {
  if (!(error instanceof Unwritable)) return error;
  const { expected, got } = error;
  return new BatchError(
    {
      expected: `${expected} in column ${facts.column} of table ${facts.table}`,
      got,
      advice: 'Correct the source of the rows.',
    },
    facts,
  );
}
