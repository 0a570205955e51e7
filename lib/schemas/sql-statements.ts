/** A statement of a file of SQL. */
export interface SqlStatement {
  /** From its first word to before its semicolon, with comments blanked out. */
  readonly text: string;
  /** Line of the file that it begins in, from 1. */
  readonly line: number;
}

/** Comments, quoted texts and names, and what is between them. Nothing in a piece ends a statement. */
const PIECES =
  /--[^\n]*|(?<=^[ \t]*)#[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$(?![\s\S]))|'(?:[^']|'')*(?:'|$(?![\s\S]))|"(?:[^"]|"")*(?:"|$(?![\s\S]))|`[^`]*(?:`|$(?![\s\S]))|;|[\s\S]/gm;

/** The same where a backslash escapes a quote. */
const ESCAPED_PIECES = new RegExp(
  PIECES.source
    .replace(`'(?:[^']|'')*`, String.raw`'(?:[^'\\]|''|\\[\s\S])*`)
    .replace(`"(?:[^"]|"")*`, String.raw`"(?:[^"\\]|""|\\[\s\S])*`),
  PIECES.flags,
);

const COMMENT = /^(--|#|\/\*)/;

/** The rows that `pg_dump` writes behind a COPY. */
const COPIED_ROWS = /^COPY\s[^;]*\sFROM\s+stdin$/i;

/**
 * The statements of a file of SQL. Semicolons in texts, quoted names, comments and bodies of functions
 * end nothing. Rows that a dump holds between its statements are passed over.
 *
 * @param options.escapes whether a backslash escapes a quote, as in MySQL and BigQuery. Default: `false`.
 * @example
 * sqlStatements("SELECT ';';\n-- more\nSELECT 2;") // => [{ text: "SELECT ';'", line: 1 }, { text: 'SELECT 2', line: 3 }]
 */
export function sqlStatements(
  sql: string,
  { escapes = false }: { readonly escapes?: boolean } = {},
): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let begin = 0;
  let text = '';
  let line = 1;
  function end(at: number): void {
    const [blanks = ''] = /^\s*/.exec(text) ?? [];
    const starts = line + linesIn(blanks);
    if (text.trim() !== '') statements.push({ text: text.trim(), line: starts });
    line += linesIn(sql.slice(begin, at));
    begin = at;
    text = '';
  }
  const pieces = new RegExp(escapes ? ESCAPED_PIECES : PIECES);
  for (let match = pieces.exec(sql); match !== null; match = pieces.exec(sql)) {
    const [piece] = match;
    if (piece === ';') {
      if (COPIED_ROWS.test(text.trim())) pieces.lastIndex = endOfRows(sql, pieces.lastIndex);
      end(pieces.lastIndex);
    } else text += COMMENT.test(piece) ? blank(piece) : piece;
  }
  end(sql.length);
  return statements;
}

/**
 * A text of the same lines and columns that holds nothing else than what is written over its beginning.
 *
 * @example
 * blank('a\nb', 'x') // => 'x\n '
 */
export function blank(text: string, over = ''): string {
  return over + text.slice(over.length).replace(/[^\n]/g, ' ');
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function endOfRows(sql: string, from: number): number {
  const end = sql.indexOf('\n\\.', from);
  return end < 0 ? sql.length : end + '\n\\.'.length;
}
