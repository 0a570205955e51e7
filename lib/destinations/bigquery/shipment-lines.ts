import { checkBatch } from '../../columns/check-batch.ts';
import { describeValue } from '../../columns/describe-value.ts';
import { ndjsonLines } from '../../columns/ndjson.ts';
import { BatchError, DatabaseError } from '../../errors.ts';
import { type Batch, rowCount, valueAt } from '../../model/batch.ts';
import type { Table } from '../../model/table.ts';
import type { Shipment } from '../destination.ts';

/**
 * The rows of some shipments as lines of NDJSON, batch by batch.
 *
 * @throws BatchError when a value does not fit its column, or is a text with U+0000; DatabaseError when a
 *   shipment has more or fewer rows than it says.
 */
export async function* shipmentLines(
  table: Table,
  shipments: readonly Shipment[],
): AsyncGenerator<Iterable<string>> {
  for (const { period, rows, batches } of shipments) {
    let count = 0;
    for await (const batch of batches()) {
      checkBatch(table, batch);
      checkTexts(table, batch);
      count += rowCount(table, batch);
      yield ndjsonLines(table, batch);
    }
    if (count !== rows) throw otherCount(table, { period, rows }, count);
  }
}

/** Most tools that read a table cannot hold this character, PostgreSQL among them. */
function checkTexts(table: Table, batch: Batch): void {
  const rows = rowCount(table, batch);
  for (const { name: column } of table.columns) {
    const values = batch[column];
    for (let row = 0; row < rows; row += 1) {
      const value = valueAt(values, row);
      if (value === null) continue;
      if (typeof value !== 'string') break;
      if (!value.includes('\0')) continue;
      throw new BatchError(
        {
          expected: `text without U+0000 in column ${column} of table ${table.name}, row ${row}`,
          got: describeValue(value),
          advice: 'Nothing of this period was delivered. Correct the source.',
        },
        { table: table.name, column, row },
      );
    }
  }
}

function otherCount(
  { name }: Table,
  { period, rows }: Pick<Shipment, 'period' | 'rows'>,
  count: number,
): DatabaseError {
  return new DatabaseError({
    expected: `${rows} rows of ${name} in ${period}`,
    got: String(count),
    advice: 'Nothing was delivered. Verify the lake: the object may be corrupt.',
  });
}
