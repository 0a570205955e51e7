import { DatabaseError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Period } from '../model/period.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { useDatabase } from '../postgres/database-state.ts';
import { PostgresConnection } from '../postgres/postgres-connection.ts';
import type { PostgresSettings } from '../postgres/postgres-settings.ts';
import { copyInto } from '../postgres/table-sql.ts';
import { deliveredPeriods, enterPeriods } from './delivery-ledger.ts';
import type { Delivered, Destination, Shipment } from './destination.ts';
import { prepareTables } from './prepare-tables.ts';

/**
 * A database of PostgreSQL as a destination. Each period is entered in the table `hourlake_deliveries`
 * in the transaction that copies its rows, so that both are there or neither is.
 */
export function postgresDestination(settings: PostgresSettings): Destination {
  return new PostgresDestination(settings);
}

/** A session, and the schema that it works in. */
interface Session {
  readonly connection: PostgresConnection;
  readonly schema: string;
}

class PostgresDestination implements Destination {
  readonly name: string;
  readonly #settings: PostgresSettings;
  #session: Session | undefined;

  constructor(settings: PostgresSettings) {
    this.name = settings.name;
    this.#settings = settings;
  }

  async prepare(deliveries: readonly Delivered[]): Promise<void> {
    const { connection, schema } = await this.#open();
    await prepareTables(connection, schema, deliveries);
  }

  async periodsOf(delivered: Delivered): Promise<ReadonlyMap<Period, string>> {
    const { connection, schema } = await this.#open();
    return deliveredPeriods(connection, schema, delivered);
  }

  async deliver(
    delivered: Delivered,
    shipments: readonly Shipment[],
  ): Promise<ReadonlySet<Period>> {
    const { connection, schema } = await this.#open();
    return connection.inTransaction(async () => {
      const entered = await enterPeriods(connection, schema, delivered, shipments);
      const taken = shipments.filter(({ period }) => entered.has(period));
      if (taken.length === 0) return entered;
      const { table } = delivered;
      const pieces = copyRows(table, batchesOf(taken));
      const copied = await connection.copyIn(copyInto(connection, schema, table), pieces);
      checkCount(delivered, taken, copied);
      return entered;
    });
  }

  async close(): Promise<void> {
    await this.#session?.connection.close();
    this.#session = undefined;
  }

  /** A session that broke is replaced: what it had not committed was rolled back. */
  async #open(): Promise<Session> {
    if (this.#session !== undefined && !this.#session.connection.isBroken) return this.#session;
    const connection = await PostgresConnection.open(this.#settings);
    try {
      const schema = await useDatabase(connection, { writes: true });
      this.#session = { connection, schema };
      return this.#session;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }
}

async function* batchesOf(shipments: readonly Shipment[]): AsyncGenerator<Batch> {
  for (const shipment of shipments) yield* shipment.batches();
}

/** A trigger or a rule of the table may drop rows. */
function checkCount({ table }: Delivered, taken: readonly Shipment[], copied: number): void {
  const expected = taken.reduce((sum, { rows }) => sum + rows, 0);
  if (copied === expected) return;
  throw new DatabaseError({
    expected: `${expected} rows to be copied into the table ${table.name}`,
    got: String(copied),
    advice: 'Nothing was delivered. Look for a trigger of the table that drops rows.',
  });
}
