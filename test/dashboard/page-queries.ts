import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type GoldSource, readGoldSources } from '../../dashboard/scripts/gold-tables.ts';
import { shippedSql } from '../../dashboard/scripts/shipped-tables.ts';

/** The folder of the dashboard. */
export const dashboard = resolve('dashboard');

/** The queries of the sources, by name. */
export const goldSources: readonly GoldSource[] = await readGoldSources(dashboard);

/** A query of a page. */
export interface PageQuery {
  /** Name of the page: `lake-health`. */
  readonly page: string;
  /** Name of the query within its page. */
  readonly name: string;
  /** Its text, in which other queries of the page are named as `${name}`. */
  readonly sql: string;
}

/** Names of all pages. */
export const pages: readonly string[] = readdirSync(join(dashboard, 'pages'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length));

/** The text of a page. */
export function pageText(page: string): string {
  return readFileSync(join(dashboard, 'pages', `${page}.md`), 'utf8');
}

/** The queries of all pages. */
export const pageQueries: readonly PageQuery[] = pages.flatMap((page) =>
  [...pageText(page).matchAll(/^```sql (\w+)\n(.*?)^```$/gms)].map(([, name = '', sql = '']) => ({
    page,
    name,
    sql,
  })),
);

/** The text of a query, with the queries that it names in parentheses, as Evidence runs it. */
export function sqlOfQuery({ page, sql }: PageQuery): string {
  return sql.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => `(${sqlOfQuery(named(page, name))})`);
}

function named(page: string, name: string): PageQuery {
  const query = pageQueries.find((one) => one.page === page && one.name === name);
  if (query === undefined) throw new Error(`No query ${name} in ${page}.md`);
  return query;
}

/** A site's tables in DuckDB, as they are shipped, without Evidence. */
export interface SiteTables {
  readonly connection: DuckDBConnection;
  /** The rows of a query of a page, in JavaScript's types. */
  readonly rowsOf: (page: string, name: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => void;
}

/**
 * Runs all sources over the gold tables of a lake.
 *
 * @param lake the folder of the lake
 */
export async function openSiteTables(lake: string): Promise<SiteTables> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE SCHEMA gold');
  for (const source of goldSources) {
    const sql = await shippedSql(connection, source, join(lake, 'gold'));
    await connection.run(`CREATE TABLE gold.${source.name} AS ${sql}`);
  }
  return {
    connection,
    rowsOf: async (page, name) => {
      const reader = await connection.runAndReadAll(sqlOfQuery(named(page, name)));
      return reader.getRowObjectsJS();
    },
    close: () => {
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}
