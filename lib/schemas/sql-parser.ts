import { InputError, SchemaError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** A dialect, as the parser names it. */
export type ParserDialect = 'postgresql' | 'bigquery' | 'mysql' | 'hive';

/** An object of the syntax tree; its shape is that of the parser's Rust types. */
export type SyntaxObject = Readonly<Record<string, unknown>>;

/** Parses one statement of SQL, and throws what the parser does. */
export type ParseStatement = (sql: string, dialect: ParserDialect) => SyntaxObject;

/** An optional peer dependency, which `package.json` pins to the same version. */
const PACKAGE = '@guanmingchiu/sqlparser-ts@0.62.0';

/**
 * Loads the parser of SQL, which is Apache DataFusion's `sqlparser-rs` as WebAssembly.
 *
 * @throws InputError when it is not installed.
 */
export async function loadSqlParser(): Promise<ParseStatement> {
  const { init, parse } = await load();
  await init();
  return (sql, dialect) => {
    const [statement]: readonly unknown[] = parse(sql, dialect);
    if (!isSyntaxObject(statement)) throw new Error('no statement');
    return statement;
  };
}

/** Whether a part of a syntax tree is an object, and no list or text. */
export function isSyntaxObject(value: unknown): value is SyntaxObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The error of a statement that the parser refuses.
 *
 * @param line of the file that the statement begins in, from 1
 */
export function unparsedStatement(
  error: unknown,
  { from, line }: { readonly from: string; readonly line: number },
): SchemaError {
  const words = wordsOf(error).replace(/^sql parser error: /, '');
  const within = Number(/ at Line: (\d+)/.exec(words)?.[1] ?? 1);
  const place = `${from}, line ${line + within - 1}`;
  return new SchemaError(
    {
      expected: `${place} to be part of a CREATE TABLE that can be read`,
      got: words.replace(/ at Line: .*/, '').replace(/^Expected: /, 'no '),
      advice: 'Correct the statement, or leave out what it says besides columns and constraints.',
    },
    { place },
    { cause: error },
  );
}

async function load(): Promise<typeof import('@guanmingchiu/sqlparser-ts')> {
  try {
    return await import('@guanmingchiu/sqlparser-ts');
  } catch (error) {
    throw new InputError(
      {
        expected: 'a parser of SQL, to read CREATE TABLE',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: `Install it: "npm install ${PACKAGE}".`,
      },
      { cause: error },
    );
  }
}
