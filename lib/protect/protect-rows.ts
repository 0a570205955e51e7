import { type Batch, type ColumnValues, valueAt } from '../model/batch.ts';
import type { InputObject, ReadInput } from '../model/source.ts';
import type { Column, Table } from '../model/table.ts';
import { LENGTH_BYTES, TextColumn } from '../model/text-column.ts';
import { PageMemory } from '../parquet/page-memory.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import { protectedName, rulesFor } from './column-rules.ts';
import { inOrder, smallestIn } from './order-rows.ts';
import { type ProtectValues, protectorOf } from './protect-values.ts';

/** The landed objects that a period is made from. */
export interface LandedObjects {
  readonly objects: readonly InputObject[];
  readonly read: ReadInput;
  /** The table of their rows. */
  readonly table: Table;
  /** Column by which the rows are put in order. Default: they stay as they landed. */
  readonly order: Column | undefined;
}

/** Makes the protected rows of a batch of landed ones. */
export type ProtectRows = (batch: Batch) => Batch;

/**
 * The rows of some landed objects. The objects are read one after the other, and twice where rows are
 * put in order: first only the column that orders them, so that memory never holds all rows.
 *
 * @throws ParquetError that names the object when one is damaged or lacks a column; StoreError when
 *   one cannot be read.
 */
export async function* landedRows(landed: LandedObjects): AsyncGenerator<Batch> {
  const { table, order } = landed;
  if (order === undefined) {
    yield* batchesOf(landed, table.columns);
    return;
  }
  const smallest: number[] = [];
  const ordering = { ...table, columns: [order] };
  for await (const batch of batchesOf(landed, ordering.columns)) {
    smallest.push(smallestIn(ordering, batch, order.name));
  }
  yield* inOrder(batchesOf(landed, table.columns), { table, by: order.name, smallest });
}

/**
 * Returns a function that protects the rows of a table.
 *
 * @param options.rules as `parseColumnRules` reads them
 * @param options.key the key of the lake, 64 bytes
 * @throws InputError when the rules do not fit the table.
 */
export function protectorOfRows(
  table: Table,
  { rules, key }: { readonly rules: string; readonly key: Uint8Array },
): ProtectRows {
  const byColumn = rulesFor(table, rules);
  const columns = table.columns.map((column) => {
    const rule = byColumn.get(column.name);
    if (rule === undefined) return { column, protect: undefined, dropped: false };
    if (rule.method === 'drop') return { column, protect: undefined, dropped: true };
    return { column, protect: protectorOf(key, rule), dropped: false };
  });
  return (batch) => {
    const kept = columns.filter(({ dropped }) => !dropped);
    return Object.fromEntries(
      kept.map(({ column: { name }, protect }) => {
        const values = batch[name] ?? [];
        return protect === undefined
          ? [name, values]
          : [protectedName(name), tokensOf(values, protect)];
      }),
    );
  };
}

async function* batchesOf(
  { objects, read }: LandedObjects,
  columns: readonly Column[],
): AsyncGenerator<Batch> {
  const memory = new PageMemory();
  for (const object of objects) {
    const name = `${object.job} ${object.period}`;
    yield* readParquet(await read(object), { name, columns, memory });
  }
}

/** Protected at a time: what is made in between becomes garbage early, and stays little. */
const ROWS_AT_A_TIME = 4096;

/** Without `null` as bytes, which take half the memory of strings and are written as they are. */
function tokensOf(values: ColumnValues, protect: ProtectValues): ColumnValues {
  const parts: (TextColumn | (string | null)[])[] = [];
  for (let row = 0; row < values.length; row += ROWS_AT_A_TIME) {
    const end = Math.min(row + ROWS_AT_A_TIME, values.length);
    const tokens = protect(textsOf(values, row, end));
    parts.push(tokens.includes(null) ? tokens : asciiColumn(tokens as string[]));
  }
  return parts.every((part) => part instanceof TextColumn)
    ? joined(parts)
    : parts.flatMap((part) => [...part]);
}

/** The texts of some rows in UTF-8: an integer as its decimal digits. */
function textsOf(values: ColumnValues, from: number, to: number): (Uint8Array | null)[] {
  return Array.from({ length: to - from }, (_, index) => {
    if (values instanceof TextColumn) return values.bytesAt(from + index) ?? null;
    const value = valueAt(values, from + index) ?? null;
    return value === null ? null : Buffer.from(String(value));
  });
}

function asciiColumn(texts: readonly string[]): TextColumn {
  const size = texts.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0);
  const bytes = Buffer.alloc(size);
  let position = 0;
  for (const text of texts) {
    bytes.writeUInt32LE(text.length, position);
    bytes.write(text, position + LENGTH_BYTES, 'latin1');
    position += LENGTH_BYTES + text.length;
  }
  return new TextColumn(bytes, texts.length);
}

function joined(parts: readonly TextColumn[]): TextColumn {
  const rows = parts.reduce((sum, { length }) => sum + length, 0);
  return new TextColumn(Buffer.concat(parts.map(({ bytes }) => bytes)), rows);
}
