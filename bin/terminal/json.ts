import { printableLines } from '../../lib/printable.ts';

/**
 * A value as JSON that a terminal can show: control characters in texts are escaped, which is the same
 * JSON to whoever parses it.
 *
 * @param indent spaces for each level. Default: all on one line.
 */
export function toJson(value: unknown, { indent = 0 }: { indent?: number } = {}): string {
  return `${printableLines(JSON.stringify(value, null, indent))}\n`;
}
