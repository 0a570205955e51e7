import { duckDbLoader } from '../../lib/destinations/duckdb-loader.ts';
import { postgresLoader } from '../../lib/destinations/postgres-loader.ts';
import type { RowLoader } from '../../lib/destinations/row-loader.ts';
import { isBigQueryUrl } from '../../lib/gcp/bigquery-url.ts';
import type { Context } from '../context.ts';
import { openBigQueryLoader } from './open-bigquery.ts';
import { duckDbFileOf } from './open-duckdb-file.ts';
import { openPostgres, type PostgresOptions, placeOf } from './open-postgres.ts';

/**
 * Opens the database whose tables are filled: a server of PostgreSQL, an embedded one, a dataset of
 * BigQuery, or a file of DuckDB. Closing the loader also stops a server that was started for this command.
 *
 * @throws InputError when the text names no such database; KeyError when the secret cannot be read;
 *   DatabaseError when the embedded server does not start.
 */
export async function openRowLoader(
  context: Context,
  options: PostgresOptions,
): Promise<RowLoader> {
  const database = await placeOf(context, options.database);
  const file = duckDbFileOf(context, database);
  if (file !== undefined) return duckDbLoader(file);
  if (isBigQueryUrl(database)) return openBigQueryLoader(context, database);
  const postgres = await openPostgres(context, { ...options, database });
  const loader = postgresLoader(postgres.settings);
  return {
    name: loader.name,
    load: (tables, loading) => loader.load(tables, loading),
    async close() {
      await loader.close();
      await postgres.close();
    },
  };
}
