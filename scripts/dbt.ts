import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jobs } from '../jobs/index.ts';
import { DuckDb } from '../lib/duckdb/duckdb.ts';
import { findSavedQuery, readSavedQueries } from '../lib/engines/saved-query.ts';
import { lakeTablesMacro } from './dbt/lake-tables.ts';
import { materializedQueries } from './dbt/materialized-queries.ts';
import { propertiesFile } from './dbt/properties.ts';
import { openEmptyTables, type QueryModel, queryModel } from './dbt/query-models.ts';
import { sourcesFile } from './dbt/sources.ts';

const WRITTEN = 'Written by "npm run dbt-models".';

/** Folder in which all files are written by this script. */
const MODELS = 'models/queries';

/** Returns the files of the dbt project that come from the jobs and the saved queries, by their path in `dbt/`. */
export async function dbtFiles(): Promise<ReadonlyMap<string, string>> {
  const models = await queryModels();
  return new Map([
    ['macros/lake_tables.sql', lakeTablesMacro(jobs, WRITTEN)],
    ['models/sources.yml', sourcesFile(jobs, WRITTEN)],
    ...models.map(({ name, sql }) => [`${MODELS}/${name}.sql`, sql] as const),
    [
      `${MODELS}/models.yml`,
      propertiesFile(WRITTEN, { models: models.map(({ properties }) => properties) }),
    ],
  ]);
}

/** The files in the folder of written models. */
export function writtenModels(project: string): string[] {
  return readdirSync(join(project, MODELS)).map((file) => `${MODELS}/${file}`);
}

async function queryModels(): Promise<QueryModel[]> {
  const queries = await readSavedQueries(new URL('../queries', import.meta.url));
  const database = await DuckDb.open({});
  try {
    await openEmptyTables(database, jobs);
    const models: QueryModel[] = [];
    for (const materialized of materializedQueries) {
      const query = findSavedQuery(queries, materialized.query);
      models.push(await queryModel(query, materialized, { database, jobs, written: WRITTEN }));
    }
    return models;
  } finally {
    database.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const files = await dbtFiles();
  for (const stale of writtenModels('dbt')) if (!files.has(stale)) rmSync(join('dbt', stale));
  for (const [file, text] of files) {
    mkdirSync(dirname(join('dbt', file)), { recursive: true });
    writeFileSync(join('dbt', file), text);
  }
}
