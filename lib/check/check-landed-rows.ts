import type { ColumnTypeRules } from '../columns/column-type-rules.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import { checkDocuments } from '../contract/check-documents.ts';
import type { ContractColumn } from '../contract/open-column.ts';
import { type Batch, type ColumnValues, type PresentValue, valueAt } from '../model/batch.ts';
import type { Column, Table } from '../model/table.ts';
import type { FaultTally } from './fault-tally.ts';
import type { GateTally } from './gate-tally.ts';

/** What the values of a landed column keep to. */
export interface LandedColumn extends Partial<Pick<ContractColumn, 'brokenRule' | 'shape'>> {
  readonly column: Column;
  readonly type: ColumnTypeRules;
}

/** Where the rows of a check are counted. */
export interface Tallies {
  readonly faults: FaultTally;
  readonly gates: GateTally;
}

/**
 * The rules of the columns of a landed table. A column that the contract does not have, such as the lineage
 * of a row, keeps to its type.
 *
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }
 * landedColumns(table, openContract(table, { columns: { a: { max: 9 } } }))[0].brokenRule(10) // => 'max'
 */
export function landedColumns(
  table: Table,
  { columns }: { readonly columns: readonly ContractColumn[] },
): readonly LandedColumn[] {
  return table.columns.map((column) => {
    const declared = columns.find((each) => each.column.name === column.name);
    return {
      column,
      type: columnTypeOf(column),
      brokenRule: declared?.brokenRule,
      shape: declared?.shape,
    };
  });
}

/** Checks the rows of a batch that landed. The tallies have begun with its rows. */
export function checkLandedRows(
  columns: readonly LandedColumn[],
  batch: Batch,
  tallies: Tallies,
): void {
  for (const column of columns) {
    const values = batch[column.column.name];
    if (values !== undefined) checkValues(column, values, tallies);
  }
}

function checkValues(landed: LandedColumn, values: ColumnValues, tallies: Tallies): void {
  const { column, type, brokenRule, shape } = landed;
  const { faults, gates } = tallies;
  const tally = gates.columnTally(column);
  const documents: (PresentValue | undefined)[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const value = valueAt(values, row) ?? null;
    if (value === null) {
      if (!column.nullable) faults.fault(row, column.name, 'required');
      continue;
    }
    const broken = type.accepts(value) ? brokenRule?.(value) : 'type';
    tally?.add(broken === 'type' ? undefined : value);
    if (broken !== undefined) faults.fault(row, column.name, broken);
    else if (shape !== undefined) documents[row] = value;
  }
  if (shape === undefined) return;
  const isNullable = column.nullable === true;
  checkDocuments(
    shape,
    { raw: [], values: documents, isNullable },
    {
      onFault: (row, rule, path) => faults.fault(row, `${column.name}${path}`, rule),
      onExtra: (_, path) => faults.extra(`${column.name}${path}`),
    },
  );
}
