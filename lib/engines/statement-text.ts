/** What can stand between the words of a statement, or hide a semicolon in them. */
const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|;|[^\s;'"/-]+|[/-]/g;

const COMMENT = /^(--|\/\*)/;

/** A word that is longer is not a keyword. */
const LONGEST_KEYWORD = 24;

/** What a text of SQL looks like before any engine parses it. */
export interface StatementShape {
  /** The first word in upper case, past comments and opening parentheses; `''` when there is none. */
  readonly beginning: string;
  /** How many statements it has: parts between semicolons that are not empty. */
  readonly statements: number;
}

/**
 * Looks at a text of SQL. Comments, texts in quotes and quoted names are skipped.
 *
 * @example
 * shapeOf("-- name: one\n(select ';')") // => { beginning: 'SELECT', statements: 1 }
 * shapeOf('SELECT 1; DROP TABLE t;') // => { beginning: 'SELECT', statements: 2 }
 */
export function shapeOf(sql: string): StatementShape {
  let beginning: string | undefined;
  let statements = 0;
  let isInStatement = false;
  for (const [token] of sql.matchAll(TOKENS)) {
    if (COMMENT.test(token)) continue;
    if (token === ';') {
      isInStatement = false;
      continue;
    }
    if (!isInStatement) statements += 1;
    isInStatement = true;
    if (/^\(+$/.test(token)) continue;
    beginning ??= /^\(*([A-Za-z_]+)/.exec(token)?.[1]?.toUpperCase() ?? '';
  }
  return { beginning: (beginning ?? '').slice(0, LONGEST_KEYWORD), statements };
}

/**
 * The same text without the semicolons that end statements.
 *
 * @example
 * withoutSemicolons("SELECT ';'; -- a; b") // => "SELECT ';'  -- a; b"
 */
export function withoutSemicolons(sql: string): string {
  return sql.replace(TOKENS, (token) => (token === ';' ? ' ' : token));
}
