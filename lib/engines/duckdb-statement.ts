import { QueryError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';
import { notReading, placeOf, type Statement, subjectOf } from './statement.ts';
import { shapeOf } from './statement-text.ts';

/** What a statement reads, as its syntax tree says. */
interface Reads {
  /** Tables and views, with their schema if one is written. */
  readonly tables: Set<string>;
  /** Functions in place of a table. */
  readonly functions: Set<string>;
  /** Names that WITH gives to parts of the statement. */
  readonly parts: Set<string>;
  /** Whether it lists tables. */
  lists: boolean;
}

/** Functions that can stand for a table without reading any file or setting. */
const TABLE_FUNCTIONS = new Set(['generate_series', 'json_each', 'json_tree', 'range', 'unnest']);

/** Schemas of the views of the lake. */
const OWN_SCHEMA = /^(memory\.)?main\./;

/** Before the name of a recursive part of WITH, for all its rows so far. */
const RECURRING = /^recurring\./;

/**
 * The tables of a lake that a statement names, after a check that it is one SELECT over nothing else:
 * no file, no URL, no view or function that shows the settings of DuckDB.
 *
 * @param tree what `json_serialize_sql` returns for the text of the statement, parsed
 * @param names of the tables of the lake
 * @param place that has the tables, as messages name it. Default: the lake
 * @returns some of `names`
 * @throws InputError or QueryError, see {@link notReading}; QueryError for an unknown table.
 */
export function tablesRead(
  statement: Statement,
  tree: unknown,
  names: readonly string[],
  place = 'the lake',
): readonly string[] {
  checkIsOneSelect(statement, tree);
  const reads: Reads = {
    tables: new Set(),
    functions: new Set(),
    parts: new Set(),
    lists: false,
  };
  walk(tree, reads);
  for (const name of reads.functions) {
    if (TABLE_FUNCTIONS.has(name)) continue;
    throw notReading(statement, `the table function ${name}`, advice(names, place));
  }
  if (reads.lists) throw notReading(statement, 'a list of tables', advice(names, place));
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]));
  const found = new Set<string>();
  for (const written of reads.tables) {
    const bare = written.toLowerCase().replace(OWN_SCHEMA, '');
    const name = byName.get(bare);
    if (name !== undefined) found.add(name);
    else if (!reads.parts.has(bare.replace(RECURRING, ''))) {
      throw unknownTable(statement, written, { names, place });
    }
  }
  return [...found];
}

/** Whether a syntax tree says that the text is not SQL. */
export function isSyntaxError(tree: unknown): boolean {
  return fieldOf(tree, 'error_type') === 'parser';
}

function checkIsOneSelect(statement: Statement, tree: unknown): void {
  const { beginning, statements } = shapeOf(statement.sql);
  const parsed = fieldOf(tree, 'statements');
  const count = Array.isArray(parsed) ? parsed.length : statements;
  if (count !== 1) {
    throw notReading(statement, count === 0 ? 'no statement' : `${count} statements`);
  }
  if (fieldOf(tree, 'error') !== true) return;
  // Without them DuckDB has to read the table before it knows the columns.
  const isPivot = beginning === 'PIVOT';
  throw notReading(
    statement,
    isPivot ? 'a PIVOT without its values' : `a statement that begins with ${beginning}`,
    isPivot ? 'List the values of the PIVOT with IN.' : undefined,
  );
}

/** Visits every node, whatever it is part of: a statement of any depth and kind is seen whole. */
function walk(node: unknown, reads: Reads): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, reads);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  see(node, reads);
  for (const value of Object.values(node)) walk(value, reads);
}

function see(node: object, reads: Reads): void {
  switch (fieldOf(node, 'type')) {
    case 'BASE_TABLE':
      reads.tables.add(
        ['catalog_name', 'schema_name', 'table_name']
          .map((field) => textOf(node, field))
          .filter((part) => part !== '')
          .join('.'),
      );
      break;
    case 'TABLE_FUNCTION':
      reads.functions.add(textOf(fieldOf(node, 'function'), 'function_name').toLowerCase());
      break;
    case 'SHOW_REF':
      reads.lists ||= fieldOf(node, 'query') === null;
      break;
  }
  const parts = fieldOf(fieldOf(node, 'cte_map'), 'map');
  for (const part of Array.isArray(parts) ? parts : []) {
    reads.parts.add(textOf(part, 'key').toLowerCase());
  }
}

function unknownTable(
  statement: Statement,
  written: string,
  { names, place }: { readonly names: readonly string[]; readonly place: string },
): QueryError {
  const correct = statement.name === undefined ? '' : ` Correct ${placeOf(statement)}.`;
  return new QueryError({
    expected: `${subjectOf(statement)} to read tables of ${place}`,
    got: JSON.stringify(written),
    advice: `${didYouMean(written, names)}${advice(names, place)}${correct}`,
  });
}

function advice(names: readonly string[], place: string): string {
  return names.length === 0
    ? `There are no tables in ${place}.`
    : `The tables are ${names.join(', ')}. DESCRIBE shows the columns of one.`;
}

function textOf(node: unknown, field: string): string {
  const value = fieldOf(node, field);
  return typeof value === 'string' ? value : '';
}

function fieldOf(node: unknown, field: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, field) : undefined;
}
