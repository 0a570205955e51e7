import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bigQueryLoader } from '../../../lib/destinations/bigquery/bigquery-row-loader.ts';
import type { RowLoader, TableRows } from '../../../lib/destinations/row-loader.ts';
import { BatchError } from '../../../lib/errors.ts';
import { bigQueryLoads } from '../../../lib/gcp/bigquery-loads.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import type { JsonRow } from '../../../lib/model/json-row.ts';
import { bigQuerySchema } from '../../../lib/schemas/bigquery-json.ts';
import type { TableSchema } from '../../../lib/schemas/table-schema.ts';
import { rowOf } from '../../schemas/row-of.ts';
import { type ADataset, aDataset, noSleep } from './a-dataset.ts';

const clients: TableSchema = {
  name: 'clients',
  fields: [
    { name: 'id', type: 'integer', mode: 'required', description: 'Key' },
    { name: 'name', type: 'string', length: 10, mode: 'nullable' },
  ],
};

function rowsOf(table: TableSchema, rows: readonly JsonRow[]): TableRows {
  return {
    table,
    origin: sha256(new TextEncoder().encode(JSON.stringify([table.name, rows]))),
    count: rows.length,
    *batches() {
      for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
    },
  };
}

function loaderOf({ server: { endpoint }, temporary: temporaryFolder }: ADataset): RowLoader {
  const dataset = { project: 'p', dataset: 'd' };
  const requests = bigQueryLoads(dataset, { endpoint, sleep: noSleep });
  return bigQueryLoader({ requests, temporaryFolder, sleep: noSleep });
}

const some = rowsOf(clients, [{ id: 1, name: 'Ana' }, { id: 2 }, { id: 3, name: null }]);

describe('rows that are loaded into BigQuery', () => {
  it('go into a table that is created for them', async () => {
    const dataset = await aDataset();
    const seen: object[] = [];

    const receipts = await loaderOf(dataset).load([some], { onReceipt: (each) => seen.push(each) });

    expect(receipts).toEqual([
      { table: 'clients', status: 'loaded', rows: 3, bytes: expect.any(Number) },
    ]);
    expect(seen).toEqual(receipts);
    expect(dataset.server.rowsOf('clients')).toHaveLength(3);
    expect(dataset.server.table('clients')).toMatchObject({
      schema: {
        fields: [
          { name: 'id', type: 'INTEGER', mode: 'REQUIRED', description: 'Key' },
          { name: 'name', type: 'STRING', mode: 'NULLABLE', maxLength: '10' },
        ],
      },
    });
    expect(await readdir(dataset.temporary)).toEqual([]);
  });

  it('are added once, and found without being made again', async () => {
    const dataset = await aDataset();
    await loaderOf(dataset).load([some]);

    const again = await loaderOf(dataset).load([
      {
        ...some,
        batches() {
          throw new Error('made again');
        },
      },
    ]);

    expect(again).toEqual([{ table: 'clients', status: 'already-there', rows: 3 }]);
    expect(dataset.server.rowsOf('clients')).toHaveLength(3);
  });

  it('are added once by several at the same time', async () => {
    const dataset = await aDataset();

    const all = await Promise.all([1, 2, 3].map(() => loaderOf(dataset).load([some])));

    expect(all.flat().filter(({ status }) => status === 'loaded')).toHaveLength(1);
    expect(dataset.server.rowsOf('clients')).toHaveLength(3);
  });

  it('are added to those of another origin, and again to a table that was made anew', async () => {
    const dataset = await aDataset();
    const loader = loaderOf(dataset);
    await loader.load([some]);

    await loader.load([rowsOf(clients, [{ id: 4 }])]);
    expect(dataset.server.rowsOf('clients')).toHaveLength(4);

    dataset.server.dropTable('clients');
    expect(await loader.load([some])).toMatchObject([{ status: 'loaded' }]);
    expect(dataset.server.rowsOf('clients')).toHaveLength(3);
  });

  it('may be none', async () => {
    const dataset = await aDataset();

    expect(await loaderOf(dataset).load([rowsOf(clients, [])])).toEqual([
      { table: 'clients', status: 'loaded', rows: 0 },
    ]);
    expect(dataset.server.jobs).toEqual([]);
  });

  it('are all refused before the first is sent, when one of any table does not fit', async () => {
    const dataset = await aDataset();
    const others = { ...clients, name: 'others' };
    const refused = rowsOf(others, [{ id: 1 }, { id: 2 }, { id: 3, name: 'far too long' }]);

    const loading = loaderOf(dataset).load([some, refused]);

    await expect(loading).rejects.toThrow(BatchError);
    await expect(loading).rejects.toMatchObject({ table: 'others', row: 2 });
    expect(dataset.server.jobs).toEqual([]);
    expect(await readdir(dataset.temporary)).toEqual([]);
  });

  it('are as many as they should be', async () => {
    const dataset = await aDataset();

    await expect(loaderOf(dataset).load([{ ...some, count: 4 }])).rejects.toThrow(
      'Expected 4 rows for bigquery://p/d#clients, got 3. Nothing was loaded.',
    );
  });

  it('are checked against the table as BigQuery has it', async () => {
    const dataset = await aDataset();
    dataset.server.createTable('clients', [
      { name: 'id', type: 'INTEGER', mode: 'REQUIRED' },
      { name: 'name', type: 'STRING', mode: 'REQUIRED' },
    ]);

    await expect(loaderOf(dataset).load([some])).rejects.toThrow(
      'Expected a value, because the field is REQUIRED, in the field name of',
    );
  });

  it('of every type fit the table that is created for them', async () => {
    const dataset = await aDataset();
    const folder = 'test/schemas/bigquery';
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
    for (const file of files) {
      const json = JSON.parse(await readFile(`${folder}/${file}`, 'utf8'));
      const schema = bigQuerySchema(json, { name: file.replace('.json', ''), from: file });
      const rows = [true, false].map((nulls) => rowOf(schema.fields, { items: 2, nulls }));

      const loading = loaderOf(dataset).load([rowsOf(schema, rows)]);

      await expect(loading, file).resolves.toMatchObject([{ status: 'loaded', rows: 2 }]);
    }
    expect(files.length).toBeGreaterThan(10);
  });
});
