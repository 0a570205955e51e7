import { sep } from 'node:path';
import { QueryError } from '../errors.ts';

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

function checked(text: string): string {
  if (!/[\0\p{Cs}]/u.test(text)) return text;
  throw new QueryError({
    expected: 'text that can stand in SQL',
    got: JSON.stringify(text),
    advice: 'Remove NUL characters and halves of surrogate pairs.',
  });
}
