import { columnShape } from './column-shape.ts';
import { type Constraint, withConstraints, withNote } from './constraints.ts';
import type { TypeFacts } from './field-types.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';
import { fieldOfShape } from './type-text.ts';

/** A table as {@link POSTGRES_TABLES} gives it, in JSON. */
export interface PostgresTable {
  readonly namespace: string;
  readonly name: string;
  readonly description: string | null;
  /** `RANGE (created_at)`; `null` for a table without partitions. */
  readonly partition_key: string | null;
  readonly columns: readonly PostgresColumn[];
  readonly constraints: readonly PostgresConstraint[];
  /**
   * Columns of each unique index that belongs to no constraint. One with a condition, or over an
   * expression, keeps no set of columns unique. Default: none.
   */
  readonly unique_indexes?: readonly (readonly string[])[];
}

/** A column of a table. */
export interface PostgresColumn {
  readonly name: string;
  /** As `format_type` shows it; of a domain, the type that it is based on: `character varying(20)[]`. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly has_default: boolean;
  readonly default_value: string | null;
  readonly is_identity: boolean;
  readonly is_generated: boolean;
  /** Words of an enum, which may be that of the elements of an array; `null` for other types. */
  readonly words: readonly string[] | null;
  /** Conditions of a domain over `VALUE`. */
  readonly domain_checks: readonly string[] | null;
}

/** A constraint of a table. */
export interface PostgresConstraint {
  /** `p`, `u`, `f` or `c`, as `pg_constraint` has it. */
  readonly kind: string;
  readonly fields: readonly string[];
  readonly definition: string;
  readonly referenced_namespace: string | null;
  readonly referenced_table: string | null;
  readonly referenced_fields: readonly string[] | null;
}

/**
 * Every table that is not of PostgreSQL itself, and not a partition of another, as one column of JSON:
 * a {@link PostgresTable}. It reads the catalog, because `information_schema` shows constraints to
 * their owner only.
 */
export const POSTGRES_TABLES = `
SELECT json_build_object(
  'namespace', n.nspname,
  'name', c.relname,
  'description', obj_description(c.oid, 'pg_class'),
  'partition_key', CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
  'columns', (
    SELECT json_agg(json_build_object(
      'name', a.attname,
      'type', CASE
        WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
        ELSE format_type(a.atttypid, a.atttypmod) END,
      'required', a.attnotnull OR t.typnotnull,
      'description', col_description(c.oid, a.attnum),
      'has_default', a.atthasdef,
      'default_value', pg_get_expr(d.adbin, d.adrelid),
      'is_identity', a.attidentity <> '',
      'is_generated', a.attgenerated <> '',
      'words', (
        SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum AS e
        WHERE e.enumtypid IN (t.oid, t.typelem, t.typbasetype)),
      'domain_checks', (
        SELECT json_agg(pg_get_expr(k.conbin, 0)) FROM pg_constraint AS k
        WHERE k.contypid = t.oid AND k.contype = 'c')
    ) ORDER BY a.attnum)
    FROM pg_attribute AS a
    JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  'constraints', (
    SELECT coalesce(json_agg(json_build_object(
      'kind', k.contype,
      'fields', (
        SELECT coalesce(json_agg(a.attname ORDER BY u.place), '[]')
        FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
        JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number),
      'definition', coalesce(pg_get_expr(k.conbin, k.conrelid), pg_get_constraintdef(k.oid)),
      'referenced_namespace', rn.nspname,
      'referenced_table', r.relname,
      'referenced_fields', (
        SELECT json_agg(a.attname ORDER BY u.place)
        FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
        JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.number)
    ) ORDER BY k.contype, k.conname), '[]')
    FROM pg_constraint AS k
    LEFT JOIN pg_class AS r ON r.oid = k.confrelid
    LEFT JOIN pg_namespace AS rn ON rn.oid = r.relnamespace
    WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')),
  'unique_indexes', (
    SELECT coalesce(json_agg((
      SELECT json_agg(a.attname ORDER BY u.place)
      FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (number, place)
      JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.number
      WHERE u.place <= i.indnkeyatts
    ) ORDER BY i.indexrelid), '[]')
    FROM pg_index AS i
    WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
      AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.conrelid = c.oid))
) AS "table"
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
ORDER BY n.nspname, c.relname`;

