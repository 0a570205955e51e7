import { sqlName } from '../duckdb/sql-text.ts';
import type { JsonValue } from '../model/json-row.ts';
import { intervalText } from './interval-text.ts';
import type { Field } from './table-schema.ts';

/**
 * The type in which a field is taken from the JSON of a row: as it is nested, with a text for each value.
 * DuckDB casts that to the type of the column, whatever it is.
 *
 * @example
 * jsonType({ name: 'a', type: 'decimal', mode: 'repeated' }) // => 'VARCHAR[]'
 * jsonType({ name: 'a', type: 'record', fields: [{ name: 'b', type: 'date', mode: 'nullable' }], mode: 'nullable' }) // => 'STRUCT("b" VARCHAR)'
 */
export function jsonType(field: Field): string {
  const one = jsonTypeOfOne(field);
  return field.mode === 'repeated' ? `${one}[]` : one;
}

function jsonTypeOfOne({ type, fields = [] }: Field): string {
  const [first, second] = fields;
  if (type === 'list' && first !== undefined) return jsonType(first);
  if (type === 'map' && first && second) return `MAP(VARCHAR, ${jsonType(second)})`;
  if (type !== 'record' || first === undefined) return 'VARCHAR';
  return `STRUCT(${fields.map((field) => `${sqlName(field.name)} ${jsonType(field)}`).join(', ')})`;
}

/**
 * What a value of a field is in the JSON that DuckDB takes: JSON as text, bytes with a number for each of
 * them, an interval in DuckDB's words, and all else as it is.
 *
 * @throws TypeError for bytes that are not in Base64.
 * @example
 * jsonForDuckDb({ name: 'a', type: 'bytes', mode: 'nullable' }, 'AP8=') // => '\\x00\\xff'
 * jsonForDuckDb({ name: 'a', type: 'json', mode: 'nullable' }, { b: [1] }) // => '{"b":[1]}'
 */
export function jsonForDuckDb(field: Field, value: JsonValue): JsonValue {
  if (value === null) return null;
  if (field.mode !== 'repeated' || !Array.isArray(value)) return oneForDuckDb(field, value);
  return value.map((each: JsonValue) => (each === null ? null : oneForDuckDb(field, each)));
}

function oneForDuckDb(field: Field, value: Exclude<JsonValue, null>): JsonValue {
  const [first, second] = field.fields ?? [];
  switch (field.type) {
    case 'json':
      return JSON.stringify(value);
    case 'bytes':
      return typeof value === 'string' ? escapedBytes(value) : value;
    case 'interval':
      return typeof value === 'string' ? intervalText(value) : value;
    case 'list':
      return first === undefined ? JSON.stringify(value) : jsonForDuckDb(first, value);
    case 'map':
      return second === undefined
        ? JSON.stringify(value)
        : mapped(value, (each) => jsonForDuckDb(second, each));
    case 'record': {
      if (first === undefined) return JSON.stringify(value);
      const inner = new Map(field.fields?.map((each) => [each.name, each]));
      return mapped(value, (each, name) => {
        const member = inner.get(name);
        return member === undefined ? each : jsonForDuckDb(member, each);
      });
    }
    default:
      return value;
  }
}

function mapped(
  value: JsonValue,
  change: (value: JsonValue, name: string) => JsonValue,
): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, change(each, name)]),
  );
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function escapedBytes(base64: string): string {
  if (!BASE64.test(base64)) throw new TypeError('The bytes are not in Base64');
  return bytesForDuckDb(Buffer.from(base64, 'base64'));
}

/**
 * Bytes as DuckDB casts them from text.
 *
 * @example
 * bytesForDuckDb(new Uint8Array([0, 255])) // => '\\x00\\xff'
 */
export function bytesForDuckDb(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/../g, '\\x$&');
}
