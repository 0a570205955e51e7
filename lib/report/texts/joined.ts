/**
 * Texts as one list: commas between them, and a word before the last one.
 *
 * @example
 * joined(['a', 'b', 'c'], ' and ') // => 'a, b and c'
 */
export function joined(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1)}`;
}
