import { type Quotes, qualified } from '../postgres/table-sql.ts';
import { sqlValue } from './sql-value.ts';
import type { Bound, Field, ForeignKey, TableSchema } from './table-schema.ts';

/** Where a table is created. */
export interface PostgresPlace {
  /** Schema of PostgreSQL. */
  readonly schema: string;
  readonly table: TableSchema;
}

/** Names of types without parameters, and the type of ranges by what they are ranges of. */
const NAMES: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  inet: 'inet',
  bytes: 'bytea',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  timestamp: 'timestamptz',
  interval: 'interval',
  json: 'jsonb',
  record: 'jsonb',
  map: 'jsonb',
};

const RANGES: Readonly<Record<string, string>> = {
  date: 'daterange',
  datetime: 'tsrange',
  timestamp: 'tstzrange',
  integer: 'int8range',
  decimal: 'numrange',
};

/**
 * The type of PostgreSQL for a field. A record is `jsonb`, a list of values is an array, and what
 * PostgreSQL has no type for, such as a place on the globe, is `text`.
 *
 * @example
 * postgresType({ name: 'a', type: 'decimal', precision: 10, scale: 2, mode: 'nullable' }) // => 'numeric(10,2)'
 * postgresType({ name: 'a', type: 'char', length: 2, mode: 'repeated' }) // => 'char(2)[]'
 * postgresType({ name: 'a', type: 'integer', unsigned: true, mode: 'required' }) // => 'numeric(20,0)'
 */
export function postgresType(field: Field): string {
  const [element] = field.fields ?? [];
  // The dimensions of an array are not part of its type.
  if (field.type === 'list' && element !== undefined) return postgresType(element);
  const one = typeOfOne(field);
  return field.mode === 'repeated' ? `${one}[]` : one;
}

function typeOfOne({ type, bits = 64, unsigned = false, ...field }: Field): string {
  switch (type) {
    case 'integer':
      return integerType(unsigned ? bits + 1 : bits);
    case 'float':
      return bits === 32 ? 'real' : 'double precision';
    case 'decimal':
      return field.precision === undefined
        ? 'numeric'
        : `numeric(${field.precision},${field.scale ?? 0})`;
    case 'char':
      return `char(${field.length ?? 1})`;
    case 'string':
      return field.length === undefined ? 'text' : `varchar(${field.length})`;
    case 'range':
      return field.rangeOf === 'integer' && bits <= 32
        ? 'int4range'
        : (RANGES[field.rangeOf ?? ''] ?? 'text');
    default:
      return NAMES[type] ?? 'text';
  }
}

/** @param bits with the sign */
function integerType(bits: number): string {
  if (bits <= 16) return 'smallint';
  if (bits <= 32) return 'integer';
  if (bits <= 64) return 'bigint';
  return bits <= 65 ? 'numeric(20,0)' : 'numeric(39,0)';
}

/**
 * The statements that create a table: its columns, keys, values and ranges, and its descriptions as
 * comments; but no foreign keys, see {@link addForeignKeys}. A counter becomes an identity. A default or
 * an expression is not part of a schema: such a column is created without one, and may be NULL.
 */
export function createPostgresTable(quotes: Quotes, { schema, table }: PostgresPlace): string {
  const name = qualified(quotes, schema, table.name);
  const columnsOf = (names: readonly string[]) =>
    names.map((each) => quotes.quoted(each)).join(', ');
  const parts = [
    ...table.fields.map((field) => columnOf(quotes, signedKey(field, table))),
    ...(table.primaryKey === undefined ? [] : [`PRIMARY KEY (${columnsOf(table.primaryKey)})`]),
    ...(table.unique ?? []).map((names) => `UNIQUE (${columnsOf(names)})`),
    ...table.fields.flatMap((field) => checksOf(quotes, field)),
  ];
  const comments = [
    commentOn(quotes, `TABLE ${name}`, table.description),
    ...table.fields.map((field) =>
      commentOn(quotes, `COLUMN ${name}.${quotes.quoted(field.name)}`, field.description),
    ),
  ];
  return [`CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n)`, ...comments.flat()].join(';\n');
}

/** How the keys of a table are completed. */
export interface ForeignKeyPlaces {
  /** Where the table that a key refers to is, and its primary key; `undefined` where rows of it are not added. */
  placeOf(key: ForeignKey): PostgresPlace | undefined;
  /** Whether that table is filled later, so that the key can only be checked at the end. */
  isLater(key: ForeignKey): boolean;
}

/** The statements that add the foreign keys of a table. Keys to tables that get no rows are left out. */
export function addForeignKeys(
  quotes: Quotes,
  { schema, table }: PostgresPlace,
  { placeOf, isLater }: ForeignKeyPlaces,
): readonly string[] {
  const list = (names: readonly string[]) => names.map((each) => quotes.quoted(each)).join(', ');
  return (table.foreignKeys ?? []).flatMap((key) => {
    const other = placeOf(key);
    const fields = key.references.fields ?? other?.table.primaryKey;
    if (other === undefined || fields === undefined) return [];
    const referred = `${qualified(quotes, other.schema, other.table.name)} (${list(fields)})`;
    return [
      `ALTER TABLE ${qualified(quotes, schema, table.name)} ADD FOREIGN KEY (${list(key.fields)}) REFERENCES ${referred}${isLater(key) ? ' DEFERRABLE' : ''}`,
    ];
  });
}

/**
 * Counters and foreign keys are integers with a sign: an identity cannot be `numeric`, and a `numeric`
 * column cannot refer to one.
 */
function signedKey(field: Field, { foreignKeys = [] }: TableSchema): Field {
  const isKey =
    field.filledBy === 'identity' || foreignKeys.some(({ fields }) => fields.includes(field.name));
  return isKey && field.unsigned ? { ...field, unsigned: false } : field;
}

function columnOf(quotes: Quotes, field: Field): string {
  const identity = field.filledBy === 'identity' ? ' GENERATED BY DEFAULT AS IDENTITY' : '';
  const isFilled = field.filledBy === 'default' || field.filledBy === 'expression';
  const required = field.mode === 'required' && !isFilled ? ' NOT NULL' : '';
  return `${quotes.quoted(field.name)} ${postgresType(field)}${identity}${required}`;
}

function checksOf(quotes: Quotes, field: Field): string[] {
  const name = quotes.quoted(field.name);
  const written = (value: string | number) =>
    sqlValue(field, value, (text) => quotes.literal(text));
  const listed = field.values?.map(written).join(', ');
  const bound = (operator: string, { value, exclusive }: Bound) =>
    `CHECK (${name} ${operator}${exclusive ? '' : '='} ${written(value)})`;
  return [
    ...(listed === undefined
      ? []
      : [
          field.mode === 'repeated'
            ? `CHECK (${name} <@ ARRAY[${listed}]::${postgresType(field)})`
            : `CHECK (${name} IN (${listed}))`,
        ]),
    ...(field.min === undefined ? [] : [bound('>', field.min)]),
    ...(field.max === undefined ? [] : [bound('<', field.max)]),
    ...(field.atMost === undefined
      ? []
      : [
          `CHECK (${name} ${field.atMost.exclusive ? '<' : '<='} ${quotes.quoted(field.atMost.field)})`,
        ]),
  ];
}

function commentOn(quotes: Quotes, subject: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`COMMENT ON ${subject} IS ${quotes.literal(text)}`];
}
