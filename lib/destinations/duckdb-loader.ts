import type { DuckDb } from '../duckdb/duckdb.ts';
import { type DuckDbFile, inDuckDbFile } from '../duckdb/duckdb-file.ts';
import { insertJson } from '../duckdb/insert-json.ts';
import { BatchError, DatabaseError } from '../errors.ts';
import type { JsonRow } from '../model/json-row.ts';
import { jsonForDuckDb, jsonType } from '../schemas/duckdb-json.ts';
import type { Field } from '../schemas/table-schema.ts';
import { enterInDuckDb } from './duckdb-ledger.ts';
import { duckDbRowPlaces } from './duckdb-row-tables.ts';
import { checkFields, givenFields } from './given-fields.ts';
import type { LoadReceipt, RowLoader, TableRows } from './row-loader.ts';
import type { RowPlace } from './row-places.ts';

/**
 * A file of DuckDB whose tables are filled. The rows of all tables, their lines in the ledger
 * `hourlake_deliveries` and the tables that were missing are committed together: all are there, or
 * nothing is. The file is open only while rows are added.
 */
export function duckDbLoader(file: DuckDbFile): RowLoader {
  return {
    name: file.name,
    async load(tables, { onReceipt } = {}) {
      const receipts = await inDuckDbFile(file, {
        failed: `Could not add rows to ${file.name}`,
        work: (database) => database.inTransaction(() => loadAll(database, file.name, tables)),
      });
      for (const receipt of receipts) onReceipt?.(receipt);
      return receipts;
    },
    async close() {},
  };
}

async function loadAll(
  database: DuckDb,
  file: string,
  tables: readonly TableRows[],
): Promise<readonly LoadReceipt[]> {
  const receipts: LoadReceipt[] = [];
  for (const place of await duckDbRowPlaces(database, file, tables)) {
    const { rows, entry } = place;
    const entered = await enterInDuckDb(database, entry, [entry]);
    receipts.push(
      entered.size > 0
        ? await addRows(database, place)
        : { table: rows.table.name, status: 'already-there', rows: rows.count },
    );
  }
  return receipts;
}

async function addRows(database: DuckDb, { schema, table, rows }: RowPlace): Promise<LoadReceipt> {
  const fields = givenFields(rows);
  const columns = fields.map((field) => ({ name: field.name, type: jsonType(field) }));
  const target = { schema, table: table.name, columns };
  const added = await insertJson(database, target, linesOf(rows, fields));
  if (added.rows !== rows.count) {
    throw new DatabaseError({
      expected: `${rows.count} rows to be added to the table ${table.name}`,
      got: String(added.rows),
      advice: 'Nothing was added. This is a defect of the source of the rows.',
    });
  }
  return { table: table.name, status: 'loaded', ...added };
}

function* linesOf({ table, batches }: TableRows, fields: readonly Field[]): Generator<string> {
  for (const batch of batches()) {
    for (const [number, row] of batch.entries()) {
      checkFields(row, { table: table.name, fields, number });
      yield JSON.stringify(
        Object.fromEntries(
          fields.map((field) => [
            field.name,
            fieldValue(row, field, { table: table.name, number }),
          ]),
        ),
      );
    }
  }
}

function fieldValue(
  row: JsonRow,
  field: Field,
  { table, number }: { readonly table: string; readonly number: number },
) {
  try {
    return jsonForDuckDb(field, row[field.name] ?? null);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BatchError(
      {
        expected: `bytes in Base64 in column ${field.name} of table ${table}`,
        got: 'another text',
        advice: 'Correct the source of the rows.',
      },
      { table, column: field.name, row: number },
    );
  }
}
