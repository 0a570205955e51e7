import type { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { sqlText } from '../../lib/duckdb/sql-text.ts';
import { viewOf } from '../../lib/engines/duckdb-sql.ts';
import type { SavedQuery } from '../../lib/engines/saved-query.ts';
import { isRecord } from '../../lib/model/is-record.ts';
import type { Job } from '../../lib/model/job.ts';
import type { MaterializedQuery } from './materialized-queries.ts';
import type { TableProperties } from './properties.ts';
import { SOURCE } from './sources.ts';

/** A saved query as a model of dbt. */
export interface QueryModel {
  /** In snake_case. */
  readonly name: string;
  readonly sql: string;
  readonly properties: TableProperties;
}

/** Makes an empty view of each job's table in a database, so that it knows the types of a query. */
export async function openEmptyTables(database: DuckDb, jobs: readonly Job[]): Promise<void> {
  for (const { table, grain } of jobs) await database.run(viewOf({ table, grain, files: [] }));
}

/** What the text of a saved query is read with. */
export interface QueryContext {
  /** With empty tables of all jobs. */
  readonly database: DuckDb;
  readonly jobs: readonly Job[];
  /** A sentence that says what wrote a file. */
  readonly written: string;
}

/**
 * Makes a model of a saved query: its text with sources in place of the tables' names, and its columns as
 * DuckDB types them.
 *
 * @throws Error if the query has text that dbt takes for Jinja, or columns that are not described.
 */
export async function queryModel(
  query: SavedQuery,
  { columns, tests }: MaterializedQuery,
  context: QueryContext,
): Promise<QueryModel> {
  const { database, written } = context;
  const typed = await database.ask(
    `SELECT column_name, lower(column_type) FROM (DESCRIBE ${statementOf(query)})`,
  );
  const names = typed.map(([column]) => String(column));
  const described = Object.keys(columns);
  if (names.join() !== described.join()) {
    throw new Error(`Expected ${query.name} to have the columns ${described}, got ${names}`);
  }
  const name = modelName(query);
  return {
    name,
    sql: `-- ${written}\n-- From queries/${query.file}: change that file.\n\n${await textOf(query, context)}`,
    properties: {
      name,
      description: query.description,
      columns: typed.map(([column, type]) => ({
        name: String(column),
        data_type: String(type),
        ...(columns[String(column)] ?? { description: '' }),
      })),
      ...(tests === undefined ? {} : { data_tests: tests }),
    },
  };
}

/**
 * Makes a macro of a saved query, for a model of dbt's own that reads a part of its table. Its parameters are
 * the tables of the query.
 */
export async function queryMacro(query: SavedQuery, context: QueryContext): Promise<string> {
  const needed = context.jobs.filter(({ name }) => query.jobs.includes(name));
  const parameters = needed.map(({ table }) => table.name).join(', ');
  const text = await textOf(query, context, (table) => `{{ ${table} }}`);
  return [
    `{#- ${context.written} From queries/${query.file}: change that file. -#}`,
    `{%- macro ${modelName(query)}_query(${parameters}) -%}`,
    text.trimEnd(),
    '{%- endmacro -%}',
    '',
  ].join('\n');
}

/** The name of a saved query in snake_case. */
export function modelName({ name }: Pick<SavedQuery, 'name'>): string {
  return name.replaceAll('-', '_');
}

/** The statement of a query with references of dbt in place of tables. */
async function textOf(
  query: SavedQuery,
  { database, jobs }: QueryContext,
  reference?: (table: string) => string,
): Promise<string> {
  const sql = statementOf(query);
  if (/\{[{%#]/.test(sql)) throw new Error(`${query.name} has text that dbt takes for Jinja`);
  const tables = new Set(jobs.map(({ table }) => table.name));
  return withReferences(sql, await database.syntaxTree(sql), { tables, reference });
}

/**
 * A statement with references of dbt in place of the names of tables. The places are those that the parser of
 * DuckDB found, so that a column, an alias or a comment of the same name stays as it is.
 *
 * @param tree what `json_serialize_sql` says of the statement
 * @param options.tables whose names are replaced
 * @param options.reference to a table. Default: the source of dbt.
 * @throws Error if the name of a table is written in quotes.
 */
export function withReferences(
  sql: string,
  tree: unknown,
  {
    tables,
    reference = (table) => `{{ source(${sqlText(SOURCE)}, ${sqlText(table)}) }}`,
  }: {
    readonly tables: ReadonlySet<string>;
    readonly reference?: ((table: string) => string) | undefined;
  },
): string {
  const bytes = Buffer.from(sql);
  let text = '';
  let end = bytes.length;
  for (const { name, place, isNamed } of tablesIn(tree, tables)) {
    const after = place + Buffer.byteLength(name);
    const written = String(bytes.subarray(place, after));
    if (written.toLowerCase() !== name) throw new Error(`Expected ${name} in place of ${written}`);
    text = `${reference(name)}${isNamed ? '' : ` AS ${name}`}${bytes.subarray(after, end)}${text}`;
    end = place;
  }
  return `${bytes.subarray(0, end)}${text}`;
}

/** Where a statement names a table. */
interface Named {
  readonly name: string;
  /** In bytes, from the beginning of the statement. */
  readonly place: number;
  /** Whether it has another name in the statement. */
  readonly isNamed: boolean;
}

/** The last one first. */
function tablesIn(tree: unknown, tables: ReadonlySet<string>): Named[] {
  const found: Named[] = [];
  walk(tree, (node) => {
    const { type, table_name: name, query_location: place, alias } = node;
    if (type !== 'BASE_TABLE' || typeof name !== 'string' || typeof place !== 'number') return;
    const table = name.toLowerCase();
    if (tables.has(table)) found.push({ name: table, place, isNamed: alias !== '' });
  });
  return found.sort((a, b) => b.place - a.place);
}

function walk(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, see);
  } else if (isRecord(node)) {
    see(node);
    for (const value of Object.values(node)) walk(value, see);
  }
}

/** The statement without the comments that name and describe it. */
function statementOf({ sql }: SavedQuery): string {
  return sql.replace(/^(--.*\n|\n)*/, '');
}
