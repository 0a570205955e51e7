import { rows } from '../columns/rows.ts';
import type { DuckDb } from '../duckdb/duckdb.ts';
import { type DuckDbFile, type DuckDbWork, inDuckDbFile } from '../duckdb/duckdb-file.ts';
import { insertJson } from '../duckdb/insert-json.ts';
import { DatabaseError } from '../errors.ts';
import type { Period } from '../model/period.ts';
import type { Table } from '../model/table.ts';
import { bytesForDuckDb } from '../schemas/duckdb-json.ts';
import type { Delivered, Destination, Shipment } from './destination.ts';
import { enterInDuckDb, MAIN, periodsInDuckDb } from './duckdb-ledger.ts';
import { prepareDuckDbTables } from './duckdb-tables.ts';

/**
 * A file of DuckDB as a destination. Each period is entered in the table `hourlake_deliveries` in the
 * transaction that adds its rows, so that both are there or neither is. The file is open only while a
 * method works in it: several processes take turns.
 */
export function duckDbDestination(file: DuckDbFile): Destination {
  const inFile = <Result>(work: DuckDbWork<Result>['work']) =>
    inDuckDbFile(file, { failed: `Could not deliver to ${file.name}`, work });
  return {
    name: file.name,
    prepare: (deliveries) =>
      inFile((database) =>
        database.inTransaction(() => prepareDuckDbTables(database, file.name, deliveries)),
      ),
    periodsOf: (delivered) => inFile((database) => periodsInDuckDb(database, delivered)),
    deliver: (delivered, shipments) =>
      inFile((database) =>
        database.inTransaction(() => deliverAll(database, delivered, shipments)),
      ),
    async close() {},
  };
}

async function deliverAll(
  database: DuckDb,
  delivered: Delivered,
  shipments: readonly Shipment[],
): Promise<ReadonlySet<Period>> {
  const entered = await enterInDuckDb(database, delivered, shipments);
  const taken = shipments.filter(({ period }) => entered.has(period));
  const { table } = delivered;
  const columns = table.columns.map(({ name }) => ({ name, type: 'VARCHAR' }));
  const target = { schema: MAIN, table: table.name, columns };
  const added = await insertJson(database, target, linesOf(table, taken));
  const expected = taken.reduce((sum, shipment) => sum + shipment.rows, 0);
  if (added.rows === expected) return entered;
  throw new DatabaseError({
    expected: `${expected} rows to be added to the table ${table.name}`,
    got: String(added.rows),
    advice: 'Nothing was delivered. Run "hourlake verify" to find files that were changed.',
  });
}

async function* linesOf(table: Table, shipments: readonly Shipment[]): AsyncGenerator<string> {
  for (const shipment of shipments) {
    for await (const batch of shipment.batches()) {
      for (const row of rows(table, batch)) yield JSON.stringify(row, asText);
    }
  }
}

/** What JSON does not have, or not exactly, as a text that DuckDB casts to the same value. */
function asText(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return bytesForDuckDb(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return Object.is(value, -0) ? '-0' : String(value);
}
