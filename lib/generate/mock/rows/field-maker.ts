import type { Field } from '../../../schemas/table-schema.ts';
import type { FieldPlans } from '../field-plan.ts';
import type { Draws, DrawsOf } from './draws.ts';
import type { MockColumn, MockRecords } from './mock-column.ts';
import { type RowSet, valuesWithin } from './row-set.ts';

/** Makes the values of a field for some rows. */
export type Make = (rows: RowSet) => MockColumn;

/** How many values there are, where that is free. */
export interface Amounts {
  /** Share of NULL in nullable fields, 0 to 1. Default: {@link NULL_SHARE}. */
  readonly nulls: number;
  /** Most values of a repeated field, from none on. Default: {@link MOST_REPEATED}. */
  readonly repeated: number;
}

/** See {@link Amounts}. */
export const NULL_SHARE = 0.05;

/** See {@link Amounts}. */
export const MOST_REPEATED = 3;

const TWO_32 = 2 ** 32;

/** What fields are made with. */
export interface MakerOptions extends Amounts {
  readonly plans: FieldPlans;
  readonly draws: DrawsOf;
}

/**
 * Returns what makes the values of a field by its mode: present, NULL at times, or lists of values.
 *
 * @param path of the field: names of records and the field, joined by points
 */
export function fieldMaker(field: Field, path: string, options: MakerOptions): Make {
  const make = valueMaker(field, path, options);
  if (field.mode === 'required') return make;
  if (field.mode === 'repeated') return inLists(make, path, options);
  return orNull(make, options.draws(path, 'null'), options.nulls);
}

/** The same without NULL. */
export function valueMaker(field: Field, path: string, options: MakerOptions): Make {
  const { type, fields = [] } = field;
  const [first, second] = fields;
  if (type === 'record') return recordMaker(fields, path, options);
  if (type === 'list' && first !== undefined) {
    return fieldMaker(first, `${path}.${first.name}`, options);
  }
  if (type === 'map' && first !== undefined && second !== undefined) {
    return mapMaker(first, second, path, options);
  }
  const plan = options.plans.get(field);
  if (plan === undefined) throw new TypeError(`No plan for the field ${path}`);
  return (rows) => ({ kind: 'values', values: plan.make(rows) });
}

/** A named field, and what makes its values. */
export interface Member {
  readonly name: string;
  readonly make: Make;
}

/** Records with a value of each member. */
export function madeRecords(members: readonly Member[], rows: RowSet): MockRecords {
  const { length } = rows;
  const columns = members.map(({ name, make }) => ({ name, column: make(rows) }));
  return { kind: 'records', length, members: columns };
}

function recordMaker(fields: readonly Field[], path: string, options: MakerOptions): Make {
  const members = fields.map((field) => ({
    name: field.name,
    make: fieldMaker(field, `${path}.${field.name}`, options),
  }));
  return (rows) => madeRecords(members, rows);
}

/**
 * Returns what makes NULL in place of some values.
 *
 * @param isNull decides in which rows
 * @param share of these, 0 to 1
 */
export function orNull(make: Make, isNull: Draws, share: number): Make {
  if (share === 0) return make;
  const limit = share * TWO_32;
  return (rows) => {
    const draws = isNull.uint32s(rows);
    const absent = new Uint8Array(rows.length);
    for (let row = 0; row < absent.length; row += 1) {
      absent[row] = (draws[row] as number) < limit ? 1 : 0;
    }
    return { kind: 'nullable', absent, column: make(rows) };
  };
}

function inLists(make: Make, path: string, { draws, repeated }: MakerOptions): Make {
  const lengths = draws(path, 'length');
  return (rows) => {
    const counts = lengths.below(rows, repeated + 1);
    return { kind: 'lists', counts, column: make(valuesWithin(rows, counts)) };
  };
}

function mapMaker(key: Field, value: Field, path: string, options: MakerOptions): Make {
  const lengths = options.draws(path, 'length');
  const makeKeys = valueMaker(key, `${path}.${key.name}`, options);
  const makeValues = fieldMaker(value, `${path}.${value.name}`, options);
  return (rows) => {
    const counts = lengths.below(rows, options.repeated + 1);
    const inner = valuesWithin(rows, counts);
    return { kind: 'maps', counts, keys: makeKeys(inner), column: makeValues(inner) };
  };
}
