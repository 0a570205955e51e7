import { join } from 'node:path';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { sqlText } from '../../lib/duckdb/sql-text.ts';
import { type ExportOptions, type ExportReport, exportRows } from '../../lib/export/export-rows.ts';
import type { ExportSource } from '../../lib/export/export-source.ts';
import { fileRows } from '../../lib/export/file-rows.ts';
import { bucketUrl } from '../../lib/lake/lake-url.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { bucketServer } from '../stores/bucket-server.ts';
import { QUICK } from '../stores/s3-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Downloads of three months and of no known time. */
export const DOWNLOADS = `
  CREATE TABLE downloads AS
  SELECT i AS id, TIMESTAMP '2026-09-30 23:00:00' + to_hours(i) AS seen,
         CASE WHEN i % 3 = 0 THEN NULL ELSE ['BR', 'a/b', ''][1 + i % 3] END AS country,
         (i * 7 % 100)::DECIMAL(10,2) AS size
  FROM range(1500) AS r(i)
  UNION ALL SELECT 1500, NULL, 'BR', 1`;

/** A file of DuckDB in which some statements were run. */
export async function aFile(...statements: readonly string[]): Promise<ExportSource> {
  const path = join(await temporaryFolder(), 'a.duckdb');
  const database = await DuckDb.open({}, path);
  for (const statement of statements) await database.run(statement);
  database.close();
  return fileRows({ path, name: 'duckdb:./a.duckdb' });
}

/** A place that exports are written to. */
export interface Target {
  readonly store: Store;
  /** All keys, in order. */
  keys(): Promise<string[]>;
  /** Brings the objects into a folder of this machine, and returns it. */
  download(): Promise<string>;
}

/** Opens an empty folder, and an empty bucket of a server on this machine. */
export const targets: Readonly<Record<string, () => Promise<Target>>> = {
  async 'a folder'() {
    return targetOf(folderStore(join(await temporaryFolder(), 'out'), { name: './out' }));
  },
  async 'a bucket'() {
    const { endpoint } = await bucketServer();
    const base = 'some/prefix';
    const name = bucketUrl({ bucket: 'lake', base });
    const client = { ...QUICK, endpoint };
    return targetOf(s3Store({ bucket: 'lake', base, name, pathStyle: true, client }));
  },
};

function targetOf(store: Store): Target {
  const keys = async () => {
    const found: string[] = [];
    for await (const key of store.list('')) found.push(key);
    return found.sort();
  };
  return {
    store,
    keys,
    async download() {
      const folder = await temporaryFolder();
      const copy = folderStore(folder);
      for (const key of await keys()) {
        const bytes = await store.read(key);
        await copy.putIfAbsent(key, objectOf(bytes));
      }
      return folder;
    },
  };
}

/** Exports to one target, by year and month unless something else is said. */
export async function exported(
  target: Target,
  source: ExportSource,
  options: Partial<ExportOptions> = {},
): Promise<ExportReport> {
  const [report] = await exportRows([target.store], {
    source,
    wanted: { table: 'downloads' },
    name: 'downloads',
    partitionBy: { names: ['year', 'month'] },
    style: { format: 'parquet', compression: 'zstd' },
    replace: false,
    howToReplace: 'Replace these partitions',
    scratch: join(await temporaryFolder(), 'scratch'),
    ...options,
  });
  if (report === undefined) throw new Error('Expected a report');
  return report;
}

/** What DuckDB answers about the files of an export, with the columns of its folders as text. */
export async function askAbout(
  target: Target,
  sql: string,
  read = 'read_parquet',
): Promise<readonly (readonly unknown[])[]> {
  const folder = await target.download();
  const ending = read === 'read_parquet' ? '*.parquet' : '*.csv*';
  const database = await DuckDb.open({});
  try {
    await database.run(
      `CREATE VIEW exported AS FROM ${read}(${sqlText(`${folder}/downloads/**/${ending}`)}, hive_partitioning = true, hive_types_autocast = false)`,
    );
    return await database.ask(sql);
  } finally {
    database.close();
  }
}
