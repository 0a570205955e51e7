import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { accountGenerator } from '../../lib/generate/accounts/account-generator.ts';
import { uniqueNumbers } from '../../lib/generate/accounts/unique-numbers.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import { type Day, type Hour, type Period, periodAt, periodStart } from '../../lib/model/period.ts';
import { protectorOfRows } from '../../lib/protect/protect-rows.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { KEY } from '../land/a-key.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';

const generate = accountGenerator({
  seed: 'saved queries',
  cpf: 'valid',
  numbers: uniqueNumbers('saved queries', () => Array(168).fill(60)),
});

/** Some accounts of an hour. */
export function accountsOf(hour: Hour, count: number): Batch {
  const [batch] = generate(hour, count);
  return batch ?? {};
}

/** Writes the accounts of some hours below a folder, and the days of the bronze layer that they make. */
export async function landedAccounts(
  folder: string,
  batches: ReadonlyMap<Hour, Batch>,
): Promise<LandedTable[]> {
  const hours = [...batches].map(([hour, batch]) =>
    landedFile(folder, fakeAccounts, hour, [batch]),
  );
  const days = [...protectedDays(batches)].map(([day, parts]) =>
    landedFile(folder, bronzeFakeAccounts, day, parts),
  );
  return [
    { table: accounts, grain: 'hour', files: await Promise.all(hours) },
    { table: bronzeFakeAccounts.table, grain: 'day', files: await Promise.all(days) },
  ];
}

function protectedDays(batches: ReadonlyMap<Hour, Batch>): Map<Day, Batch[]> {
  const protect = protectorOfRows(accounts, { rules: 'cpf:siv:cpf', key: KEY });
  const days = new Map<Day, Batch[]>();
  for (const [hour, batch] of batches) {
    const day = periodAt('day', periodStart(hour));
    days.set(day, [...(days.get(day) ?? []), protect(batch)]);
  }
  return days;
}

async function landedFile(
  folder: string,
  job: Job,
  period: Period,
  batches: readonly Batch[],
): Promise<string> {
  const file = join(folder, objectKey(job, period));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, (await encodeInMemory(job.table, batches)).bytes);
  return file;
}
