import type { Period } from '../model/period.ts';
import type { PostgresConnection } from '../postgres/postgres-connection.ts';
import { qualified } from '../postgres/table-sql.ts';
import type { Delivered, Shipment } from './destination.ts';

/** Which rows a line of the ledger is about, but for their period. */
export type LedgerSubject = Pick<Delivered, 'lake' | 'lakeName' | 'job'>;

/** The table with one row for each delivered period. */
export const LEDGER = 'hourlake_deliveries';

/** Its columns, as `stored-table.ts` reads them. */
export const LEDGER_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['lake', 'text NOT NULL'],
  ['lake_name', 'text NOT NULL'],
  ['job', 'text NOT NULL'],
  ['period', 'text NOT NULL'],
  ['sha256', 'text NOT NULL'],
  ['rows', 'bigint NOT NULL'],
  ['delivered_at', 'timestamp with time zone NOT NULL'],
];

/** The statements that create the ledger. */
export function createLedger(connection: PostgresConnection, schema: string): string {
  const name = qualified(connection, schema, LEDGER);
  const columns = LEDGER_COLUMNS.map(
    ([column, type]) => `${column} ${type}${column === 'delivered_at' ? ' DEFAULT now()' : ''}`,
  );
  return `
    CREATE TABLE ${name} (${columns.join(', ')}, PRIMARY KEY (lake, job, period));
    COMMENT ON TABLE ${name} IS 'Periods that Hourlake delivered, each exactly once. A period without a line is delivered by the next run'`;
}

/** SHA-256 of each delivered period. */
export async function deliveredPeriods(
  connection: PostgresConnection,
  schema: string,
  { lake, job }: Delivered,
): Promise<ReadonlyMap<Period, string>> {
  const { rows } = await connection.run(
    `SELECT period, sha256 FROM ${qualified(connection, schema, LEDGER)} WHERE lake = $1 AND job = $2`,
    [lake, job],
  );
  // Only deliveries write to the ledger.
  return new Map(rows.map(([period, sha256]) => [period as Period, sha256 ?? '']));
}

/** Whether any lake delivered periods of a table's job. */
export async function hasDeliveries(
  connection: PostgresConnection,
  schema: string,
  { job }: Pick<LedgerSubject, 'job'>,
): Promise<boolean> {
  const { rows } = await connection.run(
    `SELECT 1 FROM ${qualified(connection, schema, LEDGER)} WHERE job = $1 LIMIT 1`,
    [job],
  );
  return rows.length > 0;
}

/**
 * Enters periods in the ledger, within the transaction that delivers their rows. A second delivery of the
 * same period waits here for the end of the first one.
 *
 * @returns the periods that were not there
 */
export async function enterPeriods(
  connection: PostgresConnection,
  schema: string,
  { lake, lakeName, job }: LedgerSubject,
  shipments: readonly Omit<Shipment, 'batches'>[],
): Promise<ReadonlySet<Period>> {
  const { rows } = await connection.run(
    `INSERT INTO ${qualified(connection, schema, LEDGER)} (lake, lake_name, job, period, sha256, rows)
     SELECT $1, $2, $3, s.period, s.sha256, s.rows
     FROM unnest($4::text[], $5::text[], $6::bigint[]) AS s (period, sha256, rows)
     ON CONFLICT (lake, job, period) DO NOTHING
     RETURNING period`,
    [
      lake,
      lakeName,
      job,
      shipments.map(({ period }) => period),
      shipments.map(({ sha256 }) => sha256),
      shipments.map((shipment) => shipment.rows),
    ],
  );
  return new Set(rows.map(([period]) => period as Period));
}
