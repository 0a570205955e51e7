import { columnShape } from './column-shape.ts';
import { type Constraint, withConstraints } from './constraints.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';
import { fieldOfShape } from './type-text.ts';

/** A column of a table, as {@link duckDbColumns} gives it. */
export interface DuckDbColumn {
  readonly namespace: string;
  readonly table: string;
  readonly table_comment: string | null;
  readonly name: string;
  /** `STRUCT(a INTEGER, b VARCHAR[])` */
  readonly type: string;
  readonly nullable: boolean;
  readonly default_value: string | null;
  readonly comment: string | null;
}

/** A constraint of a table, as {@link duckDbConstraints} gives it. Lists are JSON. */
export interface DuckDbConstraint {
  readonly namespace: string;
  readonly table: string;
  readonly type: string;
  readonly columns: string;
  readonly expression: string | null;
  readonly referenced_table: string | null;
  readonly referenced_columns: string | null;
}

/** The columns of all tables of an attached database, in their order. */
export function duckDbColumns(database: string): string {
  return `SELECT c.schema_name AS namespace, c.table_name AS "table", t.comment AS table_comment,
  c.column_name AS name, c.data_type AS type, c.is_nullable AS nullable,
  c.column_default AS default_value, c.comment
FROM duckdb_columns() AS c
JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid AND t.database_oid = c.database_oid
WHERE c.database_name = '${database}' AND NOT c.internal
ORDER BY c.schema_name, c.table_name, c.column_index`;
}

/** The constraints of all tables of an attached database. */
export function duckDbConstraints(database: string): string {
  return `SELECT schema_name AS namespace, table_name AS "table", constraint_type AS type,
  to_json(constraint_column_names) AS columns, expression, referenced_table,
  to_json(referenced_column_names) AS referenced_columns
FROM duckdb_constraints()
WHERE database_name = '${database}'
ORDER BY schema_name, table_name, constraint_index`;
}

/**
 * The shapes of the tables of a DuckDB database.
 *
 * @param options.from how a person names the file
 * @throws SchemaError when a column has a type that is not known.
 */
export function duckDbSchemas(
  columns: readonly DuckDbColumn[],
  constraints: readonly DuckDbConstraint[],
  { from }: { readonly from: string },
): TableSchema[] {
  const isOf = (one: DuckDbColumn) => (other: DuckDbColumn | DuckDbConstraint) =>
    one.table === other.table && one.namespace === other.namespace;
  const firsts = columns.filter((column, index) => columns.findIndex(isOf(column)) === index);
  return firsts.map((first) => {
    const schema: TableSchema = {
      name: first.table,
      namespace: first.namespace,
      fields: columns.filter(isOf(first)).map((column) => fieldOf(column, from)),
    };
    return withConstraints(
      withFacts(schema, { description: first.table_comment ?? undefined }),
      constraints.filter(isOf(first)).flatMap(constraintOf),
    );
  });
}

function fieldOf(column: DuckDbColumn, from: string): Field {
  const { name, type, nullable, default_value: value, comment } = column;
  const place = `${from}, column ${column.table}.${name}`;
  const shape = columnShape(type, { dialect: 'duckdb', place });
  return withFacts<Field>(fieldOfShape(name, shape, nullable ? 'nullable' : 'required'), {
    description: comment ?? undefined,
    filledBy: value === null ? undefined : /^nextval\(/i.test(value) ? 'identity' : 'default',
  });
}

function constraintOf(constraint: DuckDbConstraint): Constraint[] {
  const fields = namesIn(constraint.columns);
  switch (constraint.type) {
    case 'PRIMARY KEY':
      return [{ kind: 'primary key', fields }];
    case 'UNIQUE':
      return [{ kind: 'unique', fields }];
    case 'CHECK':
      return [{ kind: 'check', condition: constraint.expression ?? undefined }];
    case 'FOREIGN KEY': {
      const { referenced_table: table, referenced_columns: columns } = constraint;
      if (table === null) return [];
      return [{ kind: 'foreign key', fields, references: { table, fields: namesIn(columns) } }];
    }
    default:
      return [];
  }
}

function namesIn(json: string | null): string[] {
  const names: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(names) ? names.map(String) : [];
}
