import { columnTypeOf } from '../columns/column-types.ts';
import type { Column, Table } from '../model/table.ts';
import type { PostgresConnection } from './postgres-connection.ts';

/** What writes names and texts for SQL. */
export type Quotes = Pick<PostgresConnection, 'quoted' | 'literal'>;

/** A table of a schema, quoted for SQL. */
export function qualified(quotes: Quotes, schema: string, table: string): string {
  return `${quotes.quoted(schema)}.${quotes.quoted(table)}`;
}

/**
 * The statements that create a table as it is declared: with its keys, and its descriptions as comments.
 * The tables that it refers to must be there.
 *
 * @param keyOf the column that references to a table point to
 */
export function createTable(
  quotes: Quotes,
  { schema, table, keyOf }: { schema: string; table: Table; keyOf: (table: string) => string },
): string {
  const name = qualified(quotes, schema, table.name);
  const { primaryKey, unique = [], references = [] } = table;
  const parts = [
    ...table.columns.map((column) => `${quotes.quoted(column.name)} ${typeAndNull(column)}`),
    ...(primaryKey === undefined ? [] : [`PRIMARY KEY (${quotes.quoted(primaryKey)})`]),
    ...unique.map((column) => `UNIQUE (${quotes.quoted(column)})`),
    ...references.map(
      ({ column, table: other }) =>
        `FOREIGN KEY (${quotes.quoted(column)}) REFERENCES ${qualified(quotes, schema, other)} (${quotes.quoted(keyOf(other))})`,
    ),
  ];
  const comments = [
    `COMMENT ON TABLE ${name} IS ${quotes.literal(table.description)}`,
    ...table.columns.map(
      (column) =>
        `COMMENT ON COLUMN ${name}.${quotes.quoted(column.name)} IS ${quotes.literal(column.description)}`,
    ),
  ];
  return [`CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n)`, ...comments].join(';\n');
}

/** The statement that copies rows into a table. */
export function copyInto(quotes: Quotes, schema: string, { name, columns }: Table): string {
  const names = columns.map((column) => quotes.quoted(column.name));
  return `COPY ${qualified(quotes, schema, name)} (${names.join(', ')}) FROM STDIN (FORMAT binary)`;
}

function typeAndNull(column: Column): string {
  return `${columnTypeOf(column).postgres.type}${column.nullable ? '' : ' NOT NULL'}`;
}
