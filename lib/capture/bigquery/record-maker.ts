import type { JsonValue } from '../../model/json-row.ts';

/** A record of JSON. */
export type JsonRecord = { readonly [name: string]: JsonValue };

/**
 * Prepares to make records of the same members. An assignment is several times as fast as
 * `Object.fromEntries`, but does not add a member `__proto__`.
 *
 * @example
 * recordMaker(['a', 'b'])([1, null]) // => { a: 1, b: null }
 */
export function recordMaker(
  names: readonly string[],
): (values: readonly JsonValue[]) => JsonRecord {
  if (names.includes('__proto__')) {
    return (values) =>
      Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
  }
  return (values) => {
    const record: Record<string, JsonValue> = {};
    for (let index = 0; index < names.length; index += 1) {
      record[names[index] ?? ''] = values[index] ?? null;
    }
    return record;
  };
}
