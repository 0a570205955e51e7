import { SchemaError } from '../errors.ts';
import type { Constraint } from './constraints.ts';
import type { TypeFacts } from './field-types.ts';
import { columnIn, type SqlColumn } from './sql-columns.ts';
import { constraintIn } from './sql-constraints.ts';
import type { SqlDialect } from './sql-dialect.ts';
import {
  type ParserDialect,
  type ParseStatement,
  type SyntaxObject,
  unparsedStatement,
} from './sql-parser.ts';
import type { SqlStatement } from './sql-statements.ts';
import { namesAt, objectAt, objectsAt } from './sql-syntax.ts';
import { tableText } from './sql-table-text.ts';
import { readTrailer } from './sql-trailer.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';

/** A table with constraints that later statements may add to. */
export interface SqlTable {
  readonly schema: TableSchema;
  readonly constraints: readonly Constraint[];
}

/** How the statements of a file are read. */
export interface SqlReading {
  readonly parse: ParseStatement;
  readonly dialect: SqlDialect;
  /** How a person names the file. */
  readonly from: string;
  /** The types that statements before it make, by lower-case name. */
  readonly made: ReadonlyMap<string, TypeFacts>;
}

const PARSER_DIALECTS: Readonly<Record<SqlDialect, ParserDialect>> = {
  bigquery: 'bigquery',
  hive: 'hive',
  mysql: 'mysql',
  postgres: 'postgresql',
};

/**
 * The table that a CREATE TABLE makes.
 *
 * @throws SchemaError when it has no list of columns, the parser refuses it, or a type is not known.
 */
export function sqlTable(statement: SqlStatement, reading: SqlReading): SqlTable {
  const { dialect, from } = reading;
  const parts = tableText(statement.text);
  if (parts === undefined) throw withoutColumns(from, statement.line);
  const tree = objectAt(parsed(parts.parsable, statement.line, reading), 'CreateTable');
  // BigQuery and MySQL have names such as `project.dataset.table` in one pair of quotes.
  const names = namesAt(tree, 'name', dialect).flatMap((name) => name.split('.'));
  const [name = '', namespace] = names.reverse();
  const place = `${from}, ${name}`;
  const inHead = { text: parts.head, dialect };
  const columns = objectsAt(tree, 'columns').map((column) =>
    columnIn(column, inHead, { made: reading.made, place }),
  );
  const trailer = readTrailer(parts.trailer);
  const partitions = partitionColumns(trailer.partitionColumns, statement.line, reading, place);
  const fields = [...columns, ...partitions].map(({ field }) => field);
  if (fields.length === 0) throw withoutColumns(from, statement.line);
  checkNames(fields, place);
  const partitionedBy = [
    ...partitions.map(({ field }) => field.name),
    ...namedIn(fields, trailer.partitionWords),
  ];
  return {
    schema: withFacts<TableSchema>(
      { name, fields },
      {
        namespace,
        description: trailer.description,
        partitionedBy: partitionedBy.length === 0 ? undefined : partitionedBy,
        partitionFilterRequired: trailer.filterRequired ? true : undefined,
      },
    ),
    constraints: [
      ...columns.flatMap(({ constraints }) => constraints),
      ...objectsAt(tree, 'constraints').flatMap((entry) => constraintIn(entry, inHead) ?? []),
    ],
  };
}

/**
 * The constraints that an ALTER TABLE adds, and the table that it adds them to.
 *
 * @throws SchemaError when the parser refuses it.
 */
export function addedConstraints(
  statement: SqlStatement,
  reading: SqlReading,
): { readonly names: readonly string[]; readonly constraints: readonly Constraint[] } {
  const { text, line } = statement;
  const tree = objectAt(parsed(text, line, reading), 'AlterTable');
  const entries = objectsAt(tree, 'operations').map((operation) =>
    objectAt(objectAt(operation, 'AddConstraint'), 'constraint'),
  );
  return {
    names: namesAt(tree, 'name', reading.dialect),
    constraints: entries.flatMap(
      (entry) => constraintIn(entry, { text, dialect: reading.dialect }) ?? [],
    ),
  };
}

function parsed(text: string, line: number, { parse, dialect, from }: SqlReading): SyntaxObject {
  try {
    return parse(text, PARSER_DIALECTS[dialect]);
  } catch (error) {
    throw unparsedStatement(error, { from, line });
  }
}

/** Hive's partitions are columns that stand outside of the list: they are read as a list of their own. */
function partitionColumns(
  columns: string | undefined,
  line: number,
  reading: SqlReading,
  place: string,
): SqlColumn[] {
  const parts = columns === undefined ? undefined : tableText(`CREATE TABLE t (${columns})`);
  if (parts === undefined) return [];
  const tree = objectAt(parsed(parts.parsable, line, reading), 'CreateTable');
  return objectsAt(tree, 'columns').map((column) => {
    const text = { text: parts.head, dialect: reading.dialect };
    const { field, constraints } = columnIn(column, text, { made: reading.made, place });
    return { field: withFacts<Field>(field, { mode: 'required' }), constraints };
  });
}

function checkNames(fields: readonly Field[], place: string): void {
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new SchemaError(
    {
      expected: `${place} to have each column once`,
      got: `${JSON.stringify(twice)} twice`,
      advice: 'Rename one of them.',
    },
    { place: `${place}, column ${twice}` },
  );
}

function namedIn(fields: readonly Field[], words: readonly string[]): string[] {
  const lower = words.map((word) => word.toLowerCase());
  return fields.map(({ name }) => name).filter((name) => lower.includes(name.toLowerCase()));
}

function withoutColumns(from: string, line: number): SchemaError {
  const place = `${from}, line ${line}`;
  return new SchemaError(
    {
      expected: `${place} to be a CREATE TABLE with a list of columns`,
      got: 'one without it',
      advice: 'Tables that are made AS a SELECT, or LIKE another one, do not say their columns.',
    },
    { place },
  );
}
