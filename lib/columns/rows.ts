import { type Batch, type ColumnValue, rowCount, valueAt } from '../model/batch.ts';
import type { Column, ColumnType, Table } from '../model/table.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { columnTypeOf, type columnTypes } from './column-types.ts';

/** A value in a row object: `'1990-01-31'` in a column of type `date`. */
export type RowValue<Type extends ColumnType = ColumnType> = ReturnType<
  Extract<RulesOf<(typeof columnTypes)[Type]>, ColumnTypeRules>['rowValue']
>;

type RulesOf<Entry> = Entry extends (column: never) => infer Rules ? Rules : Entry;

/** The row object of a table: one property per column. */
export type RowOf<T extends Table> = {
  -readonly [C in T['columns'][number] as C['name']]:
    | RowValue<C['type']>
    | (C extends { nullable: true } ? null : never);
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
      rowValueOf(column, valueAt(batch[column.name], row)),
    ]);
    // The keys and types come from the same declaration that RowOf is computed from.
    yield Object.fromEntries(entries) as RowOf<T>;
  }
}

function rowValueOf(column: Column, value: ColumnValue): unknown {
  // The batch fits its table: only a nullable column has a row without a value.
  return value === null || value === undefined ? null : columnTypeOf(column).rowValue(value);
}
