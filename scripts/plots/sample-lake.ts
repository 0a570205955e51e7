import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { LocalCatalog } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryValue } from '../../lib/engines/engine.ts';
import type { AccountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';

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
    const store = folderStore(folder);
    const asked = new Map([[fakeAccounts.name, settings]]);
    const jobs = [fakeAccounts];
    const lake = new LakeJobs({ store, jobs, kinds: sourceKinds, asked, instant: 0 });
    const report = await run(
      { store, lake, jobs: [{ job: fakeAccounts, wanted, since: wanted[0] }] },
      // Most of the time of a small hour is spent waiting for the disk.
      { concurrency: 16 },
    );
    const failure = failureOf(report);
    if (failure !== undefined) throw failure;
    const bytes = report.jobs
      .flatMap(({ receipts }) => receipts)
      .reduce((sum, receipt) => sum + (receipt.status === 'landed' ? receipt.bytes : 0), 0);
    const catalog = new LocalCatalog({ store, jobs: [fakeAccounts], root: folder });
    const engine = duckDbEngine(catalog);
    try {
      return await use({
        hours: wanted.length,
        bytes,
        async rows(sql) {
          const { columns, rows } = await collect(await engine.query({ sql }));
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
