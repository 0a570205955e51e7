import { sep } from 'node:path';
import { QueryError } from '../errors.ts';
import type { Table } from '../model/table.ts';

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
 * @throws QueryError when there is a NUL in it, which ends a statement, or half of a pair.
 * @example
 * sqlText("it's") // => "'it''s'"
 */
export function sqlText(text: string): string {
  return `'${checked(text).replaceAll("'", "''")}'`;
}

/**
 * A path or URL as a text in the SQL of DuckDB, which reads every one as a pattern: this one matches
 * itself alone.
 *
 * @throws QueryError when no pattern does: where there is a backslash beside a wildcard.
 * @example
 * sqlPath('/a[1]/b') // => "'/a[[]1]/b'"
 */
export function sqlPath(path: string): string {
  if (sep === '/' && path.includes('\\') && /[*?[]/.test(path)) {
    throw new QueryError({
      expected: 'the path of the lake to have no backslash where it has one of * ? [ too',
      got: JSON.stringify(path),
      advice:
        'DuckDB has no pattern for such a path. Name a link to the lake, or another folder, with --lake.',
    });
  }
  return sqlText(path.replace(/[*?[]/g, '[$&]'));
}

/**
 * Makes sure that DuckDB reads `dt` and `hour` alone out of a path, and reads them where they are: of
 * `/uf=SP/lake/dt=…` it would have the column `uf` from the path, and not from the file.
 *
 * @param path of any landed hour: they all lie in one lake
 * @throws QueryError when a folder above those of the hour has the form of a column of the table.
 */
export function checkPartitions(path: string, { columns }: Table): void {
  const folders = path.split(/[/\\]/).slice(0, -3);
  const taken = new Set([...columns.map(({ name }) => name), 'dt', 'hour']);
  const wrong = folders
    .map((folder) => /^[^=]*(?==)/.exec(folder)?.[0].toLowerCase() ?? '')
    .find((name) => taken.has(name));
  if (wrong === undefined) return;
  throw new QueryError({
    expected: `no folder on the way to the lake that DuckDB takes for the column ${wrong}`,
    got: JSON.stringify(path),
    advice: 'Name a link to the lake, or another folder, with --lake.',
  });
}

function checked(text: string): string {
  if (!/[\0\p{Cs}]/u.test(text)) return text;
  throw new QueryError({
    expected: 'text that can stand in SQL',
    got: JSON.stringify(text),
    advice: 'Take out the character NUL, and halves of characters.',
  });
}
