import { MissingObjectError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { rowCount, valueAt } from '../model/batch.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import type { Store } from '../stores/store.ts';
import type { RejectCount } from './check-result.ts';

/** What is read of rejects: never the rows themselves. */
const READ: readonly string[] = ['rule', 'field'];

/**
 * Counts the rejects of one period by rule and column. None where they have not landed, or have expired.
 *
 * @param job of the layer `rejects`
 * @throws StoreError when the object cannot be read; ParquetError when it is damaged.
 */
export async function countPeriodRejects(
  store: Store,
  job: Job,
  period: Period,
): Promise<readonly RejectCount[]> {
  const bytes = await readIfThere(store, objectKey(job, period));
  if (bytes === undefined) return [];
  const columns = job.table.columns.filter(({ name }) => READ.includes(name));
  const table = { ...job.table, columns };
  const counts = new Map<string, RejectCount>();
  for await (const batch of readParquet(bytes, { name: `${job.name} ${period}`, columns })) {
    const rows = rowCount(table, batch);
    for (let row = 0; row < rows; row += 1) {
      const rule = String(valueAt(batch.rule, row));
      const field = String(valueAt(batch.field, row) ?? '');
      const kind = `${rule} ${field}`;
      counts.set(kind, { rule, field, rows: (counts.get(kind)?.rows ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

async function readIfThere(store: Store, key: string): Promise<Uint8Array | undefined> {
  try {
    return await store.read(key);
  } catch (error) {
    if (error instanceof MissingObjectError) return undefined;
    throw error;
  }
}
