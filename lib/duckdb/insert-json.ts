import type { DuckDb } from './duckdb.ts';
import { listed, qualifiedName } from './table-sql.ts';

/** A column, and the type of its values in the JSON of a row. */
export interface JsonColumn {
  readonly name: string;
  /** `VARCHAR` for one value, `STRUCT(…)`, `MAP(…)` or a list of them: DuckDB casts it to that of the column. */
  readonly type: string;
}

/** Where rows are added, and to which columns. */
export interface JsonTarget {
  readonly schema: string;
  readonly table: string;
  /** At least one. */
  readonly columns: readonly JsonColumn[];
}

/** Rows that are added by one statement: memory does not grow with all of them. */
const WAVE_ROWS = 50_000;

const LINES = 'hourlake_lines';

/**
 * Adds rows, each of them an object of JSON with every column. They go into a temporary table as they
 * are, and from there into their columns: the driver takes text faster than single values, and DuckDB
 * itself knows how to read every type.
 *
 * @returns the number of rows that were added, and of bytes of JSON
 * @throws what DuckDB and the lines throw.
 */
export async function insertJson(
  database: DuckDb,
  target: JsonTarget,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  let [rows, bytes] = [0, 0];
  let wave: string[] = [];
  for await (const line of lines) {
    wave.push(line);
    bytes += Buffer.byteLength(line);
    if (wave.length < WAVE_ROWS) continue;
    rows += await insertWave(database, target, wave);
    wave = [];
  }
  if (wave.length > 0) rows += await insertWave(database, target, wave);
  return { rows, bytes };
}

async function insertWave(
  database: DuckDb,
  { schema, table, columns }: JsonTarget,
  lines: readonly string[],
): Promise<number> {
  const names = columns.map(({ name }) => name);
  const fields = columns.map(({ name, type }) => `${listed([name])} ${type}`).join(', ');
  await database.run(`CREATE OR REPLACE TEMP TABLE ${LINES} (line VARCHAR)`);
  await database.appendTexts(LINES, lines);
  const rows = await database.run(
    `INSERT INTO ${qualifiedName(schema, table)} (${listed(names)})
     SELECT unnest(CAST(CAST(line AS JSON) AS STRUCT(${fields}))) FROM temp.${LINES}`,
  );
  await database.run(`DROP TABLE temp.${LINES}`);
  return rows;
}
