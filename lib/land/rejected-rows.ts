import { takeInventory } from '../lake/inventory.ts';
import { objectKey } from '../lake/object-key.ts';
import { rowCount, valueAt } from '../model/batch.ts';
import type { Job } from '../model/job.ts';
import type { CapturedFile } from '../model/period.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import type { Store } from '../stores/store.ts';

/** A captured row that did not fit its contract. */
export interface RejectedRow {
  /** The job that captured it. */
  readonly job: string;
  /** The captured file, by the start of its SHA-256, or the period of the request. */
  readonly file: string;
  /** Name of the file or request. */
  readonly capture: string;
  /** Where it stood: the number of its row in the sheet, from 1. */
  readonly position: number;
  /** The first rule that it broke. */
  readonly rule: string;
  /** The column that broke it. */
  readonly field: string | null;
  /** The row as it came, as JSON. */
  readonly row: string;
}

/** Which rejects are read. */
export interface RejectsInput {
  readonly store: Store;
  /** A job of the layer `rejects`. */
  readonly job: Job;
  /** Only of this captured file. Default: all. */
  readonly file?: CapturedFile | undefined;
}

/**
 * The rejects of a job in a lake, file by file.
 *
 * @throws StoreError when an object cannot be read; ParquetError when one is damaged.
 */
export async function* rejectedRows({
  store,
  job,
  file,
}: RejectsInput): AsyncGenerator<RejectedRow> {
  const { columns } = job.table;
  const { landed } = await takeInventory(store, job);
  for (const period of landed) {
    if (file !== undefined && period !== file) continue;
    const bytes = await store.read(objectKey(job, period));
    for await (const batch of readParquet(bytes, { name: `${job.name} ${period}`, columns })) {
      const at = (name: string, row: number) => valueAt(batch[name], row);
      const rows = rowCount(job.table, batch);
      for (let row = 0; row < rows; row += 1) {
        const field = at('field', row);
        yield {
          job: String(at('job', row)),
          file: period,
          capture: String(at('capture', row)),
          position: Number(at('position', row)),
          rule: String(at('rule', row)),
          field: field === null || field === undefined ? null : String(field),
          row: String(at('row_json', row)),
        };
      }
    }
  }
}
