import { DatabaseError } from '../errors.ts';
import type { Table } from '../model/table.ts';
import type { PostgresConnection } from '../postgres/postgres-connection.ts';
import { type StoredTable, storedTable } from '../postgres/stored-table.ts';
import { differencesOf } from '../postgres/table-form.ts';
import { createTable } from '../postgres/table-sql.ts';
import { hasDeliveries, LEDGER } from './delivery-ledger.ts';
import type { Delivered } from './destination.ts';
import { checkRights, hasLedger, prepareLedger, takeTurn } from './prepare-ledger.ts';

/**
 * Makes sure that the ledger and the tables are there as they are declared. All that is missing is
 * created in one transaction; two first deliveries take turns.
 *
 * @throws DatabaseError when a table has another form, may not be written to, or is gone although periods
 *   of it were delivered.
 */
export async function prepareTables(
  connection: PostgresConnection,
  schema: string,
  deliveries: readonly Delivered[],
): Promise<void> {
  if (await isReady(connection, schema, deliveries)) return;
  await connection.inTransaction(async () => {
    await takeTurn(connection);
    await createMissing(connection, schema, deliveries);
  });
}

/** Needs no right to create anything, and waits for nobody. */
async function isReady(
  connection: PostgresConnection,
  schema: string,
  deliveries: readonly Delivered[],
): Promise<boolean> {
  let ready = await hasLedger(connection, schema);
  for (const { table } of deliveries) {
    const stored = await storedTable(connection, schema, table.name);
    if (stored === undefined) ready = false;
    else check(connection, table, stored);
  }
  return ready;
}

async function createMissing(
  connection: PostgresConnection,
  schema: string,
  deliveries: readonly Delivered[],
): Promise<void> {
  await prepareLedger(connection, schema);
  const tables = deliveries.map(({ table }) => table);
  for (const delivered of deliveries) {
    const { table } = delivered;
    if ((await storedTable(connection, schema, table.name)) !== undefined) continue;
    if (await hasDeliveries(connection, schema, delivered)) throw goneTable(connection, delivered);
    await connection.run(
      createTable(connection, { schema, table, keyOf: (name) => keyOf(tables, name) }),
    );
  }
}

function keyOf(tables: readonly Table[], name: string): string {
  const key = tables.find((table) => table.name === name)?.primaryKey;
  if (key === undefined) throw new TypeError(`The table ${name} is referred to and has no key`);
  return key;
}

function check(connection: PostgresConnection, table: Table, stored: StoredTable): void {
  const differences = differencesOf(table, stored);
  if (differences.length > 0) {
    throw new DatabaseError({
      expected: `the table ${table.name} in ${connection.name} to have the form that is declared`,
      got: differences.join('; '),
      advice:
        'Nothing was delivered. Change the table, or deliver into another schema, with ?schema= in the URL.',
    });
  }
  checkRights(connection, table.name, stored);
}

/** The rows are gone with the table, and the ledger would keep them from being delivered again. */
function goneTable(connection: PostgresConnection, { table, job }: Delivered): DatabaseError {
  return new DatabaseError({
    expected: `the table ${table.name} in ${connection.name}, into which periods of ${job} were delivered`,
    got: 'no such table',
    advice: `Restore it. To deliver all periods again, remove the rows of ${job} from ${LEDGER}.`,
  });
}
