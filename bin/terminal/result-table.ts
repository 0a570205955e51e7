import Table from 'cli-table3';
import type { QueryResult, QueryValue } from '../../lib/engines/engine.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { grouped } from './numbers.ts';

const MOST_DECIMALS = 4;

/** A space on either side of a cell. */
const PADDING = 2;

/** No column is made narrower than this. */
const NARROWEST = 10;

/** Select Graphic Rendition (ECMA-48). */
const CYAN = '\u001b[36m';
const DEFAULT_COLOUR = '\u001b[39m';

/**
 * Draws a result as a table; numbers to the right, NULL as a dash.
 *
 * @param limit rows to draw at the most. Default: all.
 * @param width columns of the terminal; wide text is wrapped to fit. Default: as wide as it gets.
 */
export function drawTable(
  { columns, rows }: QueryResult,
  {
    colours,
    limit = rows.length,
    width = Number.POSITIVE_INFINITY,
  }: { colours: boolean; limit?: number; width?: number },
): string {
  const shown = rows.slice(0, limit);
  const decimals = columns.map((_, column) =>
    shown.reduce((most, row) => Math.max(most, decimalsOf(row[column])), 0),
  );
  const cells = shown.map((row) => row.map((value, column) => cell(value, decimals[column] ?? 0)));
  const table = new Table({
    // Coloured here, because the library's own colours depend on the environment.
    head: columns.map((name) => (colours ? `${CYAN}${name}${DEFAULT_COLOUR}` : name)),
    colAligns: columns.map((_, column) => (isNumeric(rows, column) ? 'right' : 'left')),
    colWidths: fittingWidths([columns, ...cells], width),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const row of cells) table.push(row);
  return table.toString();
}

/** Widths of the columns with their padding: the widest give way until the table fits. */
function fittingWidths(lines: readonly (readonly string[])[], width: number): number[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    lines.reduce((most, line) => Math.max(most, [...(line[column] ?? '')].length + PADDING), 0),
  );
  let excess = widths.reduce((sum, each) => sum + each + 1, 1) - width;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const reduced = (widths[widest] ?? 0) - 1;
    if (reduced < NARROWEST) break;
    widths[widest] = reduced;
    excess -= 1;
  }
  return widths;
}

/** Numbers of a column have as many decimals as the one that has most. */
function cell(value: QueryValue, decimals: number): string {
  if (value === null) return '-';
  if (typeof value !== 'number') return escapeUnprintable(String(value));
  const [whole, fraction] = value.toFixed(decimals).split('.');
  const sign = Number(value.toFixed(decimals)) < 0 ? '-' : '';
  const integer = `${sign}${grouped(Math.abs(Number(whole)))}`;
  return fraction === undefined ? integer : `${integer}.${fraction}`;
}

function decimalsOf(value: QueryValue | undefined): number {
  if (typeof value !== 'number') return 0;
  // Through toFixed, because a small number is written with an exponent otherwise.
  return (
    value
      .toFixed(MOST_DECIMALS)
      .replace(/\.?0+$/, '')
      .split('.')[1]?.length ?? 0
  );
}

function isNumeric(rows: QueryResult['rows'], column: number): boolean {
  return rows.some((row) => typeof row[column] === 'number');
}
