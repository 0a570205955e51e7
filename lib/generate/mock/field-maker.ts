import type { JsonValue } from '../../model/json-row.ts';
import type { Field } from '../../schemas/table-schema.ts';
import type { DrawsOf } from './draws.ts';
import type { FieldPlans } from './field-plan.ts';
import { type RowSet, valuesWithin } from './row-set.ts';

/** Makes one value for each row. */
export type Make = (rows: RowSet) => readonly JsonValue[];

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
  return field.mode === 'repeated' ? inLists(make, path, options) : orNull(make, path, options);
}

/** The same without NULL. */
export function valueMaker(field: Field, path: string, options: MakerOptions): Make {
  const { type, fields = [] } = field;
  const [first, second] = fields;
  if (type === 'record') return recordMaker(fields, path, options);
  if (type === 'list' && first !== undefined)
    return fieldMaker(first, `${path}.${first.name}`, options);
  if (type === 'map' && first !== undefined && second !== undefined) {
    return mapMaker(first, second, path, options);
  }
  const plan = options.plans.get(field);
  if (plan === undefined) throw new TypeError(`No plan for the field ${path}`);
  return (rows) => plan.make(rows);
}

function recordMaker(fields: readonly Field[], path: string, options: MakerOptions): Make {
  const members = fields.map((field) => ({
    name: field.name,
    make: fieldMaker(field, `${path}.${field.name}`, options),
  }));
  return (rows) => recordsOf(members, rows);
}

/** A field of a record or of a row. */
export interface Member {
  readonly name: string;
  readonly make: Make;
}

/** Objects with a value of each member. */
export function recordsOf(
  members: readonly Member[],
  rows: RowSet,
): { [name: string]: JsonValue }[] {
  const records = Array.from({ length: rows.length }, (): { [name: string]: JsonValue } => ({}));
  for (const { name, make } of members) {
    const values = make(rows);
    // As a plain key it would set the prototype.
    if (name === '__proto__') {
      for (const [row, record] of records.entries()) define(record, name, values[row] ?? null);
      continue;
    }
    for (let row = 0; row < records.length; row += 1) {
      (records[row] as { [name: string]: JsonValue })[name] = values[row] as JsonValue;
    }
  }
  return records;
}

function define(record: object, name: string, value: JsonValue): void {
  Object.defineProperty(record, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function orNull(make: Make, path: string, { draws, nulls }: MakerOptions): Make {
  if (nulls === 0) return make;
  const limit = nulls * TWO_32;
  const isNull = draws(path, 'null');
  return (rows) => {
    const absent = isNull.uint32s(rows);
    const values = make(rows).slice();
    for (let row = 0; row < values.length; row += 1) {
      if ((absent[row] as number) < limit) values[row] = null;
    }
    return values;
  };
}

function inLists(make: Make, path: string, { draws, repeated }: MakerOptions): Make {
  const lengths = draws(path, 'length');
  return (rows) => {
    const counts = lengths.below(rows, repeated + 1);
    const values = make(valuesWithin(rows, counts));
    let next = 0;
    return Array.from(counts, (count) => {
      next += count;
      return values.slice(next - count, next);
    });
  };
}

/** Keys that are made twice are one. */
function mapMaker(key: Field, value: Field, path: string, options: MakerOptions): Make {
  const lengths = options.draws(path, 'length');
  const makeKeys = valueMaker(key, `${path}.${key.name}`, options);
  const makeValues = fieldMaker(value, `${path}.${value.name}`, options);
  return (rows) => {
    const counts = lengths.below(rows, options.repeated + 1);
    const inner = valuesWithin(rows, counts);
    const [keys, values] = [makeKeys(inner), makeValues(inner)];
    let next = 0;
    return Array.from(counts, (count) => {
      const entries = Array.from({ length: count }, (_, place): [string, JsonValue] => [
        String(keys[next + place]),
        values[next + place] ?? null,
      ]);
      next += count;
      return Object.fromEntries(entries);
    });
  };
}
