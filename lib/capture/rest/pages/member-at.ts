import type { JsonValue } from '../../../model/json-row.ts';

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/**
 * Whether a value of JSON is an object, and not a list.
 *
 * @example
 * isJsonObject([]) // => false
 */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a value of JSON is a list.
 *
 * @example
 * isJsonList([]) // => true
 */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The member that a path of names leads to; `undefined` where there is none.
 *
 * @param path names with dots between them; `''` is the value itself
 * @example
 * memberAt({ shows: { items: [1] } }, 'shows.items') // => [1]
 * memberAt({ shows: null }, 'shows.items') // => undefined
 */
export function memberAt(value: JsonValue, path: string): JsonValue | undefined {
  if (path === '') return value;
  let found: JsonValue | undefined = value;
  for (const name of path.split('.')) {
    if (!isJsonObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/**
 * The kind of a value in words, for messages that must not hold the value.
 *
 * @example
 * kindOfJson([]) // => 'a list'
 * kindOfJson(undefined) // => 'nothing'
 */
export function kindOfJson(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (isJsonList(value)) return 'a list';
  const kinds: Readonly<Record<string, string>> = { object: 'an object', string: 'text' };
  return kinds[typeof value] ?? `a ${typeof value}`;
}
