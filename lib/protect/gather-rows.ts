import { type Batch, type ColumnValues, rowCount, valueAt } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { TextColumn } from '../model/text-column.ts';

/** One row of several batches. */
export interface RowPlace {
  /** Number of the batch, from 0. */
  readonly batch: number;
  /** Number of the row in its batch, from 0. */
  readonly row: number;
}

/**
 * Rows of several batches, in any order, as one batch.
 *
 * @param places the rows, in the order of the result
 * @example
 * gatherRows({ columns: [{ name: 'a', type: 'integer' }] }, [{ a: [1, 2] }, { a: [3] }], [{ batch: 1, row: 0 }, { batch: 0, row: 1 }]) // => { a: [3, 2] }
 */
export function gatherRows(
  { columns }: Pick<Table, 'columns'>,
  batches: readonly Batch[],
  places: readonly RowPlace[],
): Batch {
  const gathered = columns.map(({ name }) => {
    const parts = batches.map((batch) => batch[name] ?? []);
    return [name, isText(parts) ? gatherTexts(parts, places) : gatherValues(parts, places)];
  });
  return Object.fromEntries(gathered);
}

/** Every row of some batches, in their order. */
export function placesOf(table: Table, batches: readonly Batch[]): RowPlace[] {
  return batches.flatMap((each, batch) =>
    Array.from({ length: rowCount(table, each) }, (_, row) => ({ batch, row })),
  );
}

function isText(parts: readonly ColumnValues[]): parts is readonly TextColumn[] {
  return parts.every((part) => part instanceof TextColumn);
}

function gatherValues(parts: readonly ColumnValues[], places: readonly RowPlace[]): ColumnValues {
  return places.map(({ batch, row }) => valueAt(parts[batch], row) ?? null);
}

function gatherTexts(parts: readonly TextColumn[], places: readonly RowPlace[]): TextColumn {
  const texts = places.map(({ batch, row }) => parts[batch]?.bytesAt(row) ?? new Uint8Array());
  return TextColumn.of(texts);
}
