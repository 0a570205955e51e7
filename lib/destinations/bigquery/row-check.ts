import { describeValue } from '../../columns/describe-value.ts';
import { BatchError } from '../../errors.ts';
import type { JsonRow, JsonValue } from '../../model/json-row.ts';
import { typeText } from '../../schemas/field-types.ts';
import type { Field, TableSchema } from '../../schemas/table-schema.ts';
import { valueRule } from './value-rules.ts';

/** Throws when a value does not fit. `undefined` stands for a field that the row leaves out. */
type Check = (value: JsonValue | undefined, row: number) => void;

/** Where a field is: the table, and the names of the records around it, each with a point behind it. */
interface Place {
  readonly table: string;
  readonly within: string;
}

/**
 * Prepares to check rows before they are sent to a table of BigQuery, which refuses the whole of a load for
 * one of them.
 *
 * @param schema of the table as BigQuery has it
 * @returns a function that throws BatchError, with the field, the number of the row, and what was expected,
 *   never the value.
 */
export function rowCheck({
  name: table,
  fields,
}: TableSchema): (row: JsonRow, number: number) => void {
  return recordCheck(fields, { table, within: '' });
}

function recordCheck(fields: readonly Field[], place: Place) {
  const checks = new Map(fields.map((field) => [field.name, fieldCheck(field, place)]));
  return (record: { readonly [name: string]: JsonValue }, row: number): void => {
    for (const [name, check] of checks) {
      check(Object.hasOwn(record, name) ? record[name] : undefined, row);
    }
    const unknown = Object.keys(record).find((name) => !checks.has(name));
    if (unknown !== undefined) throw unknownField(`${place.within}${unknown}`, place.table, row);
  };
}

function fieldCheck(field: Field, place: Place): Check {
  const { mode, filledBy } = field;
  const one = valueCheck(field, place);
  if (mode === 'repeated') return listCheck(field, place, one);
  return (value, row) => {
    if (value !== undefined && value !== null) return one(value, row);
    if (mode === 'nullable' || (value === undefined && filledBy !== undefined)) return;
    throw refused('a value, because the field is REQUIRED,', field, { ...place, row }, value);
  };
}

function listCheck(field: Field, place: Place, one: Check): Check {
  return (value, row) => {
    if (value === undefined) return;
    if (!isList(value)) throw refused('a list', field, { ...place, row }, value);
    for (const element of value) {
      if (element === null) throw refused('no null in the list', field, { ...place, row }, element);
      one(element, row);
    }
  };
}

function valueCheck(field: Field, place: Place): Check {
  if (field.type === 'record') {
    const inner = { ...place, within: `${place.within}${field.name}.` };
    const check = recordCheck(field.fields ?? [], inner);
    return (value, row) => {
      if (!isRecord(value)) throw refused('an object', field, { ...place, row }, value);
      check(value, row);
    };
  }
  const { accepts, expected } = valueRule(field);
  return (value, row) => {
    if (value === undefined || !accepts(value)) {
      throw refused(expected, field, { ...place, row }, value);
    }
  };
}

function refused(
  expected: string,
  field: Field,
  { table, within, row }: Place & { readonly row: number },
  value: JsonValue | undefined,
): BatchError {
  const column = `${within}${field.name}`;
  return new BatchError(
    {
      expected: `${expected} in the field ${column} of ${table}, row ${row}`,
      got: describeValue(value),
      advice: `The field has the type ${typeText(field)} in BigQuery. Nothing was loaded.`,
    },
    { table, column, row },
  );
}

function unknownField(column: string, table: string, row: number): BatchError {
  return new BatchError(
    {
      expected: `only fields that ${table} has in BigQuery, in row ${row}`,
      got: `a field ${JSON.stringify(column)}`,
      advice: 'Add the field to the table, or load into another dataset. Nothing was loaded.',
    },
    { table, column, row },
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isRecord(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
