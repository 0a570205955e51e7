import type { Column, ColumnType } from '../model/table.ts';
import { booleanType } from './boolean.ts';
import { bytesType } from './bytes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { dateType } from './date.ts';
import { decimalType } from './decimal.ts';
import { doubleType } from './double.ts';
import { integerType } from './integer.ts';
import { jsonType } from './json.ts';
import { stringType } from './string.ts';
import { timestampType } from './timestamp.ts';

/** The rules of a type, or a function that returns them for a column whose type has parameters. */
export type ColumnTypeEntry =
  | ColumnTypeRules
  | ((column: Pick<Column, 'precision' | 'scale'>) => ColumnTypeRules);

/** The rules of every column type, by its name in a table. */
export const columnTypes = {
  string: stringType,
  integer: integerType,
  decimal: decimalType,
  double: doubleType,
  boolean: booleanType,
  date: dateType,
  timestamp: timestampType,
  bytes: bytesType,
  json: jsonType,
} satisfies Readonly<Record<ColumnType, ColumnTypeEntry>>;

/**
 * The rules of a column's type.
 *
 * @example
 * columnTypeOf({ type: 'integer' }).sql // => 'bigint'
 * columnTypeOf({ type: 'decimal', precision: 10, scale: 2 }).sql // => 'decimal(10,2)'
 */
export function columnTypeOf(
  column: Pick<Column, 'type' | 'precision' | 'scale'>,
): ColumnTypeRules {
  const entry: ColumnTypeEntry = columnTypes[column.type];
  return typeof entry === 'function' ? entry(column) : entry;
}
