import { DatabaseError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import type { Period } from '../model/period.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import type { PostgresSettings } from '../postgres/postgres-settings.ts';
import { copyInto } from '../postgres/table-sql.ts';
import { deliveredPeriods, enterPeriods } from './delivery-ledger.ts';
import type { Delivered, Destination, Shipment } from './destination.ts';
import { PostgresSession } from './postgres-session.ts';
import { prepareTables } from './prepare-tables.ts';

/**
 * A database of PostgreSQL as a destination. Each period is entered in the table `hourlake_deliveries`
 * in the transaction that copies its rows, so that both are there or neither is.
 */
export function postgresDestination(settings: PostgresSettings): Destination {
  return new PostgresDestination(settings);
}

class PostgresDestination implements Destination {
  readonly name: string;
  readonly #session: PostgresSession;

  constructor(settings: PostgresSettings) {
    this.name = settings.name;
    this.#session = new PostgresSession(settings);
  }

  async prepare(deliveries: readonly Delivered[]): Promise<void> {
    const { connection, schema } = await this.#session.open();
    await prepareTables(connection, schema, deliveries);
  }

  async periodsOf(delivered: Delivered): Promise<ReadonlyMap<Period, string>> {
    const { connection, schema } = await this.#session.open();
    return deliveredPeriods(connection, schema, delivered);
  }

  async deliver(
    delivered: Delivered,
    shipments: readonly Shipment[],
  ): Promise<ReadonlySet<Period>> {
    const { connection, schema } = await this.#session.open();
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

  close(): Promise<void> {
    return this.#session.close();
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
