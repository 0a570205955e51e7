import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import type { QueryEngine } from '../../lib/engines/engine.ts';
import { InputError } from '../../lib/errors.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { bucketUrl, parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/options.ts';
import { nothingLanded, openLakeStore } from './open-lake.ts';

/** The engines that answer saved queries. */
export const engines = ['athena', 'duckdb'] as const;

/** One of {@link engines}. */
export type EngineName = (typeof engines)[number];

/** What decides which engine answers, and over what. */
export interface EngineOptions extends LakeOptions {
  /** Default: Athena over a bucket, DuckDB over a folder. */
  readonly engine?: EngineName;
  readonly workgroup: string;
  /** Folder with DuckDB's extensions. Default: DuckDB gets what it needs, and keeps it. */
  readonly duckdbExtensions?: string;
}

/**
 * Opens the engine that answers queries over a lake.
 *
 * @throws InputError when Athena is asked of a folder; StoreError when no hour has landed.
 */
export async function openEngine(
  context: Context,
  options: EngineOptions,
  jobs: readonly Job[],
): Promise<QueryEngine> {
  const inBucket = parseLakeUrl(options.lake).kind === 'bucket';
  const { engine = inBucket ? 'athena' : 'duckdb', workgroup } = options;
  if (engine === 'duckdb') {
    return duckDbOverLake(context, await openLakeStore(context, options), options, jobs);
  }
  if (!inBucket) {
    throw new InputError({
      expected: 'a lake in a bucket with --engine athena, such as s3://my-lake',
      got: options.lake,
      advice: 'Leave --engine out: DuckDB answers over a folder.',
    });
  }
  const { athenaEngine } = await import('../../lib/engines/athena-engine.ts');
  return athenaEngine({ workgroup });
}

/**
 * Opens DuckDB over the landed hours of all jobs of a lake.
 *
 * @throws StoreError when no hour has landed.
 */
export async function duckDbOverLake(
  context: Context,
  store: Store,
  {
    lake: url,
    duckdbExtensions: extensions,
  }: LakeOptions & Pick<EngineOptions, 'duckdbExtensions'>,
  jobs: readonly Job[],
): Promise<QueryEngine> {
  const lake = parseLakeUrl(url);
  const place = (key: string) =>
    lake.kind === 'bucket' ? bucketUrl(lake, key) : `${context.resolvePath(lake.path)}/${key}`;
  const tables = await Promise.all(
    jobs.map(async (job) => {
      const { landed } = await takeInventory(store, job);
      return { table: job.table, files: landed.map((period) => place(objectKey(job, period))) };
    }),
  );
  if (tables.every(({ files }) => files.length === 0)) throw nothingLanded(store);
  if (lake.kind === 'folder') return duckDbEngine(tables);
  const { s3Endpoint, s3Keys } = await import('../../lib/aws/s3-client.ts');
  return duckDbEngine(tables, {
    s3: { ...(await s3Keys({ bucket: lake.bucket })), ...(await s3Endpoint()) },
    ...(extensions === undefined ? {} : { extensionDirectory: context.resolvePath(extensions) }),
  });
}
