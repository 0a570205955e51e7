import type { DuckDb, DuckDbValue } from '../duckdb/duckdb.ts';
import { sqlName, sqlText } from '../duckdb/sql-text.ts';
import { parsed } from '../engines/duckdb-lake.ts';
import { withoutSemicolons } from '../engines/statement-text.ts';
import type { OpenRows } from './export-source.ts';
import { type PartitionBy, type PartitionColumn, planPartitions } from './plan-partitions.ts';
import { hasOrder } from './row-order.ts';

/** The rows of an export, read once, in a temporary table. */
export interface StagedRows {
  readonly database: DuckDb;
  /** The SELECT of some partition's rows, in order, without the columns that name its folders. */
  select(partition: StagedPartition): string;
  readonly by: readonly PartitionColumn[];
  /** Ordered by their values, NULL last; none of them is empty. */
  readonly partitions: readonly StagedPartition[];
}

/** Rows with the same values in the columns of the partition. */
export interface StagedPartition {
  /** One for each column, as text; `null` for NULL. */
  readonly values: readonly (string | null)[];
  readonly rows: number;
  /** Numbers of its first and its last row within the staged rows. */
  readonly first: number;
  readonly last: number;
}

const STAGED = 'temp.main.hourlake_rows';
const SORTED = 'temp.main.hourlake_sorted';

/**
 * From here on sorting the rows takes less time than reading them for each partition: how often DuckDB
 * would look at a row.
 */
const SCATTERED = 8;

/**
 * Reads the rows of an export into a temporary table, and divides them. Rows stay in the order in which the
 * statement returns them. Where it has no order, they are sorted by all their columns, so that the same
 * rows always become the same files.
 *
 * @throws InputError when the rows cannot be divided so; what DuckDB throws.
 */
export async function stageRows(
  { database, statement, readsView }: OpenRows,
  partitionBy: PartitionBy,
): Promise<StagedRows> {
  const { columns, types } = await database.select(statement.sql);
  const named = columns.map((name, place) => ({ name, sqlType: types[place] ?? '' }));
  const by = planPartitions(named, partitionBy);
  const isOrdered = hasOrder(await parsed(database, statement), { readsView });
  const derived = by.flatMap(({ name, derivedBy }) =>
    derivedBy === undefined ? [] : [`${derivedBy} AS ${sqlName(name)}`],
  );
  await database.run(
    `CREATE TEMP TABLE hourlake_rows AS SELECT ${['*', ...derived].join(', ')} FROM (\n${withoutSemicolons(statement.sql)}\n) AS result${isOrdered ? '' : ' ORDER BY ALL'}`,
  );
  const { table, partitions } = await clustered(database, by);
  const kept = named.filter(({ name }) => by.every((column) => column.name !== name));
  const list = kept.map(({ name }) => sqlName(name)).join(', ');
  return {
    database,
    by,
    partitions,
    select: (partition) => `SELECT ${list} FROM ${table} WHERE ${conditionOf(by, partition)}`,
  };
}

/** The rows of a partition lie near each other, or are sorted so that they do. */
async function clustered(
  database: DuckDb,
  by: readonly PartitionColumn[],
): Promise<{ table: string; partitions: readonly StagedPartition[] }> {
  const partitions = await partitionsOf(database, STAGED, by);
  const rows = sum(partitions.map((partition) => partition.rows));
  const looks = sum(partitions.map(({ first, last }) => last - first + 1));
  if (looks <= SCATTERED * rows) return { table: STAGED, partitions };
  const order = [...by.map(({ name }) => sqlName(name)), 'rowid'].join(', ');
  await database.run(
    `CREATE TEMP TABLE hourlake_sorted AS SELECT * FROM ${STAGED} ORDER BY ${order}`,
  );
  await database.run(`DROP TABLE ${STAGED}`);
  return { table: SORTED, partitions: await partitionsOf(database, SORTED, by) };
}

async function partitionsOf(
  database: DuckDb,
  table: string,
  by: readonly PartitionColumn[],
): Promise<StagedPartition[]> {
  const names = by.map(({ name }) => sqlName(name));
  const texts = names.map((name) => `CAST(${name} AS varchar), `).join('');
  const end =
    names.length === 0
      ? ''
      : ` GROUP BY ${names.join(', ')} ORDER BY ${names.map((name) => `${name} NULLS LAST`).join(', ')}`;
  const found = await database.ask(
    `SELECT ${texts}count(*), min(rowid), max(rowid) FROM ${table}${end}`,
  );
  return found.map((row) => partitionOf(row, by.length)).filter(({ rows }) => rows > 0);
}

function partitionOf(row: readonly DuckDbValue[], columns: number): StagedPartition {
  const [rows, first, last] = row.slice(columns).map(Number);
  const values = row.slice(0, columns).map((value) => (value === null ? null : String(value)));
  return { values, rows: rows ?? 0, first: first ?? 0, last: last ?? 0 };
}

/** The numbers of the rows say the same again: by them DuckDB skips what lies before and behind. */
function conditionOf(
  by: readonly PartitionColumn[],
  { values, first, last }: StagedPartition,
): string {
  const conditions = by.map(({ name, sqlType }, place) => {
    const value = values[place] ?? null;
    if (value === null) return `${sqlName(name)} IS NULL`;
    return `${sqlName(name)} = CAST(${sqlText(value)} AS ${sqlType})`;
  });
  return [...conditions, `rowid BETWEEN ${first} AND ${last}`].join(' AND ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
