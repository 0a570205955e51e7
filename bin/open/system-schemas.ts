import type { SchemaSource } from '../../lib/schemas/schema-source.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';
import { openPostgres } from './open-postgres.ts';

/** A source of one kind. */
type SourceOf<Kind extends SchemaSource['kind']> = Extract<SchemaSource, { readonly kind: Kind }>;

/** The tables of a dataset of BigQuery, as its REST API describes them. */
export async function bigQuerySchemas({
  project,
  dataset,
  table,
}: SourceOf<'bigquery'>): Promise<TableSchema[]> {
  const { bigQueryRequests } = await import('../../lib/gcp/bigquery-client.ts');
  const { bigQuerySchema } = await import('../../lib/schemas/bigquery-json.ts');
  const requests = await bigQueryRequests({ project, dataset });
  const names = table === undefined ? await requests.listTables() : [table];
  const schemas: TableSchema[] = [];
  for (const name of names) {
    const from = `bigquery://${project}/${dataset}#${name}`;
    schemas.push(bigQuerySchema(await requests.getTable(name), { name, from }));
  }
  return schemas;
}

/** The tables of a database of Glue. */
export async function glueSchemas({ database, table }: SourceOf<'glue'>): Promise<TableSchema[]> {
  const { requestTables } = await import('../../lib/aws/glue-client.ts');
  const { glueError } = await import('../../lib/aws/glue-errors.ts');
  const { glueSchema } = await import('../../lib/schemas/glue-schema.ts');
  const action = table === undefined ? 'glue:GetTables' : 'glue:GetTable';
  const tables = await requestTables({ database, name: table }, {}).catch((error: unknown) => {
    throw glueError(error, { action, resource: `database ${database}` });
  });
  return tables.map((each) => glueSchema(each, { from: `glue://${database}#${each.Name}` }));
}

/** The tables of a PostgreSQL database, in all its schemas or in the one that the URL names. */
export async function postgresSchemas(
  context: Context,
  { database, table }: SourceOf<'postgres'>,
): Promise<TableSchema[]> {
  const { PostgresConnection } = await import('../../lib/postgres/postgres-connection.ts');
  const { readPostgresSchemas } = await import('../../lib/schemas/postgres-schema.ts');
  const opened = await openPostgres(context, { database });
  try {
    const connection = await PostgresConnection.open(opened.settings);
    try {
      const { name: from, schema: namespace } = connection;
      return await readPostgresSchemas(
        async (sql) => (await connection.run(sql)).rows.map(([json = null]) => json),
        { from, namespace, table },
      );
    } finally {
      await connection.close();
    }
  } finally {
    await opened.close();
  }
}
