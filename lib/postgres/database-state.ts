import { DatabaseError } from '../errors.ts';
import type { PostgresConnection } from './postgres-connection.ts';

/** What there is to know of a database before anything is done in it. */
const STATE = `
  SELECT pg_catalog.current_setting('server_encoding'),
    pg_catalog.pg_is_in_recovery() OR pg_catalog.current_setting('transaction_read_only') = 'on',
    coalesce($1, pg_catalog.current_schema()),
    pg_catalog.to_regnamespace(pg_catalog.quote_ident(coalesce($1, pg_catalog.current_schema())))`;

/**
 * Makes sure that a database can be used, and that from now on nothing but one schema and PostgreSQL's own
 * is looked into.
 *
 * @param options.writes whether rows are written. Default: `false`.
 * @returns the name of the schema: the one that the settings name, or the first of the search path
 * @throws DatabaseError when the database has another encoding than UTF8, there is no such schema, or the
 *   database only reads and has to be written to.
 */
export async function useDatabase(
  connection: PostgresConnection,
  { writes = false }: { readonly writes?: boolean } = {},
): Promise<string> {
  const { schema: asked } = connection;
  const { rows } = await connection.run(STATE, [asked ?? null]);
  const [encoding, onlyReads, schema, exists] = rows[0] ?? [];
  if (encoding !== 'UTF8') {
    throw new DatabaseError({
      expected: `${connection.name} to be encoded in UTF8`,
      got: String(encoding),
      advice: "Create a database with ENCODING 'UTF8' and TEMPLATE template0, and name that one.",
    });
  }
  if (writes && onlyReads === 't') {
    throw new DatabaseError(
      {
        expected: `${connection.name} to be a database that can be written to`,
        got: 'one that only reads, such as a replica',
        advice: 'Name the primary server, or unset default_transaction_read_only of the user.',
      },
      { code: '25006' },
    );
  }
  if (schema === null || schema === undefined || exists === null) {
    throw new DatabaseError({
      expected: `the schema ${asked ?? 'public'} in ${connection.name}`,
      got: 'none',
      advice: 'Create it with CREATE SCHEMA, or name another one with ?schema= in the URL.',
    });
  }
  await connection.run(`SET search_path = ${connection.quoted(schema)}, pg_temp`);
  return schema;
}
