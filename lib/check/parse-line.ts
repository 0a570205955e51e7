import type { JsonValue } from '../model/json-row.ts';

/** Texts, which are kept, and the numbers that JSON does not have but some programs write. */
const TEXT_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"?|-?\b(?:NaN|Infinity)\b/g;

/** A number of JSON that is infinite in JavaScript, so that every type refuses it. */
const NO_NUMBER = '1e999';

/**
 * A line of NDJSON as a value. `NaN` and `Infinity`, which Python and others write as if they were JSON, become
 * an infinite number: a fault of their field, and not of the whole line.
 *
 * @returns `undefined` when it is no JSON
 * @example
 * parseLine('{"a":"NaN"}') // => { a: 'NaN' }
 * parseLine('{"a":NaN}') // => { a: Infinity }
 * parseLine('{"a":') // => undefined
 */
export function parseLine(line: string): JsonValue | undefined {
  const parsed = parseJson(line);
  if (parsed !== undefined || !/NaN|Infinity/.test(line)) return parsed;
  return parseJson(
    line.replace(TEXT_OR_NO_NUMBER, (found) => (found.startsWith('"') ? found : NO_NUMBER)),
  );
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
