/**
 * Kinds of errors of DuckDB that quote at most the text of the statement and names of files. The
 * others quote the value of a row that they stumbled over.
 */
const SAFE_KINDS =
  /^(Binder|Catalog|Dependency|HTTP|INTERRUPT|IO|Not implemented|Out of Memory|Parser|Permission|Syntax) Error\b/;

/** A file that is not Parquet is named by an error of a kind that is not safe. */
const UNREADABLE_FILE =
  /^Invalid Input Error: (No magic bytes|File '|Footer length|Invalid footer)/;

/** Codes of Athena that say what is wrong with the text, the catalog, a file or the capacity. */
const SAFE_CODE =
  /^(SYNTAX_ERROR|TYPE_MISMATCH|NOT_SUPPORTED|PERMISSION_DENIED|AMBIGUOUS_NAME|EXPRESSION_NOT_\w+|(DUPLICATE|EXCEEDED|HIVE|INVALID_COLUMN|MISSING|MISMATCHED|NESTED)_\w+|\w+_NOT_FOUND|\w+_LIMIT\w*)$/;

const KIND = /^([A-Z][A-Za-z]*(?: [A-Za-z]+)* Error)\b/;
const CODE = /^([A-Z][A-Z_]{3,}): /;

/** Where in the statement DuckDB was: its number of the line, what it quotes of it, and a caret. */
const EXCERPT = /\n\nLINE (\d+): (.*)\n *\^$/;

/**
 * The words of an engine without those that may quote a value of a row. Values are personal data and
 * must not reach a log; what is left says what kind of error it is, and where in the statement.
 *
 * @param words of an error of DuckDB or Athena
 * @param sql the statement
 * @example
 * withoutRowValues("Conversion Error: Could not convert string 'Ana' to INT32", 'SELECT 1') // => 'Conversion Error'
 * withoutRowValues("INVALID_CAST_ARGUMENT: Cannot cast 'Ana' to INT", 'SELECT 1') // => 'INVALID_CAST_ARGUMENT'
 * withoutRowValues('COLUMN_NOT_FOUND: line 1:8', 'SELECT a') // => 'COLUMN_NOT_FOUND: line 1:8'
 */
export function withoutRowValues(words: string, sql: string): string {
  const kind = KIND.exec(words)?.[1];
  if (kind !== undefined) {
    return SAFE_KINDS.test(words) || UNREADABLE_FILE.test(words)
      ? words
      : `${kind}${excerptOf(words, sql)}`;
  }
  const code = CODE.exec(words)?.[1];
  return code === undefined || SAFE_CODE.test(code) ? words : code;
}

/** A value may look like an excerpt: only what stands in the statement is one. */
function excerptOf(words: string, sql: string): string {
  const [excerpt = '', line = '', quoted = ''] = EXCERPT.exec(words) ?? [];
  const text = sql.split('\n')[Number(line) - 1];
  const isOfStatement = text?.includes(quoted.replace(/^\.{3}|\.{3}$/g, '').trim()) === true;
  return isOfStatement ? excerpt : '';
}
