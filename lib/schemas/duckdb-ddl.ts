import { sqlName, sqlText } from '../duckdb/sql-text.ts';
import type { DuckDbColumn, DuckDbTable } from '../duckdb/table-sql.ts';
import { sqlValue } from './sql-value.ts';
import type { Bound, Field, TableSchema } from './table-schema.ts';

const NAMES: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  bytes: 'BLOB',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  datetime: 'TIMESTAMP',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
  interval: 'INTERVAL',
  json: 'JSON',
};

/** Integers by their bits; an unsigned one has a U in front. */
const INTEGERS: readonly (readonly [number, string])[] = [
  [8, 'TINYINT'],
  [16, 'SMALLINT'],
  [32, 'INTEGER'],
  [64, 'BIGINT'],
  [128, 'HUGEINT'],
];

/** Most digits of a decimal, and those behind the point where a schema does not say. */
const MOST_DIGITS = 38;
const USUAL_SCALE = 9;

/**
 * The type of DuckDB for a field. What DuckDB has no type for, such as a range, an address of the
 * internet or a decimal of more than 38 digits, is `VARCHAR`.
 *
 * @example
 * duckDbType({ name: 'a', type: 'string', values: ['S', 'N'], mode: 'nullable' }) // => "ENUM('S', 'N')"
 * duckDbType({ name: 'a', type: 'record', fields: [{ name: 'b', type: 'date', mode: 'repeated' }], mode: 'nullable' }) // => 'STRUCT("b" DATE[])'
 * duckDbType({ name: 'a', type: 'decimal', precision: 76, scale: 38, mode: 'nullable' }) // => 'VARCHAR'
 */
export function duckDbType(field: Field): string {
  const one = typeOfOne(field);
  return field.mode === 'repeated' ? `${one}[]` : one;
}

function typeOfOne({ type, fields = [], bits = 64, ...field }: Field): string {
  const [first, second] = fields;
  switch (type) {
    case 'integer': {
      const name = INTEGERS.find(([most]) => bits <= most)?.[1] ?? 'HUGEINT';
      return field.unsigned ? `U${name}` : name;
    }
    case 'float':
      return bits === 32 ? 'FLOAT' : 'DOUBLE';
    case 'decimal':
      return decimalType(field.precision, field.scale);
    case 'char':
    case 'string':
      return field.values === undefined ? 'VARCHAR' : enumType(field.values);
    case 'record':
      return fields.length === 0 ? 'JSON' : `STRUCT(${fields.map(memberOf).join(', ')})`;
    case 'map':
      return first && second ? `MAP(${duckDbType(first)}, ${duckDbType(second)})` : 'JSON';
    case 'list':
      return first === undefined ? 'JSON' : duckDbType(first);
    default:
      return NAMES[type] ?? 'VARCHAR';
  }
}

function decimalType(precision: number | undefined, scale = 0): string {
  if (precision === undefined) return `DECIMAL(${MOST_DIGITS},${USUAL_SCALE})`;
  return precision > MOST_DIGITS ? 'VARCHAR' : `DECIMAL(${precision},${scale})`;
}

function enumType(values: readonly (string | number)[]): string {
  return `ENUM(${[...new Set(values.map(String))].map(sqlText).join(', ')})`;
}

function memberOf(field: Field): string {
  return `${sqlName(field.name)} ${duckDbType(field)}`;
}

/** How a table is created. */
export interface DuckDbTableOptions {
  readonly schema: string;
  /** Names of the fields that the rows have. The others are filled by the database. */
  readonly given: ReadonlySet<string>;
  /** Where the table that a foreign key refers to is; `undefined` where the key cannot be created. */
  readonly placeOf: (
    key: NonNullable<TableSchema['foreignKeys']>[number],
  ) => { readonly schema: string; readonly table: TableSchema } | undefined;
}

/**
 * A table as it is created for a schema: with keys, values, ranges and descriptions. A counter that the
 * rows leave to the database becomes a sequence; DuckDB cannot move a sequence behind values that rows
 * bring. A default or an expression is not part of a schema: such a column may be NULL.
 */
export function duckDbTable(
  table: TableSchema,
  { schema, given, placeOf }: DuckDbTableOptions,
): DuckDbTable {
  const { name, description, primaryKey, unique = [] } = table;
  return {
    schema,
    name,
    description,
    columns: table.fields.map((field) => columnOf(name, field, given)),
    primaryKey,
    unique,
    foreignKeys: (table.foreignKeys ?? []).flatMap((key) => {
      const other = placeOf(key);
      const otherColumns = key.references.fields ?? other?.table.primaryKey;
      if (other === undefined || otherColumns === undefined) return [];
      return [{ columns: key.fields, schema: other.schema, table: other.table.name, otherColumns }];
    }),
    checks: table.fields.flatMap(checksOf),
  };
}

function columnOf(table: string, field: Field, given: ReadonlySet<string>): DuckDbColumn {
  const { name, description, filledBy } = field;
  const isCounter = filledBy === 'identity' && !given.has(name);
  const isFilled = filledBy === 'default' || filledBy === 'expression';
  return {
    name,
    type: duckDbType(field),
    description,
    required: field.mode === 'required' && !isFilled,
    ...(isCounter ? { sequence: `${table}_${name}_seq` } : {}),
  };
}

function checksOf({ name, type, values, min, max, atMost }: Field): string[] {
  const written = (value: string | number) => sqlValue({ type }, value, sqlText);
  const bound = (operator: string, { value, exclusive }: Bound) =>
    `${sqlName(name)} ${operator}${exclusive ? '' : '='} ${written(value)}`;
  const isEnum = type === 'string' || type === 'char';
  return [
    ...(values === undefined || isEnum
      ? []
      : [`${sqlName(name)} IN (${values.map(written).join(', ')})`]),
    ...(min === undefined ? [] : [bound('>', min)]),
    ...(max === undefined ? [] : [bound('<', max)]),
    ...(atMost === undefined
      ? []
      : [`${sqlName(name)} ${atMost.exclusive ? '<' : '<='} ${sqlName(atMost.field)}`]),
  ];
}
