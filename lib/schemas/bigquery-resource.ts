import { SchemaError } from '../errors.ts';
import type { FieldType } from './field-types.ts';
import type { Field, TableSchema } from './table-schema.ts';

/** A field as the REST API of BigQuery has it. */
export interface BigQueryField {
  readonly name: string;
  readonly type: string;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
  readonly description?: string;
  readonly fields?: readonly BigQueryField[];
  readonly maxLength?: string;
  readonly precision?: string;
  readonly scale?: string;
  readonly rangeElementType?: { readonly type: string };
}

/** A table as the REST API of BigQuery has it, as far as its shape goes. */
export interface BigQueryTableResource {
  readonly description?: string;
  readonly schema: { readonly fields: readonly BigQueryField[] };
}

type Facts = Omit<BigQueryField, 'name' | 'mode' | 'description'>;

/** What each type is in BigQuery. Lists within lists and maps do not exist there: they become JSON. */
const types: Readonly<Record<FieldType, (field: Field, table: string) => Facts>> = {
  string: (field) => withLength('STRING', field),
  char: (field) => withLength('STRING', field),
  uuid: () => ({ type: 'STRING' }),
  inet: () => ({ type: 'STRING' }),
  bytes: (field) => withLength('BYTES', field),
  integer: ({ bits = 64, unsigned = false }) => ({
    type: bits > 64 || (bits === 64 && unsigned) ? 'BIGNUMERIC' : 'INTEGER',
  }),
  float: () => ({ type: 'FLOAT' }),
  decimal: decimalFacts,
  boolean: () => ({ type: 'BOOLEAN' }),
  date: () => ({ type: 'DATE' }),
  time: () => ({ type: 'TIME' }),
  datetime: () => ({ type: 'DATETIME' }),
  timestamp: () => ({ type: 'TIMESTAMP' }),
  interval: () => ({ type: 'INTERVAL' }),
  range: ({ rangeOf = 'integer' }) =>
    rangeOf === 'integer' || rangeOf === 'decimal'
      ? { type: 'STRING' }
      : { type: 'RANGE', rangeElementType: { type: rangeOf.toUpperCase() } },
  json: () => ({ type: 'JSON' }),
  geography: () => ({ type: 'GEOGRAPHY' }),
  record: ({ fields = [] }, table) => ({
    type: 'RECORD',
    fields: fields.map((field) => fieldResource(field, table)),
  }),
  map: () => ({ type: 'JSON' }),
  list: () => ({ type: 'JSON' }),
};

const MODES = { required: 'REQUIRED', nullable: 'NULLABLE', repeated: 'REPEATED' } as const;

/** Digits before and after the point: https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types#decimal_types */
const NUMERIC = { type: 'NUMERIC', before: 29, after: 9 };
const BIGNUMERIC = { type: 'BIGNUMERIC', before: 38, after: 38 };

/**
 * The table that BigQuery is asked to create for a schema, whatever system the schema is from: with its
 * modes, lengths, precisions and descriptions, without keys, which BigQuery does not enforce.
 *
 * @throws SchemaError when BigQuery has no type for a field.
 * @example
 * bigQueryResource({ name: 't', fields: [{ name: 'a', type: 'decimal', precision: 10, scale: 2, mode: 'required' }] }) // => { schema: { fields: [{ name: 'a', type: 'NUMERIC', precision: '10', scale: '2', mode: 'REQUIRED' }] } }
 */
export function bigQueryResource({
  name,
  description,
  fields,
}: TableSchema): BigQueryTableResource {
  return {
    ...(description === undefined ? {} : { description }),
    schema: { fields: fields.map((field) => fieldResource(field, name)) },
  };
}

function fieldResource(field: Field, table: string): BigQueryField {
  const { name, mode, description } = field;
  return {
    name,
    ...types[field.type](field, table),
    mode: MODES[mode],
    ...(description === undefined ? {} : { description }),
  };
}

function withLength(type: string, { length }: Field): Facts {
  return length === undefined ? { type } : { type, maxLength: String(length) };
}

function decimalFacts({ name, precision, scale = 0 }: Field, table: string): Facts {
  if (precision === undefined) return { type: 'BIGNUMERIC' };
  if (precision === 38 && scale === 9) return { type: 'NUMERIC' };
  if (precision === 76 && scale === 38) return { type: 'BIGNUMERIC' };
  const found = [NUMERIC, BIGNUMERIC].find(
    ({ before, after }) => scale >= 0 && scale <= after && precision - scale <= before,
  );
  if (found === undefined) {
    throw new SchemaError(
      {
        expected: `the field ${name} of ${table} to be a decimal of 38 digits before and after the point at most`,
        got: `decimal(${precision},${scale})`,
        advice: 'Create the table in BigQuery yourself, with another type for this field.',
      },
      { place: `${table}, ${name}` },
    );
  }
  return {
    type: found.type,
    precision: String(precision),
    ...(scale === 0 ? {} : { scale: String(scale) }),
  };
}
