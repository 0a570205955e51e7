import { columnTexts } from './mock-column.ts';
import type { MockTable } from './mock-table.ts';

/** Some rows as NDJSON. */
export interface MockLines {
  /** One JSON object a line, with a line feed behind each. */
  readonly text: string;
  readonly rows: number;
}

/**
 * The rows of a period as NDJSON, a thousand at a time.
 *
 * @param range.from first row, from 0. Default: the first
 * @param range.to the row after the last. Default: all
 */
export function* mockLines(
  table: MockTable,
  period: number,
  { from, to }: { readonly from?: number; readonly to?: number } = {},
): Generator<MockLines> {
  for (const rows of table.rowSets(period, from, to)) {
    yield { text: `${columnTexts(table.records(rows)).join('\n')}\n`, rows: rows.length };
  }
}
