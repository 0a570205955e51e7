import { SchemaError } from '../errors.ts';
import { withConstraints, withNote } from './constraints.ts';
import type { TypeFacts } from './field-types.ts';
import { type MadeType, madeType } from './made-types.ts';
import { type Amendment, readAmendment } from './sql-amendment.ts';
import { type SqlDialect, sqlDialect } from './sql-dialect.ts';
import type { ParseStatement } from './sql-parser.ts';
import { type SqlStatement, sqlStatements } from './sql-statements.ts';
import { addedConstraints, type SqlReading, type SqlTable, sqlTable } from './sql-table.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';

/** How a file of SQL is read. */
export interface SqlFileOptions {
  readonly parse: ParseStatement;
  /** How a person names the file. */
  readonly from: string;
  /** Default: told by the words of the file. */
  readonly dialect?: SqlDialect;
}

const CREATE_TABLE =
  /^CREATE\s+(OR\s+REPLACE\s+)?((GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|EXTERNAL|FOREIGN)\s+)*TABLE\b/i;

const PARTITION_OF = /^CREATE\s+TABLE\s[^(]*\sPARTITION\s+OF\s/i;

const ADDS_CONSTRAINT =
  /^ALTER\s+TABLE\b[\s\S]*\bADD\s+(CONSTRAINT|PRIMARY|FOREIGN|UNIQUE|CHECK)\b/i;

const EXCLUSION = /\bEXCLUDE\s+(USING\b|\()/i;

/**
 * The tables that a file of SQL makes, in its order, with the keys, comments and defaults that later
 * statements add. Statements about anything else are passed over: a dump can be read as it is.
 *
 * @throws SchemaError when no table is made, a CREATE TABLE cannot be read, or a type is not known.
 */
export function sqlSchemas(
  sql: string,
  { parse, from, dialect = sqlDialect(sql) }: SqlFileOptions,
): TableSchema[] {
  const made = new Map<string, TypeFacts>();
  const ignored: MadeType[] = [];
  const reading: SqlReading = { parse, dialect, from, made };
  let tables: readonly SqlTable[] = [];
  for (const statement of sqlStatements(sql, { escapes: dialect !== 'postgres' })) {
    const type = madeType(statement.text, made);
    if (type !== undefined) {
      made.set(type.name, type.facts);
      if (type.ignored !== undefined) ignored.push(type);
    } else tables = withStatement(tables, statement, reading, ignored);
  }
  if (tables.length === 0) throw withoutTables(from);
  return tables.map(({ schema, constraints }) => withConstraints(schema, constraints));
}

function withStatement(
  tables: readonly SqlTable[],
  statement: SqlStatement,
  reading: SqlReading,
  ignored: readonly MadeType[],
): readonly SqlTable[] {
  const { text } = statement;
  if (CREATE_TABLE.test(text)) {
    if (PARTITION_OF.test(text)) return tables;
    return [...tables, withDomainNotes(sqlTable(statement, reading), text, ignored)];
  }
  if (ADDS_CONSTRAINT.test(text)) {
    if (EXCLUSION.test(text)) return tables;
    const { names, constraints } = addedConstraints(statement, reading);
    const [table = '', namespace] = [...names].reverse();
    return amended(tables, { table, namespace }, (each) => ({
      ...each,
      constraints: [...each.constraints, ...constraints],
    }));
  }
  const amendment = readAmendment(text, reading.dialect);
  return amendment === undefined
    ? tables
    : amended(tables, amendment, (table) => withAmendment(table, amendment));
}

function amended(
  tables: readonly SqlTable[],
  { table, namespace }: Pick<Amendment, 'table' | 'namespace'>,
  change: (table: SqlTable) => SqlTable,
): readonly SqlTable[] {
  return tables.map((each) => {
    const { schema } = each;
    const isIn = namespace === undefined || schema.namespace === undefined;
    const isMeant = schema.name === table && (isIn || schema.namespace === namespace);
    return isMeant ? change(each) : each;
  });
}

function withAmendment({ schema, constraints }: SqlTable, amendment: Amendment): SqlTable {
  const { field: name, description, filledBy, unique } = amendment;
  if (unique !== undefined) {
    return { schema, constraints: [...constraints, { kind: 'unique', fields: unique }] };
  }
  if (name === undefined) return { schema: withFacts(schema, { description }), constraints };
  const fields = schema.fields.map((field) =>
    field.name === name ? withFacts<Field>(field, { description, filledBy }) : field,
  );
  return { schema: { ...schema, fields }, constraints };
}

/** A domain whose condition is not read is told by its name in the statement. */
function withDomainNotes(
  { schema, constraints }: SqlTable,
  text: string,
  ignored: readonly MadeType[],
): SqlTable {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}_$]+/u);
  const used = ignored.filter(({ name }) => words.includes(name));
  return {
    schema: used.reduce(
      (noted, { name, ignored: condition }) =>
        withNote(noted, `A CHECK of the domain ${name} is ignored: ${condition}`),
      schema,
    ),
    constraints,
  };
}

function withoutTables(from: string): SchemaError {
  return new SchemaError(
    {
      expected: `${from} to have a CREATE TABLE`,
      got: 'none',
      advice:
        'A schema is a file of SQL DDL, a BigQuery schema in JSON, or a Parquet or DuckDB file.',
    },
    { place: from },
  );
}
