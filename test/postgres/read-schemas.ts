import { PostgresConnection } from '../../lib/postgres/postgres-connection.ts';
import type { PostgresSettings } from '../../lib/postgres/postgres-settings.ts';
import { readPostgresSchemas } from '../../lib/schemas/postgres-schema.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';

/** The shapes of all tables of a database. */
export async function readSchemas(settings: PostgresSettings): Promise<TableSchema[]> {
  const connection = await PostgresConnection.open(settings);
  try {
    return await readPostgresSchemas(
      async (sql) => (await connection.run(sql)).rows.map(([json = null]) => json),
      { from: connection.name },
    );
  } finally {
    await connection.close();
  }
}
