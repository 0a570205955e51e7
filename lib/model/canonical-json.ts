/**
 * JSON with the names of each object in the order of their UTF-16 units, so that equal data is equal text.
 *
 * @example
 * canonicalJson({ b: [{ d: 1, c: 2 }], a: null }) // => '{"a":null,"b":[{"c":2,"d":1}]}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
