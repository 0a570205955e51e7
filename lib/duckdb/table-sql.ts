import { sqlName, sqlText } from './sql-text.ts';

/** A table as it is created. */
export interface DuckDbTable {
  readonly schema: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly columns: readonly DuckDbColumn[];
  /** Names of columns. */
  readonly primaryKey?: readonly string[] | undefined;
  readonly unique?: readonly (readonly string[])[];
  readonly foreignKeys?: readonly DuckDbForeignKey[];
  /** Conditions in SQL. Default: none. */
  readonly checks?: readonly string[];
}

/** A column of a table. */
export interface DuckDbColumn {
  readonly name: string;
  /** In the SQL of DuckDB. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** Name of the sequence that fills it, which is created with the table. Default: none. */
  readonly sequence?: string;
}

/** A key of another table, which must be there. */
export interface DuckDbForeignKey {
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  readonly otherColumns: readonly string[];
}

/** A table of a schema, quoted for SQL. */
export function qualifiedName(schema: string, table: string): string {
  return `${sqlName(schema)}.${sqlName(table)}`;
}

/**
 * The statements that create a table, with its keys, and its descriptions as comments.
 *
 * @example
 * createDuckDbTable({ schema: 'main', name: 't', columns: [{ name: 'a', type: 'bigint', required: true }] }) // => 'CREATE TABLE "main"."t" (\n  "a" bigint NOT NULL\n)'
 */
export function createDuckDbTable(table: DuckDbTable): string {
  const { schema, columns, primaryKey, unique = [], foreignKeys = [], checks = [] } = table;
  const name = qualifiedName(schema, table.name);
  const parts = [
    ...columns.map((column) => columnSql(schema, column)),
    ...(primaryKey === undefined ? [] : [`PRIMARY KEY (${listed(primaryKey)})`]),
    ...unique.map((names) => `UNIQUE (${listed(names)})`),
    ...foreignKeys.map(
      (key) =>
        `FOREIGN KEY (${listed(key.columns)}) REFERENCES ${qualifiedName(key.schema, key.table)} (${listed(key.otherColumns)})`,
    ),
    ...checks.map((condition) => `CHECK (${condition})`),
  ];
  return [
    ...columns.flatMap(({ sequence }) =>
      sequence === undefined ? [] : [`CREATE SEQUENCE ${qualifiedName(schema, sequence)}`],
    ),
    `CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n)`,
    ...commentOn(`TABLE ${name}`, table.description),
    ...columns.flatMap((column) =>
      commentOn(`COLUMN ${name}.${sqlName(column.name)}`, column.description),
    ),
  ].join(';\n');
}

function columnSql(schema: string, { name, type, required, sequence }: DuckDbColumn): string {
  const filled =
    sequence === undefined ? '' : ` DEFAULT nextval(${sqlText(qualifiedName(schema, sequence))})`;
  return `${sqlName(name)} ${type}${filled}${required ? ' NOT NULL' : ''}`;
}

/** Names, quoted for SQL. */
export function listed(names: readonly string[]): string {
  return names.map(sqlName).join(', ');
}

function commentOn(subject: string, text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [`COMMENT ON ${subject} IS ${sqlText(text)}`];
}
