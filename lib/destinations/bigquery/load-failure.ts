import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import { googleFailure } from '../../gcp/google-failure.ts';
import type { LoadPlace, LoadState } from '../../gcp/load-requests.ts';
import type { LoadIdentity } from './load-job-id.ts';

/**
 * The error for a load whose job failed. BigQuery's own text quotes values, so this names the code, the
 * fields and the places of rows.
 */
export function loadFailure(
  { project, dataset, table }: LoadIdentity,
  { reason, places }: Extract<LoadState, { readonly status: 'failed' }>,
): DatabaseError {
  const name = bigQueryUrl({ project, dataset }, table);
  if (reason === 'invalid') {
    return new DatabaseError(
      {
        expected: `rows that BigQuery accepts in ${name}`,
        got: places.length === 0 ? 'a row that it refused (invalid)' : places.map(words).join('; '),
        advice: 'Nothing was loaded. Compare the table in BigQuery with the rows.',
      },
      { code: reason },
    );
  }
  const { message, code } = googleFailure(
    { status: 200, reason },
    {
      aim: `load rows into ${name}`,
      permission: 'bigquery.tables.updateData',
      role: 'BigQuery Data Editor',
    },
  );
  return new DatabaseError(message, { code });
}

function words({ reason, field, position }: LoadPlace): string {
  const where = [
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(position === undefined ? [] : [`the row at byte ${position}`]),
  ];
  return `${reason} in ${where.join(' of ')}`;
}
