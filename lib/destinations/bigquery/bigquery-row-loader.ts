import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import type { LoadReceipt, RowLoader, TableRows } from '../row-loader.ts';
import type { BigQueryOptions } from './bigquery-options.ts';
import { loadOnce } from './load-once.ts';
import { withNdjsonFile } from './ndjson-file.ts';
import { rowCheck } from './row-check.ts';
import { type StoredBigQueryTable, storedOrCreatedTable } from './stored-table.ts';

/** Digits of an origin by which a person recognizes a job. */
const LABEL = 12;

/**
 * Loads rows into tables of a dataset, each origin once: one job a table, whose id names the origin, so that
 * BigQuery itself refuses a second one. A missing table is created. Rows are checked against the table as
 * BigQuery has it before the first one is sent.
 *
 * BigQuery forgets jobs after about six months. A table that was created anew takes its rows again.
 */
export function bigQueryLoader(options: BigQueryOptions): RowLoader {
  return {
    name: options.requests.name,
    async load(tables, { onReceipt } = {}) {
      const receipts: LoadReceipt[] = [];
      for (const table of tables) {
        const receipt = await loadTable(table, options);
        receipts.push(receipt);
        onReceipt?.(receipt);
      }
      return receipts;
    },
    async close() {},
  };
}

async function loadTable(rows: TableRows, options: BigQueryOptions): Promise<LoadReceipt> {
  const { requests, temporaryFolder: folder, sleep } = options;
  const { table: schema, origin, count } = rows;
  const { name: table } = schema;
  const stored = await storedOrCreatedTable(requests, schema);
  const { project, dataset } = requests;
  const { created, fields } = stored;
  let bytes: number | undefined;
  if (count === 0) return { table, status: 'loaded', rows: 0 };
  const end = await loadOnce(
    {
      identity: { project, dataset, table, created, label: origin.slice(0, LABEL), rows: origin },
      rows: count,
      fields,
      withFile: (use) =>
        withNdjsonFile(
          linesOf(rows, stored, bigQueryUrl(requests, table)),
          { folder, table },
          (file) => {
            bytes = file.size;
            return use(file);
          },
        ),
    },
    { requests, sleep },
  );
  if (end.status === 'failed') throw end.error;
  return { table, status: end.status, rows: count, ...(bytes === undefined ? {} : { bytes }) };
}

/** Checked, and counted before the last batch is out. */
async function* linesOf(
  rows: TableRows,
  { schema }: StoredBigQueryTable,
  name: string,
): AsyncGenerator<Iterable<string>> {
  const check = rowCheck(schema);
  let number = 0;
  for (const batch of rows.batches()) {
    const lines = batch.map((row) => {
      check(row, number);
      number += 1;
      return `${JSON.stringify(row)}\n`;
    });
    yield lines;
  }
  if (number === rows.count) return;
  throw new DatabaseError({
    expected: `${rows.count} rows for ${name}`,
    got: String(number),
    advice: 'Nothing of this table was loaded.',
  });
}
