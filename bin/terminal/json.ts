import { printableLines } from '../../lib/printable.ts';

/**
 * Formats a value as JSON that is safe to print on a terminal, with a line feed at its end. Control
 * characters within strings are escaped; a parser reads the same value.
 *
 * @param indent spaces for each level. Default: 0, which is all on one line.
 */
export function toJson(value: unknown, { indent = 0 }: { indent?: number } = {}): string {
  return `${printableLines(JSON.stringify(value, null, indent))}\n`;
}