/**
 * The shapes of the tables of a database that are not PostgreSQL's own, by schema and name.
 *
 * @param select runs a SELECT and returns the only column of its rows
 * @param options.from how a person names the database, without its password
 * @param options.namespace the only schema that is read. Default: all.
 * @param options.table name of the only table that is read. Default: all.
 * @throws SchemaError when a column has a type that is not known; whatever `select` throws.
 */
export async function readPostgresSchemas(
  select: (sql: string) => Promise<readonly (string | null)[]>,
  {
    from,
    namespace,
    table,
  }: {
    readonly from: string;
    readonly namespace?: string | undefined;
    readonly table?: string | undefined;
  },
): Promise<TableSchema[]> {
  const rows = await select(POSTGRES_TABLES);
  return rows
    .map((row): PostgresTable => JSON.parse(row ?? ''))
    .filter((each) => namespace === undefined || each.namespace === namespace)
    .filter((each) => table === undefined || each.name === table)
    .map((each) => postgresSchema(each, { from }));
}

/**
 * The shape of a table of PostgreSQL.
 *
 * @param options.from how a person names the database, without its password
 * @throws SchemaError when a column has a type that is not known.
 */
export function postgresSchema(
  table: PostgresTable,
  { from }: { readonly from: string },
): TableSchema {
  const schema: TableSchema = {
    name: table.name,
    namespace: table.namespace,
    fields: table.columns.map((column) =>
      fieldOf(column, `${from}, column ${table.name}.${column.name}`),
    ),
  };
  const described = withFacts(schema, {
    description: table.description ?? undefined,
    partitionedBy: partitionsOf(table),
  });
  const ofDomains = table.columns.flatMap(({ name, domain_checks: checks }) =>
    (checks ?? []).map((condition): Constraint => ({ kind: 'check', condition, domainOf: name })),
  );
  return table.constraints
    .filter(({ kind }) => kind === 'x')
    .reduce(
      (noted, { definition }) => withNote(noted, `An exclusion is ignored: ${definition}`),
      withConstraints(described, [
        ...ofDomains,
        ...table.constraints.flatMap(constraintOf),
        ...(table.unique_indexes ?? []).map((fields): Constraint => ({ kind: 'unique', fields })),
      ]),
    );
}

function fieldOf(column: PostgresColumn, place: string): Field {
  const { words, description, required } = column;
  // The name of an enum is of no use without its schema, quotes and search path: its words are.
  const isList = column.type.endsWith(']');
  const shape =
    words === null
      ? columnShape(column.type, { dialect: 'postgres', place })
      : { type: 'string' as const, values: words, repeated: isList };
  const field = fieldOfShape(column.name, shape, required ? 'required' : 'nullable');
  return withFacts(field, {
    description: description ?? undefined,
    filledBy: fillerOf(column),
  });
}

function fillerOf(column: PostgresColumn): TypeFacts['filledBy'] {
  if (column.is_generated) return 'expression';
  if (column.is_identity || /^nextval\(/.test(column.default_value ?? '')) return 'identity';
  return column.has_default ? 'default' : undefined;
}

function constraintOf(constraint: PostgresConstraint): Constraint[] {
  const { kind, fields, definition } = constraint;
  switch (kind) {
    case 'p':
      return [{ kind: 'primary key', fields }];
    case 'u':
      return [{ kind: 'unique', fields }];
    case 'c':
      return [{ kind: 'check', condition: definition }];
    case 'f': {
      const { referenced_table: table } = constraint;
      if (table === null) return [];
      const references = withFacts<{
        table: string;
        namespace?: string;
        fields?: readonly string[];
      }>(
        { table },
        {
          namespace: constraint.referenced_namespace ?? undefined,
          fields: constraint.referenced_fields ?? undefined,
        },
      );
      return [{ kind: 'foreign key', fields, references }];
    }
    default:
      return [];
  }
}

/** The columns of `RANGE (created_at)`; of a key with an expression none. */
function partitionsOf({ partition_key: key, columns }: PostgresTable): string[] | undefined {
  const named = /\((.*)\)$/.exec(key ?? '')?.[1]?.split(',') ?? [];
  const names = named.map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const isPlain =
    names.length > 0 && names.every((name) => columns.some((each) => each.name === name));
  return isPlain ? names : undefined;
}
