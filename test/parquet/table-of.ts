import type { ColumnType, Table } from '../../lib/model/table.ts';

/** A table `t` with these columns, all of them with statistics. Decimals have ten digits, two of them after the point. */
export function tableOf(
  types: Readonly<Record<string, ColumnType>>,
  { statistics = true }: { statistics?: boolean } = {},
): Table {
  const columns = Object.entries(types).map(([name, type]) => ({
    name,
    type,
    description: '',
    example: '',
    statistics,
    ...(type === 'decimal' ? { precision: 10, scale: 2 } : {}),
  }));
  return { name: 't', description: '', columns };
}
