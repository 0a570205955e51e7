import type { JsonValue } from '../model/json-row.ts';

/** All integers of fewer digits are below 2^53. */
const LONG = /\d{16}/;

/** A number of JSON, outside of strings. */
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;

/**
 * Parses JSON without losing digits: integers beyond 2^53 become text, as in every `JsonValue`. Other
 * numbers are the nearest double.
 *
 * @throws SyntaxError when the text is not JSON.
 * @example
 * parseExactJson('[9007199254740993, 7, "12345678901234567"]') // => ['9007199254740993', 7, '12345678901234567']
 */
export function parseExactJson(text: string): JsonValue {
  const value = JSON.parse(text) as JsonValue;
  // The search for strings relies on the text being JSON, which is certain only now.
  return LONG.test(text) ? (JSON.parse(withLongIntegersQuoted(text)) as JsonValue) : value;
}

function withLongIntegersQuoted(json: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const start = quote < 0 ? json.length : quote;
    parts.push(json.slice(at, start).replace(NUMBER, quotedIfLong));
    at = quote < 0 ? json.length : endOfString(json, quote);
    parts.push(json.slice(start, at));
  }
  return parts.join('');
}

function quotedIfLong(number: string): string {
  return INTEGER.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number;
}

/** The index after the closing quote of the string that begins at `quote`. */
function endOfString(json: string, quote: number): number {
  let end = json.indexOf('"', quote + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
