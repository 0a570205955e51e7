import { wrapped } from './wrapped.ts';

/** Between the name of a column and its value. */
const GAP = 2;

/**
 * Draws each row as a block of lines, one for each column: its name, and its value from the same
 * position on. Long values are wrapped between words. A blank line separates the blocks.
 *
 * @param cells rows x columns, as they are printed
 * @param emphasize colours the name of a column
 */
export function drawExpanded(
  columns: readonly string[],
  cells: readonly (readonly string[])[],
  { width, emphasize }: { width: number; emphasize: (name: string) => string },
): string {
  if (cells.length === 0) {
    return wrapped(`No rows. The columns are ${columns.join(', ')}.`, { lead: '', width }).join(
      '\n',
    );
  }
  const indent = Math.max(...columns.map((name) => [...name].length)) + GAP;
  const blocks = cells.map((row) =>
    columns.map((name, column) => {
      const lines = wrapped(row[column] ?? '', { lead: ' '.repeat(indent), width }).join('\n');
      const padding = ' '.repeat(indent - [...name].length);
      return `${emphasize(name)}${padding}${lines.slice(indent)}`;
    }),
  );
  return blocks.map((block) => block.join('\n')).join('\n\n');
}
