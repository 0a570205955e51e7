import type { JsonValue } from '../../../model/json-row.ts';
import type { FieldType } from '../../../schemas/field-types.ts';
import type { RowSet } from '../rows/row-set.ts';

/**
 * What a column can hold, before it is known which type its field has: a CPF is text of 14 characters,
 * or a number of 11 digits; an instant is a date, a timestamp or the text of one.
 */
export type Content = TextContent | NumberContent | InstantContent | FlagContent | OtherContent;

/** Different values by number, as `Distinct` has them. */
export interface DistinctContent<Column> {
  /** At most 2^48. */
  readonly size: number;
  make(numbers: Float64Array, rows: RowSet): Column;
}

/** Texts. */
export interface TextContent {
  readonly kind: 'text';
  /** Most characters that a text has. */
  readonly longest: number;
  /** Fewest characters to which a text can be cut, at the end of a word. Default: none is cut. */
  readonly cutTo?: number;
  /** Whether different values are such texts with a number behind them. Default: `false`. */
  readonly isNumbered?: true;
  /** Where the texts are words of a list: the list, and the position of each text in it. */
  readonly positions?: { readonly list: readonly string[]; of(rows: RowSet): ArrayLike<number> };
  /** Types besides text that such a value fits. Default: none. */
  readonly types?: readonly FieldType[];
  make(rows: RowSet): readonly string[];
  /** Default: the field has different values of its type. */
  readonly distinct?: DistinctContent<readonly string[]>;
}

/** Numbers, as whole multiples of a power of ten. */
export interface NumberContent {
  readonly kind: 'number';
  /** Digits after the point: 2 where the numbers are hundredths. */
  readonly scale: number;
  /** The smallest and the largest number, as multiples. */
  readonly least: number;
  readonly most: number;
  /** Whether a number that a field has no room for may become another one. Default: `false`. */
  readonly redrawn?: true;
  make(rows: RowSet): Float64Array;
  /** Default: the field has different values of its type. */
  readonly distinct?: DistinctContent<Float64Array>;
}

/** Instants, in milliseconds since 1970-01-01T00:00:00Z, whole seconds. */
export interface InstantContent {
  readonly kind: 'instant';
  /** Whether some are before 1970. Default: `false`. */
  readonly isOld?: true;
  make(rows: RowSet): Float64Array;
}

/** Flags: 1 is yes and 0 is no. */
export interface FlagContent {
  readonly kind: 'flag';
  make(rows: RowSet): Uint8Array;
}

/** Values of types that have one form only. */
export interface OtherContent {
  readonly kind: 'other';
  readonly types: readonly FieldType[];
  make(rows: RowSet): readonly JsonValue[];
}
