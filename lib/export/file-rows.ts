import { DuckDb } from '../duckdb/duckdb.ts';
import { attachToRead, type DuckDbFile } from '../duckdb/duckdb-file.ts';
import { duckDbError } from '../engines/duckdb-errors.ts';
import { lakeSettings, parsed } from '../engines/duckdb-lake.ts';
import { lock } from '../engines/duckdb-lock.ts';
import { tablesRead } from '../engines/duckdb-statement.ts';
import { type ExportSource, exportSettings, statementOf } from './export-source.ts';

/** Name of the file in the database that reads it. */
const FILE = 'hourlake_source';

const TABLES = `
  SELECT CASE schema_name WHEN 'main' THEN name ELSE schema_name || '.' || name END, kind
  FROM (
    SELECT database_name, schema_name, table_name AS name, internal, 'table' AS kind FROM duckdb_tables()
    UNION ALL
    SELECT database_name, schema_name, view_name, internal, 'view' FROM duckdb_views()
  )
  WHERE database_name = ${`'${FILE}'`} AND NOT internal
  ORDER BY ALL`;

/** The tables and views of a file of DuckDB, such as one that periods are delivered to. It is only read. */
export function fileRows(file: DuckDbFile): ExportSource {
  const { name } = file;
  return {
    name,
    async open(wanted, folder) {
      const database = await DuckDb.open({ ...lakeSettings({}), ...exportSettings(folder) });
      let statement = { sql: '' };
      try {
        await database.run(`SET TimeZone = 'UTC'`);
        await attachToRead(database, file, FILE);
        await database.run(`USE ${FILE}`);
        const kinds = new Map(
          (await database.ask(TABLES)).map(([each, kind]) => [String(each), kind] as const),
        );
        const names = [...kinds.keys()];
        statement = statementOf(wanted, names, name);
        const read = tablesRead(statement, await parsed(database, statement), names, name);
        await lock(database, [], [folder]);
        const readsView = read.some((each) => kinds.get(each) === 'view');
        return { database, statement, readsView };
      } catch (error) {
        database.close();
        throw duckDbError(statement, error);
      }
    },
  };
}
