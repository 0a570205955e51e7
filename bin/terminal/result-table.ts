import Table from 'cli-table3';
import type { QueryResult, QueryValue } from '../../lib/queries/query-engine.ts';
import { grouped } from './numbers.ts';

/**
 * Draws a result as a table; numbers to the right, NULL as a dash.
 *
 * @param limit rows to draw at the most. Default: all.
 */
export function drawTable(
  { columns, rows }: QueryResult,
  { colours, limit = rows.length }: { colours: boolean; limit?: number },
): string {
  const table = new Table({
    head: [...columns],
    colAligns: columns.map((_, column) => (isNumeric(rows, column) ? 'right' : 'left')),
    style: { head: colours ? ['cyan'] : [], border: colours ? ['grey'] : [], compact: true },
  });
  for (const row of rows.slice(0, limit)) table.push(row.map(cell));
  return table.toString();
}

function cell(value: QueryValue): string {
  if (value === null) return '-';
  return typeof value === 'number' && Number.isInteger(value) ? grouped(value) : String(value);
}

function isNumeric(rows: QueryResult['rows'], column: number): boolean {
  return rows.some((row) => typeof row[column] === 'number');
}
