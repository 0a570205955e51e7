import type { LandedTable } from '../catalog/local-catalog.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import { sqlName, sqlPath, sqlText } from '../duckdb/sql-text.ts';
import { QueryError } from '../errors.ts';
import { partitionColumns } from '../model/partition.ts';
import type { Grain } from '../model/period.ts';
import type { Table } from '../model/table.ts';
import { folderOfTable } from './table-folder.ts';

/**
 * The statement that makes a view of a landed table: its columns, then its partition columns as text,
 * as Athena has them. Without files it is a view without rows.
 *
 * @throws QueryError when DuckDB would misread the path of a file.
 */
export function viewOf({ table, grain, files }: LandedTable): string {
  const partition = partitionColumns(grain).map(sqlName);
  const [first] = files;
  if (first === undefined) {
    const columns = [
      ...table.columns.map((column) => emptyColumn(sqlName(column.name), columnTypeOf(column).sql)),
      ...partition.map((name) => emptyColumn(name, 'varchar')),
    ];
    return `CREATE VIEW ${sqlName(table.name)} AS SELECT ${columns.join(', ')} WHERE false`;
  }
  checkPartitions(first, table, grain);
  const columns = [...table.columns.map(({ name }) => sqlName(name)), ...partition];
  const types = partitionColumns(grain).map((name) => `${sqlText(name)}: VARCHAR`);
  return `CREATE VIEW ${sqlName(table.name)} AS SELECT ${columns.join(', ')}
    FROM read_parquet([${files.map(sqlPath).join(', ')}],
                      hive_partitioning = true, hive_types = {${types.join(', ')}})`;
}

/**
 * Makes sure that DuckDB reads only the partition columns from a path, and reads them where they are:
 * from `/uf=SP/lake/dt=…` it would take the column `uf`, and not from the file.
 *
 * @param path of any file of the table: they all lie in one lake
 * @throws QueryError when a folder above the partition is named like a column of the table.
 */
export function checkPartitions(path: string, { columns }: Table, grain: Grain): void {
  const partition = partitionColumns(grain);
  const folders = folderOfTable(path, grain).split(/[/\\]/);
  const taken = new Set([...columns.map(({ name }) => name), ...partition]);
  const wrong = folders
    .map((folder) => /^[^=]*(?==)/.exec(folder)?.[0].toLowerCase() ?? '')
    .find((name) => taken.has(name));
  if (wrong === undefined) return;
  throw new QueryError({
    expected: `no folder on the way to the lake that DuckDB takes for the column ${wrong}`,
    got: JSON.stringify(path),
    advice: 'Use a link to the lake, or another folder.',
  });
}

function emptyColumn(name: string, type: string): string {
  return `CAST(NULL AS ${type}) AS ${name}`;
}
