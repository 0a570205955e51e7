import type { Column, ColumnType } from '../model/table.ts';
import { booleanType } from './boolean.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { dateType } from './date.ts';
import { doubleType } from './double.ts';
import { integerType } from './integer.ts';
import { stringType } from './string.ts';
import { timestampType } from './timestamp.ts';

/** The rules of every column type, by its name in a table. */
export const columnTypes = {
  string: stringType,
  integer: integerType,
  double: doubleType,
  boolean: booleanType,
  date: dateType,
  timestamp: timestampType,
} satisfies Readonly<Record<ColumnType, ColumnTypeRules>>;

/**
 * The rules of a column's type.
 *
 * @example
 * columnTypeOf({ type: 'integer' }).sql // => 'bigint'
 */
export function columnTypeOf({ type }: Pick<Column, 'type'>): ColumnTypeRules {
  return columnTypes[type];
}
