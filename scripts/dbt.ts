import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jobs } from '../jobs/index.ts';
import { DuckDb } from '../lib/duckdb/duckdb.ts';
import { findSavedQuery, readSavedQueries } from '../lib/engines/saved-query.ts';
import { lakeTablesMacro } from './dbt/lake-tables.ts';
import { materializedQueries, queriesAsMacros } from './dbt/materialized-queries.ts';
import { propertiesFile, type TableProperties } from './dbt/properties.ts';
import {
  modelName,
  openEmptyTables,
  type QueryContext,
  queryMacro,
  queryModel,
} from './dbt/query-models.ts';
import { sourcesFile } from './dbt/sources.ts';

const WRITTEN = 'Written by "npm run dbt-models".';

/** Folder in which all files are written by this script. */
const MODELS = 'models/queries';

/** Returns the files of the dbt project that come from the jobs and the saved queries, by their path in `dbt/`. */
export async function dbtFiles(): Promise<ReadonlyMap<string, string>> {
  const database = await DuckDb.open({});
  try {
    await openEmptyTables(database, jobs);
    return new Map([
      ['macros/lake_tables.sql', lakeTablesMacro(jobs, WRITTEN)],
      ['models/sources.yml', sourcesFile(jobs, WRITTEN)],
      ...(await filesOfQueries({ database, jobs, written: WRITTEN })),
    ]);
  } finally {
    database.close();
  }
}

/** The files in the folder of written models. */
export function writtenModels(project: string): string[] {
  return readdirSync(join(project, MODELS)).map((file) => `${MODELS}/${file}`);
}

async function filesOfQueries(context: QueryContext): Promise<[string, string][]> {
  const queries = await readSavedQueries(new URL('../queries', import.meta.url));
  const files: [string, string][] = [];
  for (const name of queriesAsMacros) {
    const query = findSavedQuery(queries, name);
    files.push([`macros/${modelName(query)}_query.sql`, await queryMacro(query, context)]);
  }
  const properties: TableProperties[] = [];
  for (const materialized of materializedQueries) {
    const query = findSavedQuery(queries, materialized.query);
    const model = await queryModel(query, materialized, context);
    files.push([`${MODELS}/${model.name}.sql`, model.sql]);
    properties.push(model.properties);
  }
  return [...files, [`${MODELS}/models.yml`, propertiesFile(WRITTEN, { models: properties })]];
}

if (process.argv[1] === import.meta.filename) {
  const files = await dbtFiles();
  for (const stale of writtenModels('dbt')) if (!files.has(stale)) rmSync(join('dbt', stale));
  for (const [file, text] of files) {
    mkdirSync(dirname(join('dbt', file)), { recursive: true });
    writeFileSync(join('dbt', file), text);
  }
}
