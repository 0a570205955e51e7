import { textsOf } from './mock-column.ts';
import type { MockTable } from './mock-table.ts';

/**
 * The rows of a period as NDJSON: one JSON object a line, with a line feed behind each. A thousand lines
 * at a time.
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
    yield `${textsOf(table.records(rows)).join('\n')}\n`;
  }
}
