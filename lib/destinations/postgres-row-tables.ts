import { DatabaseError } from '../errors.ts';
import type { PostgresConnection } from '../postgres/postgres-connection.ts';
import { storedTable } from '../postgres/stored-table.ts';
import { type TargetColumn, targetColumns } from '../postgres/target-table.ts';
import {
  addForeignKeys,
  createPostgresTable,
  type ForeignKeyPlaces,
  type PostgresPlace,
} from '../schemas/postgres-ddl.ts';
import { hasDeliveries, LEDGER } from './delivery-ledger.ts';
import { checkRights, hasLedger, prepareLedger, takeTurn } from './prepare-ledger.ts';
import type { TableRows } from './row-loader.ts';
import { type RowPlace, referredPlace, rowPlaces } from './row-places.ts';

/**
 * Finds the tables that rows are added to, within the transaction that adds them. A table that is there
 * is used as it is, and one that is missing is created.
 *
 * @param schema that tables are in whose own schema does not exist
 * @throws DatabaseError when a table cannot be added to, or is gone although rows were added to it;
 *   InputError when two tables are the same one of the database.
 */
export async function rowTargets(
  connection: PostgresConnection,
  schema: string,
  tables: readonly TableRows[],
): Promise<readonly RowPlace[]> {
  const schemas = await schemasOf(connection, schema, tables);
  const targets = rowPlaces(tables, schemas, schema);
  if (!(await areReady(connection, schema, targets))) {
    await takeTurn(connection);
    await createMissing(connection, schema, targets);
  }
  return targets;
}

/**
 * The columns of a table that is there, by name.
 *
 * @throws DatabaseError when one is missing.
 */
export async function columnsFor(
  connection: PostgresConnection,
  { schema, table }: RowPlace,
  names: readonly string[],
): Promise<ReadonlyMap<string, TargetColumn>> {
  const columns = await targetColumns(connection, schema, table.name);
  const missing = names.filter((name) => !columns.has(name));
  if (missing.length === 0) return columns;
  throw new DatabaseError({
    expected: `the table ${table.name} in ${connection.name} to have a column for every field`,
    got: `none for ${missing.join(', ')}`,
    advice: 'Nothing was added. Change the table, or use another schema, with ?schema= in the URL.',
  });
}

/** The schemas that tables come from and that this database has; none when the URL names the only one. */
async function schemasOf(
  connection: PostgresConnection,
  schema: string,
  tables: readonly TableRows[],
): Promise<ReadonlySet<string>> {
  if (connection.schema !== undefined) return new Set();
  const names = new Set(tables.flatMap(({ table }) => table.namespace ?? []));
  names.delete(schema);
  if (names.size === 0) return new Set();
  const { rows } = await connection.run(
    'SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1::text[])',
    [[...names]],
  );
  return new Set(rows.flatMap(([name]) => name ?? []));
}

/** Needs no right to create anything, and waits for nobody. */
async function areReady(
  connection: PostgresConnection,
  schema: string,
  targets: readonly RowPlace[],
): Promise<boolean> {
  let ready = await hasLedger(connection, schema);
  for (const target of targets) ready = (await isThere(connection, target)) && ready;
  return ready;
}

async function isThere(
  connection: PostgresConnection,
  { schema, table }: PostgresPlace,
): Promise<boolean> {
  const stored = await storedTable(connection, schema, table.name);
  if (stored === undefined) return false;
  if (stored.kind !== 'r' && stored.kind !== 'p') {
    throw new DatabaseError({
      expected: `${table.name} in ${connection.name} to be a table`,
      got: 'something else of that name, such as a view',
      advice: 'Nothing was added. Rename it, or use another schema, with ?schema= in the URL.',
    });
  }
  checkRights(connection, table.name, stored);
  return true;
}

async function createMissing(
  connection: PostgresConnection,
  schema: string,
  targets: readonly RowPlace[],
): Promise<void> {
  await prepareLedger(connection, schema);
  const created: RowPlace[] = [];
  for (const target of targets) {
    if (await isThere(connection, target)) continue;
    if (await hasDeliveries(connection, schema, target.entry)) throw goneTable(connection, target);
    await connection.run(createPostgresTable(connection, target));
    created.push(target);
  }
  for (const target of created) {
    const statements = addForeignKeys(connection, target, placesOf(targets, target));
    for (const sql of statements) await connection.run(sql);
  }
}

function placesOf(targets: readonly RowPlace[], target: RowPlace): ForeignKeyPlaces {
  return {
    placeOf: (key) => targets[referredPlace(targets, key)],
    isLater: (key) => referredPlace(targets, key) > targets.indexOf(target),
  };
}

/** The rows are gone with the table, and the ledger would keep them from being added again. */
function goneTable(connection: PostgresConnection, { table, entry }: RowPlace): DatabaseError {
  return new DatabaseError({
    expected: `the table ${table.name} in ${connection.name}, to which rows were added`,
    got: 'no such table',
    advice: `Restore it. To add all rows again, remove the lines of the job ${entry.job} from ${LEDGER}.`,
  });
}
