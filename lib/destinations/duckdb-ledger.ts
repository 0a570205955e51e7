import type { DuckDb } from '../duckdb/duckdb.ts';
import { storedForm } from '../duckdb/stored-form.ts';
import { qualifiedName } from '../duckdb/table-sql.ts';
import { DatabaseError } from '../errors.ts';
import { type Period, parsePeriod } from '../model/period.ts';
import { LEDGER, LEDGER_COLUMNS, type LedgerSubject } from './delivery-ledger.ts';
import type { Shipment } from './destination.ts';

/** The schema that DuckDB makes in every file. */
export const MAIN = 'main';

const NAME = qualifiedName(MAIN, LEDGER);

/**
 * Creates the ledger in a file that has none.
 *
 * @param file as a person names it
 * @throws DatabaseError when a table of its name has another form.
 */
export async function prepareDuckDbLedger(database: DuckDb, file: string): Promise<void> {
  const form = await storedForm(database, MAIN, LEDGER);
  const columns = LEDGER_COLUMNS.map(
    ([name, type]) => `${name} ${type}${name === 'delivered_at' ? ' DEFAULT now()' : ''}`,
  );
  if (form === undefined) {
    await database.run(
      `CREATE TABLE ${NAME} (${columns.join(', ')}, PRIMARY KEY (lake, job, period))`,
    );
    return;
  }
  const missing = LEDGER_COLUMNS.map(([name]) => name).filter(
    (name) => !form.has(`column ${name}`),
  );
  if (!form.has('primary key lake, job, period')) missing.push('its primary key');
  if (missing.length === 0) return;
  throw new DatabaseError({
    expected: `the table ${LEDGER} in ${file} to be the one that Hourlake creates`,
    got: `one without ${missing.join(', ')}`,
    advice: 'Nothing was delivered. Rename the table, or name another file.',
  });
}

/** SHA-256 of each delivered period. */
export async function periodsInDuckDb(
  database: DuckDb,
  { lake, job }: LedgerSubject,
): Promise<ReadonlyMap<Period, string>> {
  const rows = await database.ask(
    `SELECT period, sha256 FROM ${NAME} WHERE lake = $1 AND job = $2`,
    [lake, job],
  );
  return new Map(rows.map(([period, sha256]) => [parsePeriod(String(period)), String(sha256)]));
}

/** Whether anything was delivered for a job, from any lake. */
export async function hasDuckDbDeliveries(database: DuckDb, job: string): Promise<boolean> {
  return (await database.ask(`SELECT 1 FROM ${NAME} WHERE job = $1 LIMIT 1`, [job])).length > 0;
}

/**
 * Enters periods in the ledger, within the transaction that delivers their rows.
 *
 * @returns the periods that were not there
 */
export async function enterInDuckDb(
  database: DuckDb,
  { lake, lakeName, job }: LedgerSubject,
  shipments: readonly Omit<Shipment, 'batches'>[],
): Promise<ReadonlySet<Period>> {
  const entered = new Set<Period>();
  for (const { period, sha256, rows } of shipments) {
    const added = await database.ask(
      `INSERT INTO ${NAME} (lake, lake_name, job, period, sha256, rows)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING period`,
      [lake, lakeName, job, period, sha256, rows],
    );
    if (added.length > 0) entered.add(period);
  }
  return entered;
}
