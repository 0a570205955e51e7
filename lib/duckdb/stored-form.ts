import type { DuckDb } from './duckdb.ts';

const COLUMNS = `
  SELECT c.column_name, c.data_type || CASE WHEN c.is_nullable THEN '' ELSE ' NOT NULL' END
  FROM duckdb_columns() AS c
  WHERE c.database_name = current_database() AND NOT c.internal
    AND lower(c.schema_name) = lower($1) AND lower(c.table_name) = lower($2)
  ORDER BY c.column_index`;

const KEYS = `
  SELECT lower(constraint_type), array_to_string(constraint_column_names, ', '), referenced_table
  FROM duckdb_constraints()
  WHERE database_name = current_database()
    AND lower(schema_name) = lower($1) AND lower(table_name) = lower($2)
    AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')`;

/**
 * The form of a table or view, part by part: `column id` is `BIGINT NOT NULL`, `primary key id` is `set`.
 * `undefined` if no table has that name.
 */
export async function storedForm(
  database: DuckDb,
  schema: string,
  table: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const columns = await database.ask(COLUMNS, [schema, table]);
  if (columns.length === 0) return undefined;
  const form = new Map(columns.map(([name, type]) => [`column ${name}`, String(type)]));
  for (const [kind, names, other] of await database.ask(KEYS, [schema, table])) {
    form.set(`${kind} ${names}`, other === null || other === '' ? 'set' : `to ${other}`);
  }
  return form;
}

/** Types as DuckDB writes them in a form: `varchar` is `VARCHAR`, `decimal(5)` is `DECIMAL(5,0)`. */
export async function writtenTypes(
  database: DuckDb,
  types: readonly string[],
): Promise<readonly string[]> {
  if (types.length === 0) return [];
  const columns = types.map((type) => `CAST(NULL AS ${type})`).join(', ');
  const rows = await database.ask(`SELECT column_type FROM (DESCRIBE SELECT ${columns})`);
  return rows.map(([type]) => String(type));
}
