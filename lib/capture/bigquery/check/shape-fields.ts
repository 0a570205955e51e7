import {
  isListShape,
  type LeafName,
  type ShapeData,
  shapeMember,
} from '../../../contract/shape-data.ts';
import type { ResultField } from '../../../gcp/query-requests.ts';

/** Types of fields whose values are what a shape declares, as GoogleSQL names them. */
const leafTypes: Readonly<Record<Exclude<LeafName, 'json'>, readonly [string, ...string[]]>> = {
  string: [
    'STRING',
    'BYTES',
    'NUMERIC',
    'BIGNUMERIC',
    'DATE',
    'TIME',
    'DATETIME',
    'INTERVAL',
    'GEOGRAPHY',
    'RANGE',
  ],
  integer: ['INT64'],
  double: ['FLOAT64'],
  boolean: ['BOOL'],
  timestamp: ['TIMESTAMP'],
};

/**
 * Why the documents of a field cannot have a shape, as phrases that name members by their paths; none when
 * they can. A field of type JSON can have any shape.
 *
 * @param path of the field
 * @example
 * const lib = { name: 'lib', type: 'INT64', isRepeated: false, fields: [] }
 * const libc = { name: 'libc', type: 'STRUCT', isRepeated: false, fields: [lib] }
 * shapeFieldProblems({ lib: 'string', 'version!': 'string' }, libc, 'libc') // => ['libc.lib is INT64 in place of STRING', 'there is no libc.version']
 */
export function shapeFieldProblems(
  shape: ShapeData,
  field: ResultField,
  path: string,
): readonly string[] {
  if (shape === 'json' || (field.type === 'JSON' && !field.isRepeated)) return [];
  const isFitting = isListShape(shape)
    ? field.isRepeated
    : !field.isRepeated && isOfType(shape, field);
  if (!isFitting) return [`${path} is ${fieldText(field)} in place of ${shapeText(shape)}`];
  if (isListShape(shape)) return shapeFieldProblems(shape[0], elementOf(field), path);
  return membersOf(shape).flatMap(({ name, below }) => {
    const found = field.fields.find((each) => each.name === name);
    const deeper = `${path}.${name}`;
    return found === undefined
      ? [`there is no ${deeper}`]
      : shapeFieldProblems(below, found, deeper);
  });
}

/**
 * Number of the members of a record, at any level, that its shape does not name.
 *
 * @example
 * const lib = { name: 'lib', type: 'STRING', isRepeated: false, fields: [] }
 * unnamedMembers({ version: 'string' }, { name: 'libc', type: 'STRUCT', isRepeated: false, fields: [lib] }) // => 1
 */
export function unnamedMembers(shape: ShapeData, field: ResultField): number {
  if (isListShape(shape)) return unnamedMembers(shape[0], field);
  if (typeof shape === 'string') return 0;
  const members = new Map(membersOf(shape).map(({ name, below }) => [name, below]));
  return field.fields.reduce((sum, member) => {
    const below = members.get(member.name);
    return sum + (below === undefined ? 1 : unnamedMembers(below, member));
  }, 0);
}

/**
 * The type of a field, for a message.
 *
 * @example
 * fieldText({ type: 'INT64', isRepeated: true }) // => 'a list of INT64'
 */
export function fieldText({ type, isRepeated }: Pick<ResultField, 'type' | 'isRepeated'>): string {
  return isRepeated ? `a list of ${type}` : type;
}

function shapeText(shape: ShapeData): string {
  if (isListShape(shape)) return `a list of ${shapeText(shape[0])}`;
  if (typeof shape !== 'string') return 'STRUCT';
  return shape === 'json' ? 'any type' : leafTypes[shape][0];
}

function isOfType(shape: ShapeData, { type }: ResultField): boolean {
  if (typeof shape !== 'string') return type === 'STRUCT';
  return shape === 'json' || leafTypes[shape].includes(type);
}

/** An element of a list; its fields are those of the list. */
function elementOf(field: ResultField): ResultField {
  return { ...field, isRepeated: false };
}

function membersOf(
  shape: ShapeData,
): readonly { readonly name: string; readonly below: ShapeData }[] {
  if (typeof shape === 'string' || isListShape(shape)) return [];
  return Object.entries(shape).map(([declared, below]) => ({
    name: shapeMember(declared).name,
    below,
  }));
}
