import type { LandedTable } from '../../catalog/local-catalog.ts';
import { columnTypeOf } from '../../columns/column-types.ts';
import { partitionColumns } from '../../model/partition.ts';
import { folderOfTable } from '../table-folder.ts';
import { sparkName, sparkOptions, sparkUrl } from './spark-sql.ts';

/**
 * The statement that makes a view of a landed table in Spark: its columns, then its partition columns
 * as text. Without files it is a view without rows.
 *
 * The types of Spark are those of Hive, which Glue uses too; `timestamp` is without a time zone, by a
 * setting of the session.
 */
export function lakeView({ table, grain, files }: LandedTable): string {
  const columns = [
    ...table.columns.map((column) => ({ name: column.name, type: columnTypeOf(column).glue })),
    ...partitionColumns(grain).map((name) => ({ name, type: 'string' })),
  ];
  const view = `CREATE TEMPORARY VIEW ${sparkName(table.name)}`;
  const [first] = files;
  if (first === undefined) {
    const empty = columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${sparkName(name)}`);
    return `${view} AS SELECT ${empty.join(', ')} WHERE false`;
  }
  const typed = columns.map(({ name, type }) => `${sparkName(name)} ${type}`);
  const options = {
    path: sparkUrl(folderOfTable(first, grain)),
    pathGlobFilter: '*.parquet',
    // The path is a path, whatever characters are in it.
    __globPaths__: 'false',
  };
  return `${view} (${typed.join(', ')}) USING parquet ${sparkOptions(options)}`;
}
