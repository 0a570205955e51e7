import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import type { LoadReceipt, RowLoader, TableRows } from '../row-loader.ts';
import type { BigQueryOptions } from './bigquery-options.ts';
import { isBegun, type Load, loadOnce } from './load-once.ts';
import { type NdjsonFile, removeTemporary, writeNdjsonFile } from './ndjson-file.ts';
import { rowCheck } from './row-check.ts';
import { type StoredBigQueryTable, storedOrCreatedTable } from './stored-table.ts';

/** Digits of an origin by which a person recognizes a job. */
const LABEL = 12;

/**
 * Loads rows into tables of a dataset, each origin once: one job a table, whose id names the origin, so that
 * BigQuery itself refuses a second one. Missing tables are created. The rows of all tables are checked
 * against the tables as BigQuery has them before the first row is sent; BigQuery has no transaction over
 * several loads, so a load that fails later leaves the tables before it loaded.
 *
 * BigQuery forgets jobs after about six months. A table that was created anew takes its rows again.
 */
export function bigQueryLoader(options: BigQueryOptions): RowLoader {
  return {
    name: options.requests.name,
    async load(tables, { onReceipt } = {}) {
      const loads = await Promise.all(tables.map((rows) => TableLoad.open(rows, options)));
      try {
        for (const load of loads) await load.check();
        const receipts: LoadReceipt[] = [];
        for (const load of loads) {
          const receipt = await load.toEnd();
          receipts.push(receipt);
          onReceipt?.(receipt);
        }
        return receipts;
      } finally {
        for (const load of loads) await load.close();
      }
    },
    close: () => removeTemporary(options.temporaryFolder),
  };
}

/** The rows of one table on their way. */
class TableLoad {
  readonly #rows: TableRows;
  readonly #stored: StoredBigQueryTable;
  readonly #options: BigQueryOptions;
  readonly #load: Load;
  #file: NdjsonFile | undefined;

  private constructor(rows: TableRows, stored: StoredBigQueryTable, options: BigQueryOptions) {
    const { origin, count, table } = rows;
    const { project, dataset } = options.requests;
    const { created, fields } = stored;
    const label = origin.slice(0, LABEL);
    this.#rows = rows;
    this.#stored = stored;
    this.#options = options;
    this.#load = {
      identity: { project, dataset, table: table.name, created, label, rows: origin },
      rows: count,
      fields,
      withFile: async (use) => use(await this.#written()),
    };
  }

  static async open(rows: TableRows, options: BigQueryOptions): Promise<TableLoad> {
    return new TableLoad(rows, await storedOrCreatedTable(options.requests, rows.table), options);
  }

  /** Writes the file of the rows, unless they were sent before. */
  async check(): Promise<void> {
    if (this.#rows.count === 0 || (await isBegun(this.#load, this.#options))) return;
    await this.#written();
  }

  async toEnd(): Promise<LoadReceipt> {
    const { table, count: rows } = this.#rows;
    if (rows === 0) return { table: table.name, status: 'loaded', rows };
    const end = await loadOnce(this.#load, this.#options);
    if (end.status === 'failed') throw end.error;
    const receipt: LoadReceipt = { table: table.name, status: end.status, rows };
    return this.#file === undefined ? receipt : { ...receipt, bytes: this.#file.size };
  }

  async close(): Promise<void> {
    await this.#file?.remove();
  }

  async #written(): Promise<NdjsonFile> {
    const { temporaryFolder: folder, requests } = this.#options;
    const table = bigQueryUrl(requests, this.#rows.table.name);
    this.#file ??= await writeNdjsonFile(linesOf(this.#rows, this.#stored, table), {
      folder,
      table,
    });
    return this.#file;
  }
}

/** Checked, and counted at the end. */
async function* linesOf(
  { count, batches }: TableRows,
  { schema }: StoredBigQueryTable,
  table: string,
): AsyncGenerator<Iterable<string>> {
  const check = rowCheck(schema);
  let number = 0;
  for (const batch of batches()) {
    yield batch.map((row) => {
      check(row, number);
      number += 1;
      return `${JSON.stringify(row)}\n`;
    });
  }
  if (number === count) return;
  throw new DatabaseError({
    expected: `${count} rows for ${table}`,
    got: String(number),
    advice: 'Nothing was loaded.',
  });
}
