import { columnShape } from './column-shape.ts';
import { type Constraint, withConstraints } from './constraints.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';
import { fieldOfShape } from './type-text.ts';

/** Runs a SELECT and returns its rows, as objects by column. */
export type RunSelect = (sql: string) => Promise<readonly DuckDbRow[]>;

type DuckDbRow = Readonly<Record<string, unknown>>;

/** The columns of all tables of an attached database, in their order. */
function selectColumns(database: string): string {
  return `SELECT c.schema_name AS namespace, c.table_name AS "table", t.comment AS table_comment,
  c.column_name AS name, c.data_type AS type, c.is_nullable AS nullable,
  c.column_default AS default_value, c.comment
FROM duckdb_columns() AS c
JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid AND t.database_oid = c.database_oid
WHERE c.database_name = '${database}' AND NOT c.internal
ORDER BY c.schema_name, c.table_name, c.column_index`;
}

/** Lists as JSON, because the driver has types of its own for them. */
function selectConstraints(database: string): string {
  return `SELECT schema_name AS namespace, table_name AS "table", constraint_type AS type,
  to_json(constraint_column_names) AS columns, expression, referenced_table,
  to_json(referenced_column_names) AS referenced_columns
FROM duckdb_constraints()
WHERE database_name = '${database}'
ORDER BY schema_name, table_name, constraint_index`;
}

/**
 * The shapes of the tables of an attached DuckDB database, by schema and name.
 *
 * @param options.database name under which it is attached; an identifier that needs no quotes
 * @param options.from how a person names the file
 * @throws SchemaError when a column has a type that is not known; whatever `select` throws.
 */
export async function readDuckDbSchemas(
  select: RunSelect,
  { database, from }: { readonly database: string; readonly from: string },
): Promise<TableSchema[]> {
  const columns = byTable(await select(selectColumns(database)));
  const constraints = byTable(await select(selectConstraints(database)));
  return [...columns].map(([table, rows]) => {
    const [first = {}] = rows;
    const schema: TableSchema = {
      name: String(first.table),
      namespace: String(first.namespace),
      fields: rows.map((row) => fieldOf(row, from)),
    };
    return withConstraints(
      withFacts(schema, { description: textIn(first, 'table_comment') }),
      (constraints.get(table) ?? []).flatMap(constraintOf),
    );
  });
}

function byTable(rows: readonly DuckDbRow[]): Map<string, DuckDbRow[]> {
  const tables = new Map<string, DuckDbRow[]>();
  for (const row of rows) {
    const table = JSON.stringify([row.namespace, row.table]);
    const found = tables.get(table);
    if (found === undefined) tables.set(table, [row]);
    else found.push(row);
  }
  return tables;
}

function fieldOf(row: DuckDbRow, from: string): Field {
  const name = String(row.name);
  const place = `${from}, column ${row.table}.${name}`;
  const shape = columnShape(String(row.type), { dialect: 'duckdb', place });
  return withFacts<Field>(fieldOfShape(name, shape, row.nullable ? 'nullable' : 'required'), {
    description: textIn(row, 'comment'),
    filledBy: fillerOf(textIn(row, 'default_value')),
  });
}

function fillerOf(value: string | undefined): Field['filledBy'] {
  if (value === undefined) return undefined;
  return /^nextval\(/i.test(value) ? 'identity' : 'default';
}

function constraintOf(row: DuckDbRow): Constraint[] {
  const fields = namesIn(row, 'columns');
  switch (row.type) {
    case 'PRIMARY KEY':
      return [{ kind: 'primary key', fields }];
    case 'UNIQUE':
      return [{ kind: 'unique', fields }];
    case 'CHECK':
      return [{ kind: 'check', condition: textIn(row, 'expression') }];
    case 'FOREIGN KEY': {
      const table = String(row.referenced_table);
      const references = { table, fields: namesIn(row, 'referenced_columns') };
      return [{ kind: 'foreign key', fields, references }];
    }
    default:
      return [];
  }
}

function textIn(row: DuckDbRow, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}

function namesIn(row: DuckDbRow, column: string): string[] {
  const names: unknown = JSON.parse(textIn(row, column) ?? '[]');
  return Array.isArray(names) ? names.map(String) : [];
}
