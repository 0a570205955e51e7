import { objectKey } from '../../lib/lake/object-key.ts';
import { rowCount, valueAt } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import { PageMemory } from '../../lib/parquet/page-memory.ts';
import { readParquet } from '../../lib/parquet/read-parquet.ts';
import { apiJobs, rates, ratesRejects } from '../jobs/api-jobs.ts';
import type { ApiRecord, SimulatedApi } from '../world/api.ts';
import type { Witness } from './witness.ts';

/**
 * Reads all landed rows of an API, and compares them with what it answered when they were captured: each
 * record is a row or a reject, once.
 */
export async function checkApiRows(
  witness: Witness,
  api: SimulatedApi,
  periods: ReadonlyMap<Job, ReadonlySet<Period>>,
): Promise<void> {
  for (const job of apiJobs) {
    for (const period of periods.get(job) ?? []) {
      const bytes = witness.lake.bytesOf(objectKey(job, period));
      const capture = witness.api.captureOf(job, period);
      if (bytes === undefined || capture === undefined) continue;
      const isOfRates = job === rates || job === ratesRejects;
      const records = isOfRates
        ? api.ratesOf(capture.state)
        : api.tradesOf(capture.period, capture.at);
      const found = JSON.stringify(await rowsOf(job, bytes));
      if (found === JSON.stringify(expectedRows(job, records))) continue;
      witness.accuse('rows are not what the API answered', `${job.name} ${period}`);
    }
  }
}

/** Each file is read before the next one. */
const memory = new PageMemory();

/** The columns of rows, and the position and content of rejects, both as text. */
function expectedRows({ layer, table }: Job, records: readonly ApiRecord[]): readonly string[][] {
  if (layer !== 'rejects') {
    const names = table.columns.map(({ name }) => name);
    return records.filter(fits).map((record) => names.map((name) => textOf(record[name])));
  }
  return records.flatMap((record, index) =>
    fits(record) ? [] : [[String(index + 1), JSON.stringify(record)]],
  );
}

function fits({ value }: ApiRecord): boolean {
  return typeof value === 'number';
}

async function rowsOf(job: Job, bytes: Uint8Array): Promise<readonly string[][]> {
  const { columns } = job.table;
  const names =
    job.layer === 'rejects' ? ['position', 'row_json'] : columns.map(({ name }) => name);
  const rows: string[][] = [];
  for await (const batch of readParquet(bytes, { name: job.name, columns, memory })) {
    for (let row = 0; row < rowCount(job.table, batch); row += 1) {
      rows.push(names.map((name) => textOf(valueAt(batch[name], row))));
    }
  }
  return rows;
}

/** An instant is text in the API, and milliseconds in a batch. */
function textOf(value: unknown): string {
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT.*Z$/.test(text) ? String(Date.parse(text)) : text;
}
