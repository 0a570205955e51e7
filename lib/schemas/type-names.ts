import type { TypeFacts } from './field-types.ts';

/** Whose words a type is written in: one name can mean two things. */
export type Dialect = 'bigquery' | 'postgres' | 'mysql' | 'hive' | 'duckdb';

type Names = Readonly<Record<string, TypeFacts>>;

const INT64: TypeFacts = { type: 'integer' };
const INT32: TypeFacts = { type: 'integer', bits: 32 };
const FLOAT64: TypeFacts = { type: 'float' };
const FLOAT32: TypeFacts = { type: 'float', bits: 32 };

/** Names that mean the same wherever they are known. */
const shared: Names = {
  string: { type: 'string' },
  text: { type: 'string' },
  varchar: { type: 'string' },
  'character varying': { type: 'string' },
  char: { type: 'char', length: 1 },
  character: { type: 'char', length: 1 },
  uuid: { type: 'uuid' },
  bytes: { type: 'bytes' },
  binary: { type: 'bytes' },
  varbinary: { type: 'bytes' },
  blob: { type: 'bytes' },
  tinyint: { type: 'integer', bits: 8 },
  smallint: { type: 'integer', bits: 16 },
  int: INT32,
  integer: INT32,
  bigint: INT64,
  float: FLOAT32,
  real: FLOAT32,
  double: FLOAT64,
  'double precision': FLOAT64,
  decimal: { type: 'decimal' },
  numeric: { type: 'decimal' },
  boolean: { type: 'boolean' },
  bool: { type: 'boolean' },
  date: { type: 'date' },
  time: { type: 'time' },
  'time without time zone': { type: 'time' },
  'time with time zone': { type: 'time' },
  datetime: { type: 'datetime' },
  timestamp: { type: 'timestamp' },
  'timestamp with time zone': { type: 'timestamp' },
  'timestamp without time zone': { type: 'datetime' },
  timestamptz: { type: 'timestamp' },
  interval: { type: 'interval' },
  json: { type: 'json' },
  geometry: { type: 'geography' },
  geography: { type: 'geography' },
};

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types, and the names of its REST API. */
const bigquery: Names = {
  int64: INT64,
  int: INT64,
  integer: INT64,
  smallint: INT64,
  tinyint: INT64,
  byteint: INT64,
  float: FLOAT64,
  float64: FLOAT64,
  numeric: { type: 'decimal', precision: 38, scale: 9 },
  decimal: { type: 'decimal', precision: 38, scale: 9 },
  bignumeric: { type: 'decimal', precision: 76, scale: 38 },
  bigdecimal: { type: 'decimal', precision: 76, scale: 38 },
};

/** https://www.postgresql.org/docs/current/datatype.html */
const postgres: Names = {
  int2: { type: 'integer', bits: 16 },
  int4: INT32,
  int8: INT64,
  smallserial: { type: 'integer', bits: 16, filledBy: 'identity' },
  serial: { type: 'integer', bits: 32, filledBy: 'identity' },
  serial4: { type: 'integer', bits: 32, filledBy: 'identity' },
  bigserial: { type: 'integer', filledBy: 'identity' },
  serial8: { type: 'integer', filledBy: 'identity' },
  oid: { type: 'integer', bits: 32, unsigned: true },
  float: FLOAT64,
  float4: FLOAT32,
  float8: FLOAT64,
  money: { type: 'decimal', precision: 19, scale: 2 },
  bpchar: { type: 'char', length: 1 },
  name: { type: 'string', length: 63 },
  citext: { type: 'string' },
  xml: { type: 'string' },
  bytea: { type: 'bytes' },
  timestamp: { type: 'datetime' },
  timetz: { type: 'time' },
  jsonb: { type: 'json' },
  inet: { type: 'inet' },
  int4range: { type: 'range', rangeOf: 'integer', bits: 32 },
  int8range: { type: 'range', rangeOf: 'integer' },
  numrange: { type: 'range', rangeOf: 'decimal' },
  tsrange: { type: 'range', rangeOf: 'datetime' },
  tstzrange: { type: 'range', rangeOf: 'timestamp' },
  daterange: { type: 'range', rangeOf: 'date' },
};

/** https://dev.mysql.com/doc/refman/8.4/en/data-types.html */
const mysql: Names = {
  mediumint: { type: 'integer', bits: 24 },
  decimal: { type: 'decimal', precision: 10, scale: 0 },
  numeric: { type: 'decimal', precision: 10, scale: 0 },
  real: FLOAT64,
  bit: { type: 'integer', unsigned: true },
  year: { type: 'integer', bits: 16, unsigned: true },
  tinytext: { type: 'string' },
  mediumtext: { type: 'string' },
  longtext: { type: 'string' },
  tinyblob: { type: 'bytes' },
  mediumblob: { type: 'bytes' },
  longblob: { type: 'bytes' },
  point: { type: 'geography' },
};

/** Hive's names, which Glue and Athena use: https://docs.aws.amazon.com/athena/latest/ug/data-types.html */
const hive: Names = {
  decimal: { type: 'decimal', precision: 10, scale: 0 },
};

/** https://duckdb.org/docs/stable/sql/data_types/overview */
const duckdb: Names = {
  hugeint: { type: 'integer', bits: 128 },
  utinyint: { type: 'integer', bits: 8, unsigned: true },
  usmallint: { type: 'integer', bits: 16, unsigned: true },
  uinteger: { type: 'integer', bits: 32, unsigned: true },
  ubigint: { type: 'integer', unsigned: true },
  uhugeint: { type: 'integer', bits: 128, unsigned: true },
  decimal: { type: 'decimal', precision: 18, scale: 3 },
  numeric: { type: 'decimal', precision: 18, scale: 3 },
  timestamp: { type: 'datetime' },
  timestamp_s: { type: 'datetime' },
  timestamp_ms: { type: 'datetime' },
  timestamp_ns: { type: 'datetime' },
};

const dialects: Readonly<Record<Dialect, Names>> = {
  bigquery: { ...shared, ...bigquery },
  postgres: { ...shared, ...postgres },
  mysql: { ...shared, ...mysql },
  hive: { ...shared, ...hive },
  duckdb: { ...shared, ...duckdb },
};

/**
 * What the name of a type means, or `undefined` where the dialect does not have it.
 *
 * @param name in any case, with one space between words
 * @example
 * typeNamed('INT', 'bigquery') // => { type: 'integer' }
 * typeNamed('int', 'postgres') // => { type: 'integer', bits: 32 }
 * typeNamed('strng', 'bigquery') // => undefined
 */
export function typeNamed(name: string, dialect: Dialect): TypeFacts | undefined {
  const names = dialects[dialect];
  const lower = name.toLowerCase();
  return Object.hasOwn(names, lower) ? names[lower] : undefined;
}

/** The names of types that a dialect has, for the advice of an error. */
export function typeNamesOf(dialect: Dialect): readonly string[] {
  return Object.keys(dialects[dialect]);
}
