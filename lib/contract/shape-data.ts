import { isRecord } from '../model/is-record.ts';

/** What a value within a document can be. `json` is anything. */
export const leafNames = ['string', 'integer', 'double', 'boolean', 'timestamp', 'json'] as const;

/** What a value within a document can be. */
export type LeafName = (typeof leafNames)[number];

/**
 * What a document of JSON holds, as plain data: a type, a record of named members, or a list of values of one
 * shape, `["string"]`. Any value may be `null`, except a member whose name ends in `!`. Every member has to be
 * there, and further members are ignored.
 */
export type ShapeData = LeafName | readonly [ShapeData] | { readonly [member: string]: ShapeData };

/**
 * Whether a shape is a list, and not a record or a type.
 *
 * @example
 * isListShape(['string']) // => true
 */
export function isListShape(shape: ShapeData): shape is readonly [ShapeData] {
  return Array.isArray(shape);
}

/**
 * A member of a record, from its name in a shape.
 *
 * @example
 * shapeMember('version!') // => { name: 'version', isRequired: true }
 */
export function shapeMember(declared: string): {
  readonly name: string;
  readonly isRequired: boolean;
} {
  const isRequired = declared.endsWith('!');
  return { name: isRequired ? declared.slice(0, -1) : declared, isRequired };
}

/**
 * Why a value is not the shape of a document, in words that complete "Expected ... to be"; `undefined` when
 * it is one.
 *
 * @example
 * shapeProblem({ 'name!': 'string', libc: { version: 'string' } }) // => undefined
 * shapeProblem({ libc: { version: 'text' } }) // => 'a record or a list, in which libc.version is a record, a list of one shape, or one of string, integer, double, boolean, timestamp, json'
 */
export function shapeProblem(shape: unknown): string | undefined {
  if (typeof shape === 'string') return 'a record of members or a list of one shape';
  const problem = partProblem(shape, '');
  return problem === undefined ? undefined : `a record or a list, in which ${problem}`;
}

function partProblem(shape: unknown, path: string): string | undefined {
  if (Array.isArray(shape) && shape.length === 1) return partProblem(shape[0], `${path}[]`);
  if (isRecord(shape)) return membersProblem(shape, path);
  if (leafNames.some((name) => name === shape)) return undefined;
  const place = path === '' ? 'it' : path;
  return `${place} is a record, a list of one shape, or one of ${leafNames.join(', ')}`;
}

function membersProblem(
  members: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  const names = Object.keys(members).map((declared) => shapeMember(declared).name);
  const place = path === '' ? 'it' : path;
  if (names.length === 0 || names.includes('')) return `${place} has members with names`;
  if (new Set(names).size < names.length) return `${place} has each member once`;
  for (const [declared, member] of Object.entries(members)) {
    const { name } = shapeMember(declared);
    const problem = partProblem(member, path === '' ? name : `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
