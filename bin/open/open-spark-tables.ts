import { jobs } from '../../jobs/index.ts';
import { databaseSettings, databaseView } from '../../lib/engines/spark/database-views.ts';
import { lakeView } from '../../lib/engines/spark/lake-view.ts';
import { openSparkDatabase } from '../../lib/engines/spark/open-database.ts';
import { tablesNamed } from '../../lib/engines/spark/result-statement.ts';
import type { SparkTables } from '../../lib/engines/spark/write-with-spark.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import type { Context } from '../context.ts';
import { lakePlace } from './lake-place.ts';
import { type EngineOptions, openLocalCatalog } from './open-engine.ts';
import { openPostgres, warnOfPassword } from './open-postgres.ts';

/** The tables that Spark reads, until they are closed. */
export interface OpenSparkTables {
  readonly tables: SparkTables;
  /** Stops the server of the database, where it was started for this command. */
  close(): Promise<void>;
}

/**
 * Opens the tables that a statement names: of the database, if one is named, else of the lake.
 *
 * @throws StoreError when the lake is empty; DatabaseError when the database cannot be used.
 */
export async function openSparkTables(
  context: Context,
  { sql }: Statement,
  { db, passwordFrom, ...options }: EngineOptions,
): Promise<OpenSparkTables> {
  if (db !== undefined) return databaseTables(context, sql, { database: db, passwordFrom });
  const catalog = await openLocalCatalog(context, options, lakePlace(context, options));
  const landed = await Promise.all(
    tablesNamed(sql, catalog.names).map((name) => catalog.find(name)),
  );
  return { tables: { views: landed.map(lakeView) }, close: async () => {} };
}

async function databaseTables(
  context: Context,
  sql: string,
  options: { readonly database: string; readonly passwordFrom: string | undefined },
): Promise<OpenSparkTables> {
  warnOfPassword(context, options.database);
  const postgres = await openPostgres(context, options);
  try {
    const database = await openSparkDatabase(postgres.settings);
    const names = tablesNamed(
      sql,
      jobs.map(({ table }) => table.name),
    );
    const tables = jobs.map(({ table }) => table).filter(({ name }) => names.includes(name));
    return {
      tables: {
        views: tables.map((table) => databaseView(table, database)),
        secretSettings: databaseSettings(database),
      },
      close: () => postgres.close(),
    };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}
