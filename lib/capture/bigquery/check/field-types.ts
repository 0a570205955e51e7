import type { ResultField } from '../../../gcp/query-requests.ts';
import type { ColumnType } from '../../../model/table.ts';
import type { AskedField } from '../bigquery-question.ts';
import { fieldText, shapeFieldProblems } from './shape-fields.ts';

/** What a column of a type is read from. */
interface ReadFrom {
  /** Types of fields, as GoogleSQL names them. */
  readonly types: readonly string[];
  /** Whether records and lists are read as well, as JSON. */
  readonly isNested?: true;
}

const readFrom: Readonly<Record<ColumnType, ReadFrom>> = {
  string: { types: ['STRING', 'TIME', 'DATETIME', 'INTERVAL', 'GEOGRAPHY', 'RANGE'] },
  integer: { types: ['INT64'] },
  decimal: { types: ['NUMERIC', 'BIGNUMERIC', 'INT64'] },
  double: { types: ['FLOAT64', 'NUMERIC', 'BIGNUMERIC', 'INT64'] },
  boolean: { types: ['BOOL'] },
  date: { types: ['DATE'] },
  timestamp: { types: ['TIMESTAMP', 'DATETIME'] },
  bytes: { types: ['BYTES'] },
  json: { types: ['STRUCT', 'JSON'], isNested: true },
};

/**
 * Why a field cannot be read into a column, as phrases that name it by its path; none when it can.
 *
 * @example
 * const column = { name: 'n', type: 'integer', description: '', example: '1', statistics: false }
 * fieldProblems({ column, path: 'a.n' }, { name: 'n', type: 'STRING', isRepeated: false, fields: [] }) // => ['a.n is STRING in place of INT64']
 */
export function fieldProblems(
  { column, path, shape }: Pick<AskedField, 'column' | 'path' | 'shape'>,
  field: ResultField,
): readonly string[] {
  const { types, isNested = false } = readFrom[column.type];
  if (shape !== undefined) return shapeFieldProblems(shape, field, path);
  if (isNested && field.isRepeated) return [];
  if (types.includes(field.type) && !field.isRepeated) return [];
  return [`${path} is ${fieldText(field)} in place of ${types.join(' or ')}`];
}
