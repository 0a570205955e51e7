import Table from 'cli-table3';
import type { QueryResult, QueryValue } from '../../lib/queries/query-engine.ts';
import { grouped } from './numbers.ts';

const MOST_DECIMALS = 4;

/** Select Graphic Rendition (ECMA-48). */
const CYAN = '\u001b[36m';
const DEFAULT_COLOUR = '\u001b[39m';

/**
 * Draws a result as a table; numbers to the right, NULL as a dash.
 *
 * @param limit rows to draw at the most. Default: all.
 */
export function drawTable(
  { columns, rows }: QueryResult,
  { colours, limit = rows.length }: { colours: boolean; limit?: number },
): string {
  const shown = rows.slice(0, limit);
  const decimals = columns.map((_, column) =>
    shown.reduce((most, row) => Math.max(most, decimalsOf(row[column])), 0),
  );
  const table = new Table({
    // Coloured here, because the library's own colours depend on the environment.
    head: columns.map((name) => (colours ? `${CYAN}${name}${DEFAULT_COLOUR}` : name)),
    colAligns: columns.map((_, column) => (isNumeric(rows, column) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of shown) {
    table.push(row.map((value, column) => cell(value, decimals[column] ?? 0)));
  }
  return table.toString();
}

/** Numbers of a column have as many decimals as the one that has most. */
function cell(value: QueryValue, decimals: number): string {
  if (value === null) return '-';
  if (typeof value !== 'number') return String(value);
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
