import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../../lib/errors.ts';

/** A query whose result the site ships as a table. */
export interface GoldSource {
  /** Name of the table, which pages read as `gold.<name>`. */
  readonly name: string;
  /** The query, in which `${gold}` stands for the folder of the gold tables. */
  readonly sql: string;
}

/** A gold table that a source reads, as `${gold}/con_ano_mes/con_ano_mes.parquet`. */
const MODEL = /\$\{gold\}\/(\w+)\/\1\.parquet/g;

/**
 * The queries in `sources/gold/`, by name.
 *
 * @param dashboard the folder of the dashboard
 */
export async function readGoldSources(dashboard: string): Promise<GoldSource[]> {
  const folder = join(dashboard, 'sources/gold');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.sql'),
      sql: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

/** The text that stands for `${gold}` in a query: the path of the folder, within a quoted text of SQL. */
export function goldFolderInSql(gold: string): string {
  return gold.replaceAll('\\', '/').replaceAll("'", "''");
}

/** The query of a source over a folder of gold tables. */
export function sqlOverGold({ sql }: GoldSource, gold: string): string {
  return sql.replaceAll(/\$\{gold\}/g, () => goldFolderInSql(gold));
}

/**
 * The folder of the gold tables of a lake, with every table that the sources read.
 *
 * @param lake the folder of the lake
 * @throws InputError when the lake is a URL, or a table has not been built.
 */
export function goldOfLake(lake: string, sources: readonly GoldSource[]): string {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(lake)) {
    throw new InputError({
      expected: 'HOURLAKE_LAKE to name a folder',
      got: JSON.stringify(lake),
      advice:
        'The dashboard reads gold tables from a disk. Copy them first: see "From a lake on S3" in docs/dashboard.md.',
    });
  }
  const gold = resolve(lake, 'gold');
  const models = new Set(
    sources.flatMap(({ sql }) => [...sql.matchAll(MODEL)].map((found) => found[1] ?? '')),
  );
  const missing = [...models].filter((model) => !existsSync(join(gold, model, `${model}.parquet`)));
  if (missing.length > 0) {
    throw new InputError({
      expected: `the gold tables of a lake in ${gold}`,
      got: missing.length === models.size ? 'none of them' : `no ${missing.sort().join(', ')}`,
      advice:
        'Build them with "dbt build" (see docs/dbt.md), or set HOURLAKE_LAKE to the folder of another lake.',
    });
  }
  return gold;
}
