import { readdir } from 'node:fs/promises';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../lib/errors.ts';
import { deliveryFolder } from '../../../lib/lake/object-key.ts';
import type { Column } from '../../../lib/model/table.ts';
import { destinationContract, ofPeople, somePeople } from '../../contracts/destination-contract.ts';
import { type ADataset, aDataset } from './a-dataset.ts';

destinationContract(
  'BigQuery',
  async () => {
    const { open, server } = await aDataset();
    return {
      open,
      async rowsOf(table) {
        const rows = server.rowsOf(table).map((row) => Object.values(row).map(String));
        return rows.sort(([a = ''], [b = '']) => a.localeCompare(b));
      },
    };
  },
  { keysAreNotEnforced: 'BigQuery knows keys and does not enforce them' },
);

const first = somePeople('2026-11-20T13', { 1: 'Ana', 2: 'João' });
const second = somePeople('2026-11-20T14', { 3: 'Eva' });

async function keysOf({ store }: ADataset): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list('')) keys.push(key.split('/').slice(-1)[0] ?? '');
  return keys.sort();
}

describe('a delivery to BigQuery', () => {
  it('creates a table as it is declared', async () => {
    const { open, server } = await aDataset();
    const columns: Column[] = ofPeople.table.columns.map((column, index) =>
      index === 0 ? column : { ...column, nullable: true, description: 'Its name' },
    );

    await open().prepare([
      { ...ofPeople, table: { ...ofPeople.table, description: 'All', columns } },
    ]);

    expect(server.table('people')).toMatchObject({
      description: 'All',
      schema: {
        fields: [
          { name: 'id', type: 'INTEGER', mode: 'REQUIRED' },
          { name: 'name', type: 'STRING', mode: 'NULLABLE', description: 'Its name' },
        ],
      },
    });
  });

  it('refuses a table of another form, with the difference', async () => {
    const { open, server } = await aDataset();
    server.createTable('people', [
      { name: 'id', type: 'STRING', mode: 'REQUIRED' },
      { name: 'age', type: 'INTEGER' },
    ]);

    await expect(open().prepare([ofPeople])).rejects.toThrow(
      'Expected the table bigquery://p/d#people to have the form that is declared, got id is string required in place of integer required; no field name; a further field age. Nothing was delivered.',
    );
  });

  it('takes a table whose fields have another order, and a partition', async () => {
    const { open, server } = await aDataset();
    server.createTable(
      'people',
      [
        { name: 'name', type: 'STRING', mode: 'REQUIRED' },
        { name: 'id', type: 'INT64', mode: 'REQUIRED' },
      ],
      { timePartitioning: { type: 'DAY' } },
    );

    expect([...(await open().deliver(ofPeople, [first]))]).toEqual(['2026-11-20T13']);
  });

  it('refuses a view', async () => {
    const { open, server } = await aDataset();
    server.createTable('people', [{ name: 'id', type: 'INTEGER' }], { type: 'VIEW' });

    await expect(open().prepare([ofPeople])).rejects.toThrow(
      'to be a table that takes rows, got view',
    );
  });

  it('refuses a table that is gone with the periods that were delivered', async () => {
    const { open, server } = await aDataset();
    await open().deliver(ofPeople, [first]);
    server.dropTable('people');

    await expect(open().prepare([ofPeople])).rejects.toThrow(
      /into which periods of people were delivered, got no such table\. Restore it\. To deliver all periods again, remove _lake\/deliveries\/people\/[0-9a-f]{16}\/ in /,
    );
  });

  it('makes one load of a call, and writes it down in the lake before and after', async () => {
    const dataset = await aDataset();

    await dataset.open().deliver(ofPeople, [first, second]);

    expect(dataset.server.jobs).toEqual([
      expect.stringMatching(/^hourlake_people_2026-11-20T13_[0-9a-f]{20}_1$/),
    ]);
    expect(await keysOf(dataset)).toEqual(['00000001.json', '00000001.loaded.json']);
    expect(deliveryFolder('people', 'x')).toBe('_lake/deliveries/people/x');
  });

  it('begins a further attempt after an error that passes', async () => {
    const { open, server } = await aDataset();
    server.failures.push('backendError', 'rateLimitExceeded');

    expect((await open().deliver(ofPeople, [first])).size).toBe(1);
    expect(server.jobs.map((id) => id.at(-1))).toEqual(['1', '2', '3']);
    expect(server.rowsOf('people')).toHaveLength(2);
  });

  it('ends at once when BigQuery refuses the rows, and delivers them by a new load later', async () => {
    const dataset = await aDataset();
    const { open, server } = dataset;
    server.failures.push('invalid');

    const error: unknown = await open()
      .deliver(ofPeople, [first])
      .catch((thrown) => thrown);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ isOfRows: true, code: 'invalid', retryable: false });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('secret');
    expect(await keysOf(dataset)).toEqual(['00000001.failed.json', '00000001.json']);
    expect((await open().deliver(ofPeople, [first])).size).toBe(1);
    expect(server.rowsOf('people')).toHaveLength(2);
  });

  it('ends after five attempts', async () => {
    const { open, server } = await aDataset();
    server.failures.push(...Array.from({ length: 5 }, () => 'backendError'));

    await expect(open().deliver(ofPeople, [first])).rejects.toThrow('(backendError)');

    expect(server.jobs).toHaveLength(5);
  });

  it('takes the answer that was lost after the upload for what it was', async () => {
    const { open, server } = await aDataset();
    let cuts = 0;
    server.fault = ({ method }) => {
      if (method !== 'PUT' || cuts > 0) return undefined;
      cuts += 1;
      return { cut: 'after' };
    };

    expect((await open().deliver(ofPeople, [first])).size).toBe(1);
    expect(server.rowsOf('people')).toHaveLength(2);
  });

  it('leaves no temporary file, and no trace of rows that are refused', async () => {
    const dataset = await aDataset();
    await dataset.open().deliver(ofPeople, [first]);
    await dataset
      .open()
      .deliver(ofPeople, [somePeople('2026-11-20T15', { 4: 'A\u0000' })])
      .catch(() => {});

    expect(await readdir(dataset.temporary)).toEqual([]);
    expect(await keysOf(dataset)).toEqual(['00000001.json', '00000001.loaded.json']);
    expect(dataset.server.jobs).toHaveLength(1);
  });

  it('does not go on with a load whose objects were replaced meanwhile', async () => {
    const { open, store, server } = await aDataset();
    const gone = somePeople('2026-11-20T13', { 5: 'Zoe' });
    const broken = {
      ...store,
      name: store.name,
      list: store.list.bind(store),
      read: store.read.bind(store),
      putIfAbsent: async (...put: Parameters<typeof store.putIfAbsent>) => {
        await store.putIfAbsent(...put);
        throw new Error('killed');
      },
    };
    await expect(open({ store: broken }).deliver(ofPeople, [gone])).rejects.toThrow('killed');

    await expect(open().deliver(ofPeople, [first])).rejects.toThrow(
      'Expected the object of people 2026-11-20T13 with which a delivery began that was killed, got another one',
    );
    expect(server.jobs).toEqual([]);
  });
});
