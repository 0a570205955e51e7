import type { JsonValue } from '../../model/json-row.ts';
import type { Field } from '../../schemas/table-schema.ts';
import type { RowSet } from './rows/row-set.ts';

/**
 * How it is known what the values of a field are about: said by a person or by the schema (a list of
 * values, a key), guessed from its name, or by its type only.
 */
export type Sureness = 'declared' | 'named' | 'typed';

/** Different values of a field, by number. */
export interface Distinct {
  /** How many there are, at most 2^48. */
  readonly size: number;
  /**
   * The values of some numbers: different numbers give different values, whatever the rows are.
   *
   * @param numbers whole, from 0 to `size` - 1, one for each row
   * @param rows the rows that they are for, of which a value may take more: the e-mail of a person
   */
  make(numbers: Float64Array, rows: RowSet): readonly JsonValue[];
}

/** How the values of a field that is neither a record nor a list nor a map are made. */
export interface FieldPlan {
  /** What they are about, as a person names it in an override: `cpf`. */
  readonly meaning: string;
  readonly sureness: Sureness;
  /** Makes one value for each row. None is null, and each fits the field. */
  make(rows: RowSet): readonly JsonValue[];
  /** Where the field is in a key: the values that it can have. */
  readonly distinct: Distinct;
}

/** The plan of each field that is neither a record nor a list nor a map, at any level. */
export type FieldPlans = ReadonlyMap<Field, FieldPlan>;
