import type { MockTable } from '../mock-table.ts';
import { JsonWriter } from './json-writer.ts';

/** Some rows as NDJSON. */
export interface MockLines {
  /** One JSON object a line, in UTF-8, with a line feed behind each. The next lines replace them. */
  readonly bytes: Uint8Array;
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
  const writer = new JsonWriter();
  for (const rows of table.rowSets(period, from, to)) {
    yield { bytes: writer.lines(table.records(rows)), rows: rows.length };
  }
}
