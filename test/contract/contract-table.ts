import { type CheckedRows, rowChecker } from '../../lib/contract/check-rows.ts';
import { type Contract, openContract } from '../../lib/contract/contract.ts';
import type { ColumnContract, ContractData } from '../../lib/contract/contract-data.ts';
import type { RawRows, RawValue } from '../../lib/model/raw-rows.ts';
import type { Column, ColumnType, Table } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';

/** A table `t` whose columns may have no value where their type ends in `?`. */
export function nullableTable(
  types: Readonly<Record<string, ColumnType | `${ColumnType}?`>>,
): Table {
  const bare = Object.entries(types).map(([name, type]) => [name, type.replace('?', '')]);
  const table = tableOf(Object.fromEntries(bare));
  const columns = table.columns.map(
    (column): Column =>
      types[column.name]?.endsWith('?') ? { ...column, nullable: true } : column,
  );
  return { ...table, columns };
}

/** Rows under these names, the first one at position 2. */
export function rawRows(columns: Readonly<Record<string, readonly RawValue[]>>): RawRows {
  const length = Math.max(0, ...Object.values(columns).map((values) => values.length));
  return {
    length,
    names: Object.keys(columns),
    columns: Object.values(columns),
    positions: Array.from({ length }, (_, row) => row + 2),
  };
}

/** Checks the values of one column `c`. */
export function checkValues(
  type: ColumnType | `${ColumnType}?`,
  values: readonly RawValue[],
  declared: ColumnContract = {},
): CheckedRows {
  return rowChecker(contractOf({ c: type }, { columns: { c: declared } }))(rawRows({ c: values }));
}

export function contractOf(
  types: Readonly<Record<string, ColumnType | `${ColumnType}?`>>,
  data: ContractData = {},
): Contract {
  return openContract(nullableTable(types), data);
}
