import { columnTypeOf } from '../columns/column-types.ts';
import type { DuckDb } from '../duckdb/duckdb.ts';
import { storedForm, writtenTypes } from '../duckdb/stored-form.ts';
import { createDuckDbTable, type DuckDbTable } from '../duckdb/table-sql.ts';
import { DatabaseError } from '../errors.ts';
import { differencesBetween } from '../model/form-differences.ts';
import type { Table } from '../model/table.ts';
import { LEDGER } from './delivery-ledger.ts';
import type { Delivered } from './destination.ts';
import { hasDuckDbDeliveries, MAIN, prepareDuckDbLedger } from './duckdb-ledger.ts';

/**
 * Makes sure that the ledger and the tables are there as they are declared, within a transaction.
 *
 * @param file as a person names it
 * @throws DatabaseError when a table has another form, or is gone although periods of it were delivered.
 */
export async function prepareDuckDbTables(
  database: DuckDb,
  file: string,
  deliveries: readonly Delivered[],
): Promise<void> {
  await prepareDuckDbLedger(database, file);
  const tables = deliveries.map(({ table }) => table);
  for (const { table, job } of deliveries) {
    const form = await storedForm(database, MAIN, table.name);
    if (form !== undefined) await checkForm(database, file, table, form);
    else if (await hasDuckDbDeliveries(database, job)) throw goneTable(file, table, job);
    else await database.run(createDuckDbTable(declared(table, tables)));
  }
}

function declared(table: Table, tables: readonly Table[]): DuckDbTable {
  const { name, description, columns, primaryKey, unique = [], references = [] } = table;
  return {
    schema: MAIN,
    name,
    description,
    columns: columns.map((column) => ({
      name: column.name,
      type: columnTypeOf(column).sql,
      required: column.nullable !== true,
      description: column.description,
    })),
    primaryKey: primaryKey === undefined ? undefined : [primaryKey],
    unique: unique.map((column) => [column]),
    foreignKeys: references.map((reference) => ({
      columns: [reference.column],
      schema: MAIN,
      table: reference.table,
      otherColumns: [keyOf(tables, reference.table)],
    })),
  };
}

function keyOf(tables: readonly Table[], name: string): string {
  const key = tables.find((table) => table.name === name)?.primaryKey;
  if (key === undefined) throw new TypeError(`The table ${name} is referred to and has no key`);
  return key;
}

async function checkForm(
  database: DuckDb,
  file: string,
  table: Table,
  form: ReadonlyMap<string, string>,
): Promise<void> {
  const differences = differencesBetween(await declaredForm(database, table), form);
  if (differences.length === 0) return;
  throw new DatabaseError({
    expected: `the table ${table.name} in ${file} to have the form that is declared`,
    got: differences.join('; '),
    advice: 'Nothing was delivered. Change the table, or name another file.',
  });
}

/** In the words of `stored-form.ts`. */
async function declaredForm(
  database: DuckDb,
  { columns, primaryKey, unique = [], references = [] }: Table,
): Promise<ReadonlyMap<string, string>> {
  const types = await writtenTypes(
    database,
    columns.map((column) => columnTypeOf(column).sql),
  );
  return new Map([
    ...columns.map(({ name, nullable }, index): [string, string] => [
      `column ${name}`,
      `${types[index]}${nullable ? '' : ' NOT NULL'}`,
    ]),
    ...(primaryKey === undefined ? [] : ([[`primary key ${primaryKey}`, 'set']] as const)),
    ...unique.map((column): [string, string] => [`unique ${column}`, 'set']),
    ...references.map(({ column, table }): [string, string] => [
      `foreign key ${column}`,
      `to ${table}`,
    ]),
  ]);
}

/** The rows are gone with the table, and the ledger would keep them from being delivered again. */
function goneTable(file: string, { name }: Table, job: string): DatabaseError {
  return new DatabaseError({
    expected: `the table ${name} in ${file}, into which periods of ${job} were delivered`,
    got: 'no such table',
    advice: `Restore it. To deliver all periods again, remove the rows of ${job} from ${LEDGER}.`,
  });
}
