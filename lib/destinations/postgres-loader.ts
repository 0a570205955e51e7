import { DatabaseError } from '../errors.ts';
import type { PostgresConnection } from '../postgres/postgres-connection.ts';
import type { PostgresSettings } from '../postgres/postgres-settings.ts';
import { qualified } from '../postgres/table-sql.ts';
import { advanceSequence } from '../postgres/target-table.ts';
import { copyJsonRows, type Sent } from './copy-json-rows.ts';
import { enterPeriods } from './delivery-ledger.ts';
import { givenFields } from './given-fields.ts';
import { columnsFor, rowTargets } from './postgres-row-tables.ts';
import { PostgresSession } from './postgres-session.ts';
import type { LoadReceipt, RowLoader, TableRows } from './row-loader.ts';
import type { RowPlace } from './row-places.ts';

/**
 * A database of PostgreSQL whose tables are filled. The rows of all tables, their lines in the ledger
 * `hourlake_deliveries` and the tables that were missing are committed together: all are there, or
 * nothing is.
 *
 * A table is the one of its name in the schema that it comes from, or where the database has no such
 * schema, or the settings name one, in the usual one.
 */
export function postgresLoader(settings: PostgresSettings): RowLoader {
  return new PostgresLoader(settings);
}

class PostgresLoader implements RowLoader {
  readonly name: string;
  readonly #session: PostgresSession;

  constructor(settings: PostgresSettings) {
    this.name = settings.name;
    this.#session = new PostgresSession(settings);
  }

  async load(
    tables: readonly TableRows[],
    { onReceipt }: { readonly onReceipt?: (receipt: LoadReceipt) => void } = {},
  ): Promise<readonly LoadReceipt[]> {
    const { connection, schema } = await this.#session.open();
    const receipts = await connection.inTransaction(async () => {
      const targets = await rowTargets(connection, schema, tables);
      const fresh = await enter(connection, schema, targets);
      await connection.run('SET CONSTRAINTS ALL DEFERRED');
      const done: LoadReceipt[] = [];
      for (const target of targets) {
        const { table, count: rows } = target.rows;
        done.push(
          fresh.has(target)
            ? await addRows(connection, target)
            : { table: table.name, status: 'already-there', rows },
        );
      }
      return done;
    });
    for (const receipt of receipts) onReceipt?.(receipt);
    return receipts;
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}

/**
 * Enters the rows of tables in the ledger. Another load of the same rows waits here for the end of this
 * one. All loads enter their tables in one order, so that no two of them wait for each other.
 *
 * @returns those whose rows were not there
 */
async function enter(
  connection: PostgresConnection,
  schema: string,
  targets: readonly RowPlace[],
): Promise<ReadonlySet<RowPlace>> {
  const inOrder = [...targets].sort((one, other) => (one.entry.lake < other.entry.lake ? -1 : 1));
  const fresh = new Set<RowPlace>();
  for (const target of inOrder) {
    const entered = await enterPeriods(connection, schema, target.entry, [target.entry]);
    if (entered.size > 0) fresh.add(target);
  }
  return fresh;
}

async function addRows(connection: PostgresConnection, target: RowPlace): Promise<LoadReceipt> {
  const { schema, table, rows } = target;
  const fields = givenFields(rows);
  const columns = await columnsFor(
    connection,
    target,
    fields.map(({ name }) => name),
  );
  const sent: Sent = { rows: 0, bytes: 0 };
  const names = fields.map(({ name }) => connection.quoted(name)).join(', ');
  const copied = await connection.copyIn(
    `COPY ${qualified(connection, schema, table.name)} (${names}) FROM STDIN`,
    copyJsonRows(rows, { fields, columns, sent }),
  );
  checkCounts(target, sent.rows, copied);
  for (const { name: column } of fields) {
    const sequence = columns.get(column)?.sequence;
    if (sequence === undefined) continue;
    await advanceSequence(connection, { schema, table: table.name, column, sequence });
  }
  return { table: table.name, status: 'loaded', rows: copied, bytes: sent.bytes };
}

/** A trigger or a rule of the table may drop rows. */
function checkCounts({ table, rows }: RowPlace, sent: number, copied: number): void {
  if (sent === rows.count && copied === sent) return;
  throw new DatabaseError({
    expected: `${rows.count} rows to be added to the table ${table.name}`,
    got: sent === rows.count ? `${copied}` : `${sent} from their source`,
    advice:
      sent === rows.count
        ? 'Nothing was added. Look for a trigger of the table that drops rows.'
        : 'Nothing was added. This is a defect of the source of the rows.',
  });
}
