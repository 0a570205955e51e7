import type { JsonValue } from '../model/json-row.ts';

/** A value that PostgreSQL cannot hold in a column, whatever its type is. */
export class Unwritable extends Error {
  /** What was expected, and what was got instead, without the value. */
  readonly expected: string;
  readonly got: string;

  constructor({ expected, got }: { readonly expected: string; readonly got: string }) {
    super(`Expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
  }
}

/** Characters that the text format of COPY writes with a backslash. */
const ESCAPED = /[\\\n\r\t]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const JSON_TYPE = /^jsonb?$/;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** U+0000 in JSON, not behind a backslash that is itself escaped. */
const NUL_IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * A value of a row in the text format of COPY.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 *
 * @param type of the column, as `format_type` writes it
 * @throws Unwritable for a text with U+0000 or half of a surrogate pair, and for bytes not in Base64.
 * @example
 * copyText(null, 'text') // => '\\N'
 * copyText('a\tb', 'text') // => 'a\\tb'
 * copyText('AAH/', 'bytea') // => '\\\\x0001ff'
 * copyText(['a', 'b"c', null], 'text[]') // => '{"a","b\\\\"c",NULL}'
 * copyText({ a: [1] }, 'jsonb') // => '{"a":[1]}'
 */
export function copyText(value: JsonValue, type: string): string {
  if (value === null) return '\\N';
  const text =
    Array.isArray(value) && isArray(type) ? arrayText(value, type) : oneText(value, type);
  return text.replace(ESCAPED, (character) => ESCAPES[character] ?? character);
}

/** The dimensions of an array are not part of its type. */
function isArray(type: string): boolean {
  return type.endsWith('[]');
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayText(values: readonly JsonValue[], type: string): string {
  const elements = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayText(value, type);
    const text = oneText(value, type.slice(0, -'[]'.length));
    return `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

function oneText(value: Exclude<JsonValue, null>, type: string): string {
  if (typeof value === 'object' || JSON_TYPE.test(type)) return jsonText(value);
  if (typeof value !== 'string') return String(value);
  if (type === 'bytea') return bytesText(value);
  return checked(value, value.includes('\0') || !value.isWellFormed());
}

function jsonText(value: JsonValue): string {
  const text = JSON.stringify(value);
  return checked(text, NUL_IN_JSON.test(text) || /\\u[dD][89a-fA-F]/.test(text));
}

function bytesText(value: string): string {
  if (!BASE64.test(value)) {
    throw new Unwritable({ expected: 'bytes in Base64', got: 'another text' });
  }
  return `\\x${Buffer.from(value, 'base64').toString('hex')}`;
}

function checked(text: string, isUnwritable: boolean): string {
  if (!isUnwritable) return text;
  throw new Unwritable({
    expected: 'a text that PostgreSQL can hold',
    got: 'a text with U+0000 or half of a surrogate pair',
  });
}
