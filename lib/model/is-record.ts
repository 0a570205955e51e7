/**
 * Whether a value is an object, and no list.
 *
 * @example
 * isRecord([]) // => false
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A value that is an object, and no list; else an object without members, so that what a document lacks is
 * `undefined` at any depth.
 *
 * @example
 * recordOr(null) // => {}
 */
export function recordOr(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
