import { describe, expect, it } from 'vitest';
import { requestTables } from '../../lib/aws/glue-client.ts';
import { SchemaError } from '../../lib/errors.ts';
import { glueSchema } from '../../lib/schemas/glue-schema.ts';
import { awsJsonServer } from '../catalog/aws-json-server.ts';

const events = {
  Name: 'events',
  DatabaseName: 'lake',
  Description: 'What happened',
  StorageDescriptor: {
    Columns: [
      { Name: 'id', Type: 'bigint', Comment: 'The key' },
      { Name: 'payload', Type: 'array<struct<a:int,b:decimal(10,2)>>' },
    ],
  },
  PartitionKeys: [{ Name: 'dt', Type: 'string' }],
};

describe('the schema of a Glue table', () => {
  it('has nested types, comments, and the partition columns last', () => {
    expect(glueSchema(events, { from: 'glue://lake#events' })).toEqual({
      name: 'events',
      namespace: 'lake',
      description: 'What happened',
      fields: [
        { name: 'id', type: 'integer', mode: 'nullable', description: 'The key' },
        {
          name: 'payload',
          type: 'record',
          mode: 'repeated',
          fields: [
            { name: 'a', type: 'integer', bits: 32, mode: 'nullable' },
            { name: 'b', type: 'decimal', precision: 10, scale: 2, mode: 'nullable' },
          ],
        },
        { name: 'dt', type: 'string', mode: 'required' },
      ],
      partitionedBy: ['dt'],
    });
  });

  it.each([
    ['no columns', { Name: 'a' }, 'glue://lake#a'],
    [
      'an unknown type',
      { Name: 'a', StorageDescriptor: { Columns: [{ Name: 'b', Type: 'uniontype<int>' }] } },
      'glue://lake#a, column b',
    ],
  ])('with %s is refused, and the error says where', (_, table, place) => {
    expect(() => glueSchema(table, { from: 'glue://lake#a' })).toThrow(
      expect.objectContaining({ constructor: SchemaError, place }),
    );
  });

  it('is asked for by its name, or with all others page by page', async () => {
    const server = await awsJsonServer(({ action, body }) => {
      if (action === 'GetTable') return { Table: events };
      return body.NextToken === undefined
        ? { TableList: [events], NextToken: 'more' }
        : { TableList: [{ ...events, Name: 'others' }] };
    });

    const one = await requestTables({ database: 'lake', name: 'events' }, server.client);
    const all = await requestTables({ database: 'lake' }, server.client);

    expect(one.map(({ Name }) => Name)).toEqual(['events']);
    expect(all.map(({ Name }) => Name)).toEqual(['events', 'others']);
    expect(server.bodiesOf('GetTable')).toEqual([{ DatabaseName: 'lake', Name: 'events' }]);
  });
});
