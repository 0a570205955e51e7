import type { LoadReceipt, TableRows } from '../lib/destinations/row-loader.ts';
import type { MockTable } from '../lib/generate/mock/mock-table.ts';
import { columnValues } from '../lib/generate/mock/rows/mock-column.ts';
import { ONLY_PERIOD } from '../lib/generate/mock/rows/mock-time.ts';
import type { JsonRow } from '../lib/model/json-row.ts';
import type { Context } from './context.ts';
import type { OpenMock } from './open/open-mock.ts';
import type { PostgresOptions } from './open/open-postgres.ts';
import { openRowLoader } from './open/open-row-loader.ts';
import { receiptLine } from './report/load-report.ts';
import { toJson } from './terminal/json.ts';
import { showRows } from './terminal/row-progress.ts';

/** Where mock rows are loaded, and how that is told. */
export interface MockLoading extends PostgresOptions {
  readonly json?: boolean;
}

/**
 * Loads the rows of all tables into a database, each origin once, and prints what happened to each table.
 *
 * @throws what the loader throws: nothing of a table that failed is there then.
 */
export async function loadMock(
  context: Context,
  mock: OpenMock,
  { json = false, ...database }: MockLoading,
): Promise<void> {
  const loader = await openRowLoader(context, database);
  try {
    const receipts = await loader.load(
      mock.tables.map((table) => tableRows(context, mock, table)),
      { onReceipt: (receipt) => context.progress.write(`${receiptLine(receipt, loader.name)}\n`) },
    );
    if (json) await context.print(toJson(receipts satisfies readonly LoadReceipt[], { indent: 2 }));
  } finally {
    await loader.close();
  }
}

function tableRows(
  { progress, signal }: Context,
  { from, originOf }: OpenMock,
  table: MockTable,
): TableRows {
  const count = table.countOf(ONLY_PERIOD) - from;
  return {
    table: table.schema,
    origin: originOf(table),
    count,
    *batches() {
      const shown = showRows(progress, { label: table.schema.name, total: count });
      try {
        for (const rows of table.rowSets(ONLY_PERIOD, from)) {
          signal.throwIfAborted();
          yield columnValues(table.records(rows)) as readonly JsonRow[];
          shown.add(rows.length);
        }
      } finally {
        shown.stop();
      }
    },
  };
}
