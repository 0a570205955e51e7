import type { DuckDb } from '../duckdb/duckdb.ts';
import { storedForm } from '../duckdb/stored-form.ts';
import { createDuckDbTable } from '../duckdb/table-sql.ts';
import { DatabaseError } from '../errors.ts';
import { duckDbTable } from '../schemas/duckdb-ddl.ts';
import type { ForeignKey } from '../schemas/table-schema.ts';
import { LEDGER } from './delivery-ledger.ts';
import { hasDuckDbDeliveries, MAIN, prepareDuckDbLedger } from './duckdb-ledger.ts';
import { givenFields } from './given-fields.ts';
import type { TableRows } from './row-loader.ts';
import { type RowPlace, referredPlace, rowPlaces } from './row-places.ts';

const SCHEMAS =
  'SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND NOT internal';

/**
 * Finds the tables that rows are added to, within the transaction that adds them. A table that is there
 * is used as it is, and one that is missing is created.
 *
 * @param file as a person names it
 * @throws DatabaseError when a table lacks a column, or is gone although rows were added to it.
 */
export async function duckDbRowPlaces(
  database: DuckDb,
  file: string,
  tables: readonly TableRows[],
): Promise<readonly RowPlace[]> {
  await prepareDuckDbLedger(database, file);
  const schemas = new Set((await database.ask(SCHEMAS)).map(([name]) => String(name)));
  const places = rowPlaces(tables, schemas, MAIN);
  for (const place of places) await prepareTable(database, file, places, place);
  return places;
}

async function prepareTable(
  database: DuckDb,
  file: string,
  places: readonly RowPlace[],
  place: RowPlace,
): Promise<void> {
  const { schema, table, rows, entry } = place;
  const given = new Set(givenFields(rows).map(({ name }) => name));
  const form = await storedForm(database, schema, table.name);
  if (form !== undefined) {
    checkColumns(file, table.name, form, given);
    return;
  }
  if (await hasDuckDbDeliveries(database, entry.job)) throw goneTable(file, place);
  const placeOf = (key: ForeignKey) => earlierPlace(places, place, key);
  await database.run(createDuckDbTable(duckDbTable(table, { schema, given, placeOf })));
}

/**
 * DuckDB adds a foreign key only with its table, so that the other table must be there. It checks each row
 * against the rows of earlier statements, so that a key of the same table would refuse rows added at once.
 */
function earlierPlace(
  places: readonly RowPlace[],
  place: RowPlace,
  key: ForeignKey,
): RowPlace | undefined {
  const other = referredPlace(places, key);
  return other < places.indexOf(place) ? places[other] : undefined;
}

function checkColumns(
  file: string,
  table: string,
  form: ReadonlyMap<string, string>,
  given: ReadonlySet<string>,
): void {
  const there = new Set([...form.keys()].map((part) => part.toLowerCase()));
  const missing = [...given].filter((name) => !there.has(`column ${name}`.toLowerCase()));
  if (missing.length === 0) return;
  throw new DatabaseError({
    expected: `the table ${table} in ${file} to have a column for every field`,
    got: `none for ${missing.join(', ')}`,
    advice: 'Nothing was added. Change the table, or name another file.',
  });
}

/** The rows are gone with the table, and the ledger would keep them from being added again. */
function goneTable(file: string, { table, entry }: RowPlace): DatabaseError {
  return new DatabaseError({
    expected: `the table ${table.name} in ${file}, to which rows were added`,
    got: 'no such table',
    advice: `Restore it. To add all rows again, remove the lines of the job ${entry.job} from ${LEDGER}.`,
  });
}
