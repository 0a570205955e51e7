import type { Field } from './table-schema.ts';

/**
 * The types of fields, whatever the system calls them. A timestamp is an instant, a datetime has no
 * time zone; `char` is padded to its length; `list` is a list within a list.
 */
export const fieldTypes = [
  'string',
  'char',
  'uuid',
  'inet',
  'bytes',
  'integer',
  'float',
  'decimal',
  'boolean',
  'date',
  'time',
  'datetime',
  'timestamp',
  'interval',
  'range',
  'json',
  'geography',
  'record',
  'map',
  'list',
] as const;

/** See {@link fieldTypes}. */
export type FieldType = (typeof fieldTypes)[number];

/** What a type name of a system means: facts of a field. */
export type TypeFacts = Pick<
  Field,
  | 'type'
  | 'bits'
  | 'unsigned'
  | 'length'
  | 'precision'
  | 'scale'
  | 'rangeOf'
  | 'values'
  | 'filledBy'
>;

/** Numbers in parentheses behind a type name that mean the length of its values. */
const HAS_LENGTH: readonly FieldType[] = ['string', 'char', 'bytes'];

/**
 * A type as one word with its parameters, as it is shown.
 *
 * @example
 * typeText({ type: 'decimal', precision: 10, scale: 2 }) // => 'decimal(10,2)'
 * typeText({ type: 'integer', bits: 16 }) // => 'integer(16 bits)'
 * typeText({ type: 'char', length: 11 }) // => 'char(11)'
 */
export function typeText({
  type,
  bits = 64,
  unsigned,
  length,
  precision,
  scale,
  rangeOf,
}: TypeFacts): string {
  if (precision !== undefined)
    return `${type}(${precision}${scale === undefined ? '' : `,${scale}`})`;
  if (length !== undefined) return `${type}(${length})`;
  if (rangeOf !== undefined) return `range of ${rangeOf}`;
  const size = [bits === 64 ? '' : `${bits} bits`, unsigned ? 'unsigned' : ''].filter(Boolean);
  return size.length > 0 ? `${type}(${size.join(', ')})` : type;
}

/**
 * The facts of a type with the numbers in parentheses behind its name.
 *
 * @example
 * withParameters({ type: 'decimal' }, [10, 2]) // => { type: 'decimal', precision: 10, scale: 2 }
 * withParameters({ type: 'string' }, [20]) // => { type: 'string', length: 20 }
 * withParameters({ type: 'timestamp' }, [3]) // => { type: 'timestamp' }
 */
export function withParameters(facts: TypeFacts, [first, second]: readonly number[]): TypeFacts {
  if (first === undefined) return facts;
  if (facts.type === 'decimal') return { ...facts, precision: first, scale: second ?? 0 };
  return HAS_LENGTH.includes(facts.type) ? { ...facts, length: first } : facts;
}

/**
 * The integers that a field can hold, by the size of its type, both inclusive.
 *
 * @example
 * integerRange({ bits: 8, unsigned: true }) // => { least: 0n, most: 255n }
 */
export function integerRange({ bits = 64, unsigned = false }: Pick<Field, 'bits' | 'unsigned'>): {
  readonly least: bigint;
  readonly most: bigint;
} {
  return unsigned
    ? { least: 0n, most: 2n ** BigInt(bits) - 1n }
    : { least: -(2n ** BigInt(bits - 1)), most: 2n ** BigInt(bits - 1) - 1n };
}
