import { withoutSemicolons } from './statement-text.ts';

/** Types whose values need no quotes, and are cast to the text that other engines write. */
const PLAIN = /^(BOOLEAN|DATE|DECIMAL\(.*\)|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT))$/;

/**
 * The statement whose rows are the lines of another one's result as CSV, in the same order: one text for
 * each row is much faster to read than a value for each field. The lines are those that `toCsv` in
 * `bin/terminal/csv.ts` writes.
 *
 * @param types of the columns, as DuckDB names them
 * @param separator between fields, one character
 * @returns `undefined` when a column has a type, such as DOUBLE, that DuckDB writes in another way
 * @example
 * csvStatement('SELECT 1', ['INTEGER'], ',') // => "SELECT concat(CAST(c1 AS varchar), chr(10)) FROM (\nSELECT 1\n) AS result (c1)"
 */
export function csvStatement(
  sql: string,
  types: readonly string[],
  separator: string,
): string | undefined {
  const fields: string[] = [];
  for (const [index, type] of types.entries()) {
    const field = fieldOf(`c${index + 1}`, type, separator);
    if (field === undefined) return undefined;
    fields.push(field);
  }
  const names = types.map((_, index) => `c${index + 1}`).join(', ');
  // NULL adds nothing to what is concatenated.
  const line = `concat(${fields.join(`, ${textOf(separator)}, `)}, chr(10))`;
  return `SELECT ${line} FROM (\n${withoutSemicolons(sql)}\n) AS result (${names})`;
}

function fieldOf(column: string, type: string, separator: string): string | undefined {
  if (PLAIN.test(type)) return `CAST(${column} AS varchar)`;
  if (type === 'TIMESTAMP') return `strftime(${column}, '%Y-%m-%d %H:%M:%S.%g')`;
  if (type !== 'VARCHAR') return undefined;
  // RFC 4180
  const special = [textOf(separator), `'"'`, 'chr(10)', 'chr(13)'];
  const isSpecial = special.map((text) => `contains(${column}, ${text})`).join(' OR ');
  return `CASE WHEN ${isSpecial} THEN '"' || replace(${column}, '"', '""') || '"' ELSE ${column} END`;
}

function textOf(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
