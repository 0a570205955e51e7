import { DatabaseError } from '../errors.ts';
import type { PostgresConnection } from '../postgres/postgres-connection.ts';
import { type StoredTable, storedTable } from '../postgres/stored-table.ts';
import { createLedger, LEDGER, LEDGER_COLUMNS } from './delivery-ledger.ts';

/** Held while tables are created: `hourlake` in ASCII. Any other number would do as well. */
const LOCK = '0x686f75726c616b65';

/** Lets sessions that create tables take turns, until the end of the transaction. */
export async function takeTurn(connection: PostgresConnection): Promise<void> {
  await connection.run(`SELECT pg_catalog.pg_advisory_xact_lock(${BigInt(LOCK)})`);
}

/**
 * Whether the ledger is there.
 *
 * @throws DatabaseError when it has another form, or may not be written to.
 */
export async function hasLedger(connection: PostgresConnection, schema: string): Promise<boolean> {
  const ledger = await storedTable(connection, schema, LEDGER);
  if (ledger === undefined) return false;
  checkLedger(connection, ledger);
  return true;
}

/** Creates the ledger where there is none. */
export async function prepareLedger(connection: PostgresConnection, schema: string): Promise<void> {
  if (!(await hasLedger(connection, schema))) {
    await connection.run(createLedger(connection, schema));
  }
}

/** @throws DatabaseError when the user may not add rows to a table. */
export function checkRights(
  connection: PostgresConnection,
  table: string,
  { takesRows }: StoredTable,
): void {
  if (takesRows) return;
  throw new DatabaseError(
    {
      expected: `the right to add rows to the table ${table} in ${connection.name}`,
      got: 'none',
      advice: `Have its owner run GRANT SELECT, INSERT on it to this user.`,
    },
    { code: '42501' },
  );
}

function checkLedger(connection: PostgresConnection, stored: StoredTable): void {
  const missing = LEDGER_COLUMNS.filter(
    ([name, type]) => stored.form.get(`column ${name}`) !== type,
  ).map(([name]) => `column ${name}`);
  if (!stored.form.has('primary key lake, job, period')) missing.push('its primary key');
  if (missing.length > 0) {
    throw new DatabaseError({
      expected: `the table ${LEDGER} in ${connection.name} to be the one that Hourlake creates`,
      got: `one with another ${missing.join(', ')}`,
      advice: 'Nothing was delivered. Rename the table, or deliver into another schema.',
    });
  }
  checkRights(connection, LEDGER, stored);
}
