import type { FieldType } from './field-types.ts';

/** The shape of a table that exists somewhere: what its rows must look like, whatever system holds it. */
export interface TableSchema {
  /** As its system names it, without database or schema: `orders`. */
  readonly name: string;
  /** Database, dataset or schema that the table is in: `public`. Default: the source does not say. */
  readonly namespace?: string;
  /** Default: none. */
  readonly description?: string;
  readonly fields: readonly Field[];
  /** Names of the fields that identify a row together. Default: none. */
  readonly primaryKey?: readonly string[];
  /** Further sets of fields whose values together do not repeat. Default: none. */
  readonly unique?: readonly (readonly string[])[];
  /** Default: none. */
  readonly foreignKeys?: readonly ForeignKey[];
  /** Names of the fields that the table is partitioned by. Default: none. */
  readonly partitionedBy?: readonly string[];
  /** Whether every query has to filter by them. Default: `false`. */
  readonly partitionFilterRequired?: boolean;
  /** What the source says and this model does not carry, one sentence each. Default: none. */
  readonly notes?: readonly string[];
}

/** Fields whose values together are those of a key of another table. */
export interface ForeignKey {
  readonly fields: readonly string[];
  readonly references: {
    readonly table: string;
    /** Default: the same namespace. */
    readonly namespace?: string;
    /** In the order of `fields`. Default: the primary key of the table. */
    readonly fields?: readonly string[];
  };
}

/** Whether a row has one value, may have none, or has a list of them, which may be empty. */
export type Mode = 'required' | 'nullable' | 'repeated';

/** A named value of a row. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly mode: Mode;
  /** Default: none. */
  readonly description?: string;
  /**
   * The fields of a `record`. Of a `map`, its `key` and its `value`. Of a `list`, which is a list within
   * a list, its only field. Default: the type has none.
   */
  readonly fields?: readonly Field[];
  /** Size of an `integer` (8 to 128), of a `float` (32 or 64) or of the ends of a range of integers. Default: 64. */
  readonly bits?: number;
  /** Whether an `integer` has no sign. Default: `false`. */
  readonly unsigned?: boolean;
  /** Most characters of a `string`, most bytes of `bytes`; of a `char` exactly. Default: any. */
  readonly length?: number;
  /** Decimal digits of a `decimal`. Default: any. */
  readonly precision?: number;
  /** Digits of a `decimal` after the point. Default: any. */
  readonly scale?: number;
  /** What a `range` is a range of. Default: the type has none. */
  readonly rangeOf?: 'date' | 'datetime' | 'timestamp' | 'integer' | 'decimal';
  /** The only values there may be: the words of an enum, or the list of a CHECK. Default: any. */
  readonly values?: readonly (string | number)[];
  /** The smallest value, by a CHECK. Default: what the type holds. */
  readonly min?: Bound;
  /** The largest value, by a CHECK. Default: what the type holds. */
  readonly max?: Bound;
  /** Another field of the table, which is not smaller, by a CHECK. Default: none. */
  readonly atMost?: FieldOrder;
  /**
   * What fills the field where a row leaves it out: a counter, a default, or an expression over other
   * fields, which no row may set. Default: nothing does.
   */
  readonly filledBy?: 'identity' | 'default' | 'expression';
}

/** An end of a range of numbers or dates. */
export interface Bound {
  /** Digits, or a date or timestamp as text: `0.01`, `2020-01-01`. */
  readonly value: string;
  /** Whether the value itself is not allowed. Default: it is allowed. */
  readonly exclusive?: true;
}

/** The larger of two fields of a row. A row in which either is NULL is in order. */
export interface FieldOrder {
  readonly field: string;
  /** Whether the two may not be equal. Default: they may. */
  readonly exclusive?: true;
}

/** Largest nesting of records and lists that is read; BigQuery allows 15 levels. */
export const MOST_LEVELS = 32;

/**
 * The field with other facts of the same name replaced; those that are `undefined` are left out.
 *
 * @example
 * withFacts({ name: 'a', type: 'string', mode: 'nullable' }, { mode: 'required', length: undefined }) // => { name: 'a', type: 'string', mode: 'required' }
 */
export function withFacts<Subject extends object>(
  subject: Subject,
  facts: { readonly [Name in keyof Subject]?: Subject[Name] | undefined },
): Subject {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...subject, ...Object.fromEntries(given) };
}
