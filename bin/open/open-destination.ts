import type { Destination } from '../../lib/destinations/destination.ts';
import { duckDbDestination } from '../../lib/destinations/duckdb-destination.ts';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { InputError } from '../../lib/errors.ts';
import { isBigQueryUrl } from '../../lib/gcp/bigquery-url.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { openBigQueryDestination } from './open-bigquery.ts';
import { duckDbFileOf } from './open-duckdb-file.ts';
import { openPostgres, type PostgresOptions, placeOf } from './open-postgres.ts';

/** A destination that can be delivered to. */
export interface OpenDestination {
  readonly destination: Destination;
  /** Releases what it holds, and stops a server that was started for this command. */
  close(): Promise<void>;
}

/**
 * Opens the database that the options name: a server of PostgreSQL, an embedded one, a dataset of
 * BigQuery, or a file of DuckDB.
 *
 * @param store of the lake that is delivered
 * @throws InputError when the text names no such database; KeyError when the secret cannot be read;
 *   DatabaseError when the embedded server does not start.
 */
export async function openDestination(
  context: Context,
  store: Store,
  options: PostgresOptions,
): Promise<OpenDestination> {
  const database = await placeOf(context, options.database);
  if (isBigQueryUrl(database)) {
    if (options.passwordFrom !== undefined) throw noPassword();
    const destination = await openBigQueryDestination(context, database, store);
    return { destination, close: () => destination.close() };
  }
  const file = duckDbFileOf(context, database);
  if (file !== undefined) {
    const destination = duckDbDestination(file);
    return { destination, close: () => destination.close() };
  }
  const postgres = await openPostgres(context, { ...options, database });
  const destination = postgresDestination(postgres.settings);
  return {
    destination,
    async close() {
      await destination.close();
      await postgres.close();
    },
  };
}

function noPassword(): InputError {
  return new InputError({
    expected: 'no --password-from with a dataset of BigQuery',
    got: 'one',
    advice: 'BigQuery has no passwords. Log in with "gcloud auth application-default login".',
  });
}
