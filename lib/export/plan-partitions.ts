import { sqlName } from '../duckdb/sql-text.ts';
import { type ErrorMessage, InputError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';

/** A column of the rows that are exported. */
export interface ResultColumn {
  readonly name: string;
  /** As DuckDB names it: `DECIMAL(10,2)`. */
  readonly sqlType: string;
}

/** A column whose values name folders. */
export interface PartitionColumn extends ResultColumn {
  /** The SQL that computes it from a column of the rows. Default: it is one. */
  readonly derivedBy?: string;
}

/** How rows are divided. */
export interface PartitionBy {
  /** Names of columns; `year`, `month` and `day` need not be columns. */
  readonly names: readonly string[];
  /** The column that `year`, `month` and `day` are taken from. Default: the only one that has a date. */
  readonly timestamp?: string | undefined;
  /** How a person names it, as a sentence without a period. Default: `Name one of them`. */
  readonly howToName?: string;
}

/** Parts of a date, by the functions of DuckDB that take them. */
const DATE_PARTS = new Set(['year', 'month', 'day']);

const DATED = /^(DATE|TIMESTAMP)/;

/** Types whose values have one text, which a reader can turn back into the value. */
const NAMING =
  /^(VARCHAR|BOOLEAN|DATE|UUID|ENUM\(.*\)|DECIMAL\(.*\)|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT))$/s;

/**
 * The columns that name the folders of an export. Upper and lower case do not count.
 *
 * @throws InputError when one is missing, named twice or of a type that cannot name a folder; when no
 *   column, or more than one, has the date; or when no column is left for the files.
 * @example
 * planPartitions([{ name: 'at', sqlType: 'DATE' }], { names: ['year'] }) // => [{ name: 'year', sqlType: 'BIGINT', derivedBy: 'year("at")' }]
 */
export function planPartitions(
  columns: readonly ResultColumn[],
  partitionBy: PartitionBy,
): PartitionColumn[] {
  const { names } = partitionBy;
  checkNames(
    columns.map(({ name }) => name),
    'columns of the rows',
  );
  checkNames(names, 'columns to partition by');
  const planned = names.map((name) => {
    const column = columnNamed(columns, name);
    if (column !== undefined) return namingColumn(column);
    const part = name.toLowerCase();
    if (!DATE_PARTS.has(part)) throw missing(name, columns);
    const from = datedColumn(columns, part, partitionBy);
    return { name: part, sqlType: 'BIGINT', derivedBy: `${part}(${sqlName(from.name)})` };
  });
  const taken = planned.filter(({ derivedBy }: PartitionColumn) => derivedBy === undefined).length;
  if (taken < columns.length) return planned;
  throw new InputError({
    expected: 'at least one column that the export is not partitioned by',
    got: names.join(', '),
    advice: 'Columns to partition by are in the names of folders only. Partition by fewer of them.',
  });
}

function columnNamed(columns: readonly ResultColumn[], name: string): ResultColumn | undefined {
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

function namingColumn(column: ResultColumn): ResultColumn {
  if (NAMING.test(column.sqlType)) return column;
  throw new InputError({
    expected: `the column ${JSON.stringify(column.name)} to be text, a whole number, a decimal, a boolean or a date, to partition by it`,
    got: column.sqlType,
    advice: DATED.test(column.sqlType)
      ? 'Partition by year, month or day, which are taken from it.'
      : 'Partition by another column, or cast it in a SELECT.',
  });
}

function datedColumn(
  columns: readonly ResultColumn[],
  part: string,
  { timestamp: asked, howToName = 'Name one of them' }: PartitionBy,
): ResultColumn {
  const dated = columns.filter(({ sqlType }) => DATED.test(sqlType));
  const names = dated.map(({ name }) => name);
  const column = asked === undefined ? dated[0] : columnNamed(columns, asked);
  const isOnly = asked !== undefined || dated.length === 1;
  if (column !== undefined && isOnly && DATED.test(column.sqlType)) return column;
  const what = 'with a timestamp or a date';
  if (asked !== undefined) {
    const list = names.length === 0 ? 'The rows have none.' : `The rows have ${names.join(', ')}.`;
    throw new InputError({
      expected: `a column ${what}, to take ${part} from`,
      got: column === undefined ? JSON.stringify(asked) : `${column.name}, a ${column.sqlType}`,
      advice: `${didYouMean(asked, names)}${list}`,
    });
  }
  const isNone = names.length === 0;
  throw new InputError({
    expected: `one column ${what}, to take ${part} from`,
    got: isNone ? 'none' : `${names.length}: ${names.join(', ')}`,
    advice: `${isNone ? `Partition by columns of the rows: ${listOf(columns)}` : howToName}.`,
  });
}

function missing(name: string, columns: readonly ResultColumn[]): InputError {
  const names = [...columns.map((column) => column.name), ...DATE_PARTS];
  return new InputError({
    expected: 'to partition by columns of the rows, or by year, month and day of a timestamp',
    got: JSON.stringify(name),
    advice: `${didYouMean(name, names)}The columns are ${listOf(columns)}.`,
  });
}

function checkNames(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    const bare = name.toLowerCase();
    if (seen.has(bare)) throw new InputError(twice(name, what));
    seen.add(bare);
  }
}

function twice(name: string, what: string): ErrorMessage {
  return {
    expected: `${what} with different names`,
    got: `${JSON.stringify(name)} twice`,
    advice: 'Rename one with AS, or leave it out. Upper and lower case do not count.',
  };
}

function listOf(columns: readonly ResultColumn[]): string {
  return columns.map(({ name }) => name).join(', ');
}
