/**
 * Wraps a text between words into lines that fit a width. A word that is longer than the width
 * keeps a line of its own.
 *
 * @param lead what the first line begins with; the others are indented by as many spaces
 * @param width columns of the terminal
 */
export function wrapped(text: string, { lead, width }: { lead: string; width: number }): string[] {
  const lines: string[] = [];
  let line = lead;
  let begun = false;
  for (const word of text.split(' ')) {
    if (begun && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = ' '.repeat(lead.length);
      begun = false;
    }
    line += begun ? ` ${word}` : word;
    begun = true;
  }
  return [...lines, line];
}
