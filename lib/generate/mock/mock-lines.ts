import type { MockTable } from './mock-table.ts';

/**
 * The rows of a period as NDJSON: one JSON object a line, with a line feed behind each.
 *
 * @param range.from first row, from 0. Default: the first
 * @param range.to the row after the last. Default: all
 */
export function* mockLines(
  table: MockTable,
  period: number,
  { from, to }: { readonly from?: number; readonly to?: number } = {},
): Generator<string> {
  for (const rows of table.rowSets(period, from, to)) {
    yield table
      .rows(rows)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join('');
  }
}
