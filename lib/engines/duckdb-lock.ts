import type { LandedTable } from '../catalog/local-catalog.ts';
import type { DuckDb } from '../duckdb/duckdb.ts';
import { patternOf, sqlText } from '../duckdb/sql-text.ts';
import { folderOfTable } from './table-folder.ts';

/**
 * Leaves a database only the folders of some tables, for good. Both forms of a path are allowed,
 * because DuckDB checks the pattern, and then what it matches. Other files in these folders, and
 * writing to them, are refused by the check of a statement's text before it runs.
 *
 * @param landed the tables that the statement reads
 * @param writable absolute paths of other folders, which `COPY` may write to. Default: none.
 */
export async function lock(
  database: Pick<DuckDb, 'run'>,
  landed: readonly LandedTable[],
  writable: readonly string[] = [],
): Promise<void> {
  const folders = new Set([
    ...writable,
    ...landed.flatMap(({ grain, files: [file] }) => {
      if (file === undefined) return [];
      const folder = folderOfTable(file, grain);
      return [folder, patternOf(folder)];
    }),
  ]);
  await database.run(`SET allowed_directories = [${[...folders].map(sqlText).join(', ')}]`);
  await database.run('SET enable_external_access = false');
  await database.run('SET lock_configuration = true');
}
