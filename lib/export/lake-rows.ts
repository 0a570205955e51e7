import type { LandedTables } from '../catalog/local-catalog.ts';
import { DuckDb } from '../duckdb/duckdb.ts';
import { duckDbError } from '../engines/duckdb-errors.ts';
import { type DuckDbEngineOptions, lakeSettings, openTables } from '../engines/duckdb-lake.ts';
import { type ExportSource, exportSettings, statementOf } from './export-source.ts';

/**
 * The tables of a lake, as queries see them: their columns, and then their partition columns as text.
 *
 * @param tables only those that a statement names are looked up
 */
export function lakeRows(tables: LandedTables, options: DuckDbEngineOptions = {}): ExportSource {
  const name = 'the lake';
  return {
    name,
    async open(wanted, folder) {
      const statement = statementOf(wanted, tables.names, name);
      const database = await DuckDb.open({ ...lakeSettings(options), ...exportSettings(folder) });
      try {
        await database.run(`SET TimeZone = 'UTC'`);
        await openTables(database, statement, { ...options, tables, writable: [folder] });
        return { database, statement, readsView: false };
      } catch (error) {
        database.close();
        throw duckDbError(statement, error);
      }
    },
  };
}
