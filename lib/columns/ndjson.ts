import { type Batch, rowCount, valueAt } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { columnTypeOf } from './column-types.ts';

/**
 * The rows of a batch as lines of NDJSON, each with a line feed at its end. Columns without a value are
 * left out. The batch has to fit its table; `checkBatch` tells whether it does.
 *
 * @example
 * [...ndjsonLines({ name: 't', description: '', columns: [{ name: 'd', type: 'date' }] }, { d: [-1, null] })] // => ['{"d":"1969-12-31"}\n', '{}\n']
 */
export function* ndjsonLines(table: Table, batch: Batch): Generator<string> {
  const columns = table.columns.map((column) => ({
    key: `${JSON.stringify(column.name)}:`,
    values: batch[column.name],
    type: columnTypeOf(column),
  }));
  const count = rowCount(table, batch);
  for (let row = 0; row < count; row += 1) {
    let line = '';
    for (const { key, values, type } of columns) {
      const value = valueAt(values, row);
      if (value === null || value === undefined) continue;
      line += `${line === '' ? '' : ','}${key}${type.ndjson(value)}`;
    }
    yield `{${line}}\n`;
  }
}
