import { sep } from 'node:path';
import type { LandedTable } from '../catalog/local-catalog.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import { QueryError } from '../errors.ts';
import { type Grain, partitionColumns } from '../model/period.ts';
import type { Table } from '../model/table.ts';
import { folderOfTable } from './table-folder.ts';

/**
 * A name in the SQL of DuckDB: of a table or a column.
 *
 * @example
 * sqlName('a"b') // => '"a""b"'
 */
export function sqlName(name: string): string {
  return `"${checked(name).replaceAll('"', '""')}"`;
}

/**
 * A text in the SQL of DuckDB, in which a backslash is a character like any other.
 *
 * @throws QueryError when it contains NUL, which ends a statement, or half of a surrogate pair.
 * @example
 * sqlText("it's") // => "'it''s'"
 */
export function sqlText(text: string): string {
  return `'${checked(text).replaceAll("'", "''")}'`;
}

/**
 * The pattern that matches one path or URL and nothing else: DuckDB reads every path as a pattern.
 *
 * @throws QueryError when there is none: where the path has a backslash and a wildcard.
 * @example
 * patternOf('/a[1]/b') // => '/a[[]1]/b'
 */
export function patternOf(path: string): string {
  if (sep === '/' && path.includes('\\') && /[*?[]/.test(path)) {
    throw new QueryError({
      expected: 'the path of the lake to have no backslash together with one of * ? [',
      got: JSON.stringify(path),
      advice: 'DuckDB has no pattern for such a path. Use a link to the lake, or another folder.',
    });
  }
  return path.replace(/[*?[]/g, '[$&]');
}

/**
 * A path or URL as a text in the SQL of DuckDB that matches only itself.
 *
 * @throws QueryError when DuckDB has no pattern for the path.
 * @example
 * sqlPath('/a[1]/b') // => "'/a[[]1]/b'"
 */
export function sqlPath(path: string): string {
  return sqlText(patternOf(path));
}

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

function checked(text: string): string {
  if (!/[\0\p{Cs}]/u.test(text)) return text;
  throw new QueryError({
    expected: 'text that can stand in SQL',
    got: JSON.stringify(text),
    advice: 'Remove NUL characters and halves of surrogate pairs.',
  });
}
