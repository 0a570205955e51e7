import type { ResultField } from '../../gcp/query-requests.ts';
import type { ColumnType } from '../../model/table.ts';
import type { MemberShape } from './bigquery-data.ts';
import type { AskedField } from './bigquery-question.ts';

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

/** Whether a column of this type can be a record. */
export function isOfRecords(type: ColumnType): boolean {
  return readFrom[type].isNested === true;
}

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
  if (shape !== undefined) return shapeProblems(shape, field, path);
  if (isNested && field.isRepeated) return [];
  if (types.includes(field.type) && !field.isRepeated) return [];
  return [`${path} is ${typeText(field)} in place of ${types.join(' or ')}`];
}

/** Members that a record has and its shape does not name. */
export function unreadMembers(shape: MemberShape, field: ResultField): number {
  if (typeof shape === 'string') return 0;
  if (isList(shape)) return unreadMembers(shape[0], field);
  const unknown = field.fields.filter(({ name }) => !Object.hasOwn(shape, name));
  return Object.entries(shape).reduce((sum, [name, member]) => {
    const found = field.fields.find((each) => each.name === name);
    return found === undefined ? sum : sum + unreadMembers(member, found);
  }, unknown.length);
}

/** Whether a shape is that of a list. */
export function isList(shape: MemberShape): shape is readonly [MemberShape] {
  return Array.isArray(shape);
}

function shapeProblems(shape: MemberShape, field: ResultField, path: string): readonly string[] {
  const [member, isRepeated] = isList(shape) ? [shape[0], true] : [shape, false];
  const type = typeof member === 'string' ? member : 'STRUCT';
  if (field.type !== type || field.isRepeated !== isRepeated || isList(member)) {
    return [`${path} is ${typeText(field)} in place of ${typeText({ type, isRepeated })}`];
  }
  if (typeof member === 'string') return [];
  return Object.entries(member).flatMap(([name, below]) => {
    const found = field.fields.find((each) => each.name === name);
    const deeper = `${path}.${name}`;
    return found === undefined ? [`there is no ${deeper}`] : shapeProblems(below, found, deeper);
  });
}

function typeText({ type, isRepeated }: Pick<ResultField, 'type' | 'isRepeated'>): string {
  return isRepeated ? `a list of ${type}` : type;
}
