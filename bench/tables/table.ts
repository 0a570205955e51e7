/** A table of the document. */
export interface BenchTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Paragraphs below the table. */
  readonly notes?: readonly string[];
}

/** Formats a table as Markdown, with the first column aligned left and the others right. */
export function markdownOf({ columns, rows, notes = [] }: BenchTable): string {
  const lines = [columns, columns.map((_, column) => (column === 0 ? '---' : '--:')), ...rows];
  const table = lines.map((cells) => line(cells)).join('\n');
  return [table, ...notes].join('\n\n');
}

/** Formats a table for a terminal, with columns of equal width and without bold marks. */
export function plainOf({ columns, rows, notes = [] }: BenchTable): string {
  const lines = [columns, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('**', '')));
  const widths = columns.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  const [head = [], ...body] = lines;
  return [head, rule, ...body]
    .map((cells) =>
      line(
        cells.map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        ),
      ),
    )
    .concat(notes)
    .join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
