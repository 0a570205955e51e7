import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GlueClient,
  type GlueClientConfig,
  paginateGetTables,
  StartCrawlerCommand,
} from '@aws-sdk/client-glue';
import type { GlueRequests, GlueTable } from './glue-requests.ts';

/** Settings of the SDK's client. What is left out comes from the AWS settings of the process. */
export type GlueConnection = GlueClientConfig;

/** The requests about one table; what AWS turns away for a moment, the SDK tries again. */
export function glueRequests(
  { database, table }: { readonly database: string; readonly table: string },
  connection: GlueConnection,
): GlueRequests {
  const client = new GlueClient(connection);
  return {
    async getTable() {
      const request = new GetTableCommand({ DatabaseName: database, Name: table });
      return (await client.send(request)).Table;
    },
    async createPartitions(partitions) {
      const request = new BatchCreatePartitionCommand({
        DatabaseName: database,
        TableName: table,
        PartitionInputList: [...partitions],
      });
      return (await client.send(request)).Errors ?? [];
    },
    async getPartitions(token) {
      const request = new GetPartitionsCommand({
        DatabaseName: database,
        TableName: table,
        ExcludeColumnSchema: true,
        NextToken: token,
      });
      return client.send(request);
    },
    async deletePartitions(values) {
      const request = new BatchDeletePartitionCommand({
        DatabaseName: database,
        TableName: table,
        PartitionsToDelete: values.map((Values) => ({ Values })),
      });
      return (await client.send(request)).Errors ?? [];
    },
  };
}

/** Asks Glue to start a crawler; throws what the SDK does. */
export async function requestCrawler(name: string, connection: GlueConnection): Promise<void> {
  const client = new GlueClient(connection);
  try {
    await client.send(new StartCrawlerCommand({ Name: name }));
  } finally {
    client.destroy();
  }
}

/**
 * The tables of a database, by name; throws what the SDK does.
 *
 * @param name of the only table that is wanted. Default: all of them.
 */
export async function requestTables(
  { database, name }: { readonly database: string; readonly name?: string | undefined },
  connection: GlueConnection,
): Promise<readonly GlueTable[]> {
  const client = new GlueClient(connection);
  try {
    if (name !== undefined) {
      const request = new GetTableCommand({ DatabaseName: database, Name: name });
      const { Table } = await client.send(request);
      return Table === undefined ? [] : [Table];
    }
    const tables: GlueTable[] = [];
    const pages = paginateGetTables({ client }, { DatabaseName: database });
    for await (const { TableList = [] } of pages) tables.push(...TableList);
    return tables;
  } finally {
    client.destroy();
  }
}
