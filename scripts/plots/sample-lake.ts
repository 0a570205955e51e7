import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import type { QueryValue } from '../../lib/engines/engine.ts';
import type { AccountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { failureOf, run } from '../../lib/land/run.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { accounts } from '../../lib/tables/accounts.ts';

const PREFIX = 'fake-accounts';

/** The lake to draw. */
export interface Sample {
  /** First hour (UTC), and the hour after the last. */
  readonly from: string;
  readonly to: string;
  readonly settings?: Partial<AccountsSettings>;
}

/** A row of a result, by column name. */
export type Row = Readonly<Record<string, QueryValue>>;

/** A landed lake that answers SQL. */
export interface SampleLake {
  rows(sql: string): Promise<Row[]>;
  /** Number of landed hours. */
  readonly hours: number;
  /** Bytes of all its files. */
  readonly bytes: number;
}

/** Lands a sample in a temporary folder, passes it to `use`, and removes it. */
export async function withSampleLake<Result>(
  { from, to, settings = {} }: Sample,
  use: (lake: SampleLake) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-plots-'));
  try {
    const wanted = periodRange(parseHour(from), parseHour(to));
    const source = generatedAccounts(settings);
    const report = await run(
      { source, store: folderStore(folder), prefix: PREFIX, wanted },
      // Small hours mostly wait for the disk.
      { concurrency: 16 },
    );
    const failure = failureOf(report);
    if (failure !== undefined) throw failure;
    const bytes = report.receipts.reduce(
      (sum, receipt) => sum + (receipt.status === 'landed' ? receipt.bytes : 0),
      0,
    );
    const files = wanted.map((hour) => join(folder, objectKey(PREFIX, hour)));
    const engine = await duckDbEngine([{ table: accounts, files }]);
    try {
      return await use({
        hours: wanted.length,
        bytes,
        async rows(sql) {
          const query = { name: 'plots', description: 'Data of a plot', sql };
          const { columns, rows } = await engine.run(query);
          return rows.map((row) =>
            Object.fromEntries(columns.map((column, position) => [column, row[position] ?? null])),
          );
        },
      });
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
