import Table from 'cli-table3';
import type { QueryResult, QueryValue } from '../../lib/engines/engine.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { drawExpanded } from './expanded-rows.ts';
import { grouped } from './numbers.ts';
import { wrapped } from './wrapped.ts';

/** How a result is drawn. */
export interface TableOptions {
  readonly colours: boolean;
  /** Rows to draw at most. Default: all. */
  readonly limit?: number;
  /** Columns of the terminal. Default: as many as the table takes. */
  readonly width?: number;
}

const MOST_DECIMALS = 4;

/** A decimal, which is text so that it keeps its digits. */
const DECIMAL = /^-?\d+\.\d+$/;

/** Names of columns whose whole numbers are years: they have no comma between thousands. */
const YEAR = /^(ano|year)$/i;

/** A space on either side of a cell, and a border. */
const AROUND_CELL = 3;

/**
 * Text is not wrapped into narrower columns. Telephone numbers and timestamps are shorter than this,
 * and so stay on one line.
 */
const NARROWEST_WRAPPED = 20;

/**
 * A table whose rows take more lines than this is harder to read than a block for each row: where
 * only one column is wrapped, and where several are.
 */
const MOST_LINES = { oneColumn: 3, severalColumns: 2 } as const;

/** Select Graphic Rendition (ECMA-48). */
const CYAN = '\u001b[36m';
const DEFAULT_COLOUR = '\u001b[39m';

/**
 * Draws a result as a table, with numbers to the right and NULL as a dash.
 *
 * Nothing is cut to fit a terminal. Where the table is too wide, text is wrapped between words; where
 * that is not enough, each row becomes a block of lines, one for each column.
 */
export function drawTable(
  { columns, rows }: QueryResult,
  { colours, limit = rows.length, width = Number.POSITIVE_INFINITY }: TableOptions,
): string {
  const shown = rows.slice(0, limit);
  const decimals = columns.map((_, column) =>
    shown.reduce((most, row) => Math.max(most, decimalsOf(row[column])), 0),
  );
  const cells = shown.map((row) =>
    row.map((value, column) =>
      YEAR.test(columns[column] ?? '') && Number.isInteger(value)
        ? String(value)
        : cell(value, decimals[column] ?? 0),
    ),
  );
  // Coloured here, because the library's own colours depend on the environment.
  const emphasize = (name: string) => (colours ? `${CYAN}${name}${DEFAULT_COLOUR}` : name);
  const widths = fittingWidths(columns, cells, width);
  if (widths === undefined) return drawExpanded(columns, cells, { width, emphasize });
  const table = new Table({
    head: columns.map(emphasize),
    colAligns: columns.map((_, column) => (isNumeric(rows, column) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of cells) {
    table.push(row.map((text, column) => linesOf(text, widths[column]).join('\n')));
  }
  return table.toString();
}

/**
 * Widths of the columns, without what is around a cell. The widest give way until the table fits,
 * but none becomes narrower than its longest word, or than {@link NARROWEST_WRAPPED}.
 *
 * @returns `undefined` when no legible table fits
 */
function fittingWidths(
  columns: readonly string[],
  cells: readonly (readonly string[])[],
  width: number,
): number[] | undefined {
  const widthsBy = (measure: (text: string) => number) =>
    columns.map((name, column) =>
      cells.reduce((most, row) => Math.max(most, measure(row[column] ?? '')), lengthOf(name)),
    );
  const widths = widthsBy(lengthOf);
  let excess = widths.reduce((sum, each) => sum + each + AROUND_CELL, 1) - width;
  if (excess <= 0) return widths;
  const least = widthsBy((text) =>
    Math.max(Math.min(lengthOf(text), NARROWEST_WRAPPED), ...text.split(' ').map(lengthOf)),
  );
  for (; excess > 0; excess -= 1) {
    const giving = widths.map((each, column) => (each > (least[column] ?? 0) ? each : 0));
    const widest = Math.max(0, ...giving);
    if (widest === 0) return undefined;
    widths[giving.indexOf(widest)] = widest - 1;
  }
  return isLegible(cells, widths) ? widths : undefined;
}

function isLegible(cells: readonly (readonly string[])[], widths: readonly number[]): boolean {
  const lines = widths.map((width, column) =>
    cells.reduce((most, row) => Math.max(most, linesOf(row[column] ?? '', width).length), 1),
  );
  const isSeveral = lines.filter((most) => most > 1).length > 1;
  return Math.max(...lines) <= MOST_LINES[isSeveral ? 'severalColumns' : 'oneColumn'];
}

function linesOf(text: string, width = Number.POSITIVE_INFINITY): string[] {
  return lengthOf(text) <= width ? [text] : wrapped(text, { lead: '', width });
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
  // String would write a small number with an exponent.
  return (
    value
      .toFixed(MOST_DECIMALS)
      .replace(/\.?0+$/, '')
      .split('.')[1]?.length ?? 0
  );
}

function isNumeric(rows: QueryResult['rows'], column: number): boolean {
  return rows.some(({ [column]: value }) => typeof value === 'number' || isDecimal(value));
}

function isDecimal(value: QueryValue | undefined): boolean {
  return typeof value === 'string' && DECIMAL.test(value);
}

function lengthOf(text: string): number {
  return [...text].length;
}
