import type { BigQueryOptions } from '@google-cloud/bigquery';
import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { bigQueryError } from './bigquery-errors.ts';
import type { BigQueryRequests } from './bigquery-requests.ts';

/** Settings of Google's client. What is left out comes from the environment of the process. */
export type BigQueryConnection = BigQueryOptions;

/** An optional peer dependency. */
const BIGQUERY = '@google-cloud/bigquery';

/**
 * The requests about one dataset. Credentials are those that Google's client finds.
 *
 * @throws DatabaseError when the client is not installed.
 */
export async function bigQueryRequests(
  { project, dataset }: { readonly project: string; readonly dataset: string },
  connection: BigQueryConnection = {},
): Promise<BigQueryRequests> {
  const { BigQuery } = await load();
  const client = new BigQuery({ projectId: project, ...connection }).dataset(dataset, {
    projectId: project,
  });
  const resource = `bigquery://${project}/${dataset}`;
  return {
    async listTables() {
      try {
        const [tables] = await client.getTables();
        const isTable = (type: unknown) => type === undefined || type === 'TABLE';
        return tables.filter(({ metadata }) => isTable(metadata?.type)).map(({ id }) => id ?? '');
      } catch (error) {
        throw bigQueryError(error, { permission: 'bigquery.tables.list', resource });
      }
    },
    async getTable(id) {
      try {
        const [answer] = await client.table(id).getMetadata();
        return answer;
      } catch (error) {
        const call = { permission: 'bigquery.tables.get', resource: `${resource}#${id}` };
        throw bigQueryError(error, call);
      }
    },
  };
}

async function load(): Promise<typeof import('@google-cloud/bigquery')> {
  try {
    return await import('@google-cloud/bigquery');
  } catch (error) {
    throw new DatabaseError(
      {
        failed: 'The client of BigQuery cannot be loaded',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: `Install it: "npm install ${BIGQUERY}".`,
      },
      { cause: error },
    );
  }
}
