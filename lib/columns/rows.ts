import { type Batch, rowCount, valueAt } from '../model/batch.ts';
import type { ColumnType, Table } from '../model/table.ts';
import { columnTypeOf, type columnTypes } from './column-types.ts';

/** A value in a row object: `'1990-01-31'` in a column of type `date`. */
export type RowValue<Type extends ColumnType = ColumnType> = ReturnType<
  (typeof columnTypes)[Type]['rowValue']
>;

/** The row object of a table: one property per column. */
export type RowOf<T extends Table> = {
  -readonly [C in T['columns'][number] as C['name']]: RowValue<C['type']>;
};

/**
 * The rows of a batch as objects, with dates as text and timestamps as `Date`. The batch has to fit
 * its table; `checkBatch` tells whether it does.
 *
 * @example
 * [...rows({ name: 't', description: '', columns: [{ name: 'd', type: 'date' }] }, { d: [-1, 0] })] // => [{ d: '1969-12-31' }, { d: '1970-01-01' }]
 */
export function* rows<T extends Table>(table: T, batch: Batch): Generator<RowOf<T>> {
  const count = rowCount(table, batch);
  for (let row = 0; row < count; row += 1) {
    const entries = table.columns.map((column) => [
      column.name,
      columnTypeOf(column).rowValue(valueAt(batch[column.name], row)),
    ]);
    // The keys and types come from the same declaration that RowOf is computed from.
    yield Object.fromEntries(entries) as RowOf<T>;
  }
}
