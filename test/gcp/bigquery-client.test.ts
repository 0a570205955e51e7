import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabaseError, SchemaError } from '../../lib/errors.ts';
import { bigQueryRequests } from '../../lib/gcp/bigquery-client.ts';
import { bigQuerySchema } from '../../lib/schemas/bigquery-json.ts';

const sales = {
  kind: 'bigquery#table',
  tableReference: { projectId: 'p', datasetId: 'shop', tableId: 'sales' },
  schema: { fields: [{ name: 'id', type: 'INTEGER', mode: 'REQUIRED' }] },
  type: 'TABLE',
};

describe('the requests to BigQuery', () => {
  it('list the tables of a dataset page by page, without views', async () => {
    const { requests, paths } = await asking((path) =>
      path.includes('pageToken=next')
        ? { tables: [listed('b', 'TABLE')] }
        : { tables: [listed('a', 'TABLE'), listed('v', 'VIEW')], nextPageToken: 'next' },
    );

    expect(await requests.listTables()).toEqual(['a', 'b']);
    expect(paths.map((path) => path.split('?')[0])).toEqual([
      '/bigquery/v2/projects/p/datasets/shop/tables',
      '/bigquery/v2/projects/p/datasets/shop/tables',
    ]);
  });

  it('give a table as it is read', async () => {
    const { requests } = await asking(() => sales);

    const schema = bigQuerySchema(await requests.getTable('sales'), { name: '', from: 'a' });

    expect(schema).toEqual({
      name: 'sales',
      namespace: 'shop',
      fields: [{ name: 'id', type: 'integer', mode: 'required' }],
    });
  });

  it.each([
    [404, SchemaError, 'Expected bigquery://p/shop#sales to exist'],
    [403, DatabaseError, 'Permission bigquery.tables.get on bigquery://p/shop#sales was denied'],
    [401, DatabaseError, 'There are no Google credentials for bigquery://p/shop#sales'],
    [400, DatabaseError, 'BigQuery did not answer about bigquery://p/shop#sales'],
  ])('say what %i means', async (status, error, words) => {
    const { requests } = await asking(() => ({ error: { code: status, message: 'no' } }), status);

    const asked = requests.getTable('sales');

    await expect(asked).rejects.toThrow(error);
    await expect(asked).rejects.toThrow(words);
  });
});

function listed(tableId: string, type: string): object {
  return { tableReference: { projectId: 'p', datasetId: 'shop', tableId }, type };
}

/** Requests to a server on this machine, until the end of the test. */
async function asking(answer: (path: string) => object, status = 200) {
  // There is no machine of Google's to ask for credentials.
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  onTestFinished(() => void vi.unstubAllEnvs());
  const paths: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    paths.push(url);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const connection = { apiEndpoint: `http://127.0.0.1:${address.port}`, maxRetries: 0 };
  return { requests: await bigQueryRequests({ project: 'p', dataset: 'shop' }, connection), paths };
}
