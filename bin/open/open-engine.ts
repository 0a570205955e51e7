import { jobs } from '../../jobs/index.ts';
import { LocalCatalog } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import type { DuckDbEngineOptions } from '../../lib/engines/duckdb-lake.ts';
import type { Engine } from '../../lib/engines/engine.ts';
import { InputError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import { type LakePlace, lakePlace } from './lake-place.ts';
import { nothingLanded, openLakeStore } from './open-lake-store.ts';
import { openPostgres, warnOfPassword } from './open-postgres.ts';

/** The engines that answer queries. Spark is another way: it writes the result itself. */
export const engines = ['athena', 'duckdb', 'postgres'] as const;

/** One of {@link engines}. */
export type EngineName = (typeof engines)[number];

/** The options that choose an engine. */
export interface EngineOptions extends LakeOptions {
  /** Default: Athena over a bucket, DuckDB over a folder. */
  readonly engine?: EngineName;
  readonly workgroup: string;
  readonly database: string;
  /** Of PostgreSQL: a URL, or a reference to the secret that holds it. */
  readonly db?: string;
  readonly passwordFrom?: string;
  /** Folder with DuckDB's extensions. Default: DuckDB downloads what it needs, and keeps it. */
  readonly duckdbExtensions?: string;
}

/**
 * Opens the engine that the options choose.
 *
 * @throws InputError when Athena is chosen for a folder, or PostgreSQL without a database; StoreError when DuckDB is chosen, and the
 *   lake is empty.
 */
export async function openEngine(context: Context, options: EngineOptions): Promise<Engine> {
  const place = lakePlace(context, options);
  const isInBucket = place.url.kind === 'bucket';
  const { engine = isInBucket ? 'athena' : 'duckdb', workgroup, database } = options;
  if (engine === 'postgres') return openPostgresEngine(context, options);
  if (engine === 'duckdb') {
    const catalog = await openLocalCatalog(context, options, place);
    return duckDbEngine(catalog, await duckDbOptions(context, options, place));
  }
  if (!isInBucket) {
    throw new InputError({
      expected: 'a lake in a bucket with --engine athena, such as s3://my-lake',
      got: options.lake,
      advice: 'Leave --engine out: DuckDB answers over a folder.',
    });
  }
  const { athenaEngine } = await import('../../lib/engines/athena-engine.ts');
  return athenaEngine({ workgroup, database });
}

async function openPostgresEngine(
  context: Context,
  { db, passwordFrom }: EngineOptions,
): Promise<Engine> {
  if (db === undefined) {
    throw new InputError({
      expected: '--db with --engine postgres, such as --db postgres://user@host/database',
      got: 'none',
      advice: 'Name the database that "hourlake deliver" filled.',
    });
  }
  warnOfPassword(context, db);
  const { postgresEngine } = await import('../../lib/engines/postgres-engine.ts');
  const postgres = await openPostgres(context, { database: db, passwordFrom });
  const engine = postgresEngine(postgres.settings);
  return {
    query: (statement, asked) => engine.query(statement, asked),
    async close() {
      await engine.close();
      await postgres.close();
    },
  };
}

/**
 * Opens the catalog of the tables of all jobs in a lake.
 *
 * @throws StoreError when the lake is empty.
 */
export async function openLocalCatalog(
  context: Context,
  options: LakeOptions,
  { root }: LakePlace,
): Promise<LocalCatalog> {
  const store = await openLakeStore(context, options);
  const catalog = new LocalCatalog({ store, jobs, root });
  if (await catalog.isEmpty()) throw nothingLanded(store);
  return catalog;
}

/** How DuckDB reads the lake that the options name. */
export async function duckDbOptions(
  { resolvePath }: Context,
  { duckdbExtensions: extensions }: Pick<EngineOptions, 'duckdbExtensions'>,
  { url }: LakePlace,
): Promise<DuckDbEngineOptions> {
  if (url.kind === 'folder') return {};
  const { s3Endpoint, s3Keys } = await import('../../lib/aws/s3-client.ts');
  return {
    s3: { ...(await s3Keys({ bucket: url.bucket })), ...(await s3Endpoint()) },
    ...(extensions === undefined ? {} : { extensionDirectory: resolvePath(extensions) }),
  };
}
