import { checkBatch } from '../columns/check-batch.ts';
import { type Batch, rowCount, sliceOf } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { writeColumnChunk } from './column-chunk.ts';
import type { OutgoingBytes } from './outgoing-bytes.ts';
import type { RowGroupFacts } from './parquet-structures.ts';

/** The batches that become one row group. */
export interface RowGroup {
  readonly batches: readonly Batch[];
  readonly rows: number;
}

/**
 * Checks batches and gathers them into row groups of a fixed number of rows, however the rows are cut
 * into batches. If the rows at the end are less than half a row group, they join the one before:
 * a small row group costs a reader as much as a large one.
 *
 * @param groupRows rows of each row group but the last one or two
 * @throws BatchError if a batch does not fit the table.
 */
export async function* rowGroupsOf(
  table: Table,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  groupRows: number,
): AsyncGenerator<RowGroup> {
  const full = groupRows + Math.ceil(groupRows / 2);
  let held: Batch[] = [];
  let rows = 0;
  for await (const batch of batches) {
    checkBatch(table, batch);
    held.push(batch);
    rows += rowCount(table, batch);
    while (rows >= full) {
      const [group, rest] = cut(table, held, groupRows);
      yield { batches: group, rows: groupRows };
      held = rest;
      rows -= groupRows;
    }
  }
  if (rows > 0) yield { batches: held, rows };
}

/** Cuts batches into those of the first `rows` rows, and those of the others. */
function cut(table: Table, batches: readonly Batch[], rows: number): [Batch[], Batch[]] {
  const [first, rest]: [Batch[], Batch[]] = [[], []];
  let left = rows;
  for (const batch of batches) {
    const count = rowCount(table, batch);
    if (left >= count) first.push(batch);
    else if (left <= 0) rest.push(batch);
    else {
      first.push(rowsOf(batch, 0, left));
      rest.push(rowsOf(batch, left, count));
    }
    left -= count;
  }
  return [first, rest];
}

function rowsOf(batch: Batch, from: number, to: number): Batch {
  const columns = Object.entries(batch).map(([name, values]) => [name, sliceOf(values, from, to)]);
  return Object.fromEntries(columns);
}

/** Appends a row group to a file. Returns what the footer says of it. */
export function writeRowGroup(
  file: OutgoingBytes,
  table: Table,
  { batches, rows }: RowGroup,
): RowGroupFacts {
  const columns = table.columns.map((column) => {
    const parts = batches.map((batch) => batch[column.name] ?? []);
    return writeColumnChunk(file, column, parts, rows);
  });
  return { rows, columns };
}
