/**
 * An instant as text, to the second.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * instantText(108_000_000) // => '1970-01-02T06:00:00Z'
 */
export function instantText(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
