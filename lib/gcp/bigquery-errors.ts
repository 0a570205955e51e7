import { DatabaseError, type HourlakeError, SchemaError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** A call to BigQuery that failed. */
export interface BigQueryCall {
  /** The permission that the call needs: `bigquery.tables.get`. */
  readonly permission: string;
  /** What the call is about: `bigquery://project/dataset#table`. */
  readonly resource: string;
}

/** What Google's client says where it has nothing to log in with. */
const NO_LOGIN = /could not load the default credentials|ENOENT.*credentials|invalid_grant|reauth/i;

/**
 * Wraps an error of BigQuery once: what was expected, what was got, what to do. Google's client has
 * already repeated what may pass.
 *
 * @example
 * bigQueryError(Object.assign(new Error('Not found'), { code: 404 }), { permission: 'bigquery.tables.get', resource: 'bigquery://p/d#t' }).message // => 'Expected bigquery://p/d#t to exist, got "Not found". Check project, dataset and table, and their location.'
 */
export function bigQueryError(
  error: unknown,
  { permission, resource }: BigQueryCall,
): HourlakeError {
  const words = wordsOf(error);
  const got = JSON.stringify(words);
  const code = codeOf(error);
  if (code === 404) {
    return new SchemaError(
      {
        expected: `${resource} to exist`,
        got,
        advice: 'Check project, dataset and table, and their location.',
      },
      { place: resource },
      { cause: error },
    );
  }
  if (NO_LOGIN.test(words) || code === 401) {
    return new DatabaseError(
      {
        failed: `There are no Google credentials for ${resource}`,
        got,
        advice:
          'Log in with "gcloud auth application-default login", or name a key file in GOOGLE_APPLICATION_CREDENTIALS.',
      },
      { cause: error },
    );
  }
  if (code === 403) {
    return new DatabaseError(
      {
        failed: `Permission ${permission} on ${resource} was denied`,
        got,
        advice:
          'Grant the role "BigQuery Metadata Viewer" to the account that these credentials are of.',
      },
      { cause: error },
    );
  }
  return new DatabaseError(
    {
      failed: `BigQuery did not answer about ${resource}`,
      got,
      advice: 'Check the network, and run the same command again.',
    },
    { cause: error, retryable: code === undefined || code >= 500 },
  );
}

function codeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}
