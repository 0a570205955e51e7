import { InputError } from '../errors.ts';
import type { ForeignKey, TableSchema } from '../schemas/table-schema.ts';
import { referredTable } from '../schemas/tables-in-order.ts';
import { type MockEntry, mockEntry } from './mock-entry.ts';
import type { TableRows } from './row-loader.ts';

/** The table of a database that rows are added to, and how the ledger knows the rows. */
export interface RowPlace {
  /** Schema of the database. */
  readonly schema: string;
  readonly table: TableSchema;
  readonly rows: TableRows;
  readonly entry: MockEntry;
}

/**
 * Where rows are added: to the table of the same name, in the schema that it comes from where the database
 * has one of that name, and otherwise in the usual one.
 *
 * @param schemas of the database besides the usual one
 * @param usual the usual schema
 * @throws InputError when two tables are the same one of the database.
 */
export function rowPlaces(
  tables: readonly TableRows[],
  schemas: ReadonlySet<string>,
  usual: string,
): readonly RowPlace[] {
  const places = tables.map((rows): RowPlace => {
    const { namespace, name } = rows.table;
    const schema = namespace !== undefined && schemas.has(namespace) ? namespace : usual;
    const named = schema === usual ? name : `${schema}.${name}`;
    return { schema, table: rows.table, rows, entry: mockEntry(rows, named) };
  });
  const jobs = places.map(({ entry }) => entry.job);
  const twice = places.find(({ entry }, index) => jobs.indexOf(entry.job) !== index);
  if (twice === undefined) return places;
  throw new InputError({
    expected: 'rows for tables that are different ones in the database',
    got: `two that are called ${twice.table.name}`,
    advice: 'Create the schemas that they come from, or name one table.',
  });
}

/** Position of the table that a foreign key refers to; -1 where no rows are added to it. */
export function referredPlace(places: readonly RowPlace[], key: ForeignKey): number {
  const other = referredTable(
    places.map(({ table }) => table),
    key,
  );
  return places.findIndex(({ table }) => table === other);
}
