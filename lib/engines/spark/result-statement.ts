import { QueryError } from '../../errors.ts';
import { notReading, placeOf, type Statement, subjectOf } from '../statement.ts';
import { shapeOf } from '../statement-text.ts';
import { sparkOptions, sparkText } from './spark-sql.ts';

/** The formats in which Spark writes a result. */
export const sparkFormats = ['csv', 'parquet'] as const;

/** How a result is written. */
export interface SparkFormat {
  readonly format: (typeof sparkFormats)[number];
  /** What stands between fields of CSV: one character. Default: a comma. */
  readonly separator?: string;
}

/** How a statement that only reads begins. */
const BEGINNINGS = new Set(['SELECT', 'WITH', 'VALUES']);

/** A timestamp as the other engines write it. */
const TIMESTAMP = 'yyyy-MM-dd HH:mm:ss.SSS';

/** CSV as Hourlake writes it for the other engines: as in RFC 4180, and NULL is an empty field. */
const CSV_OPTIONS = {
  header: 'true',
  quote: '"',
  escape: '"',
  nullValue: '',
  emptyValue: '',
  ignoreLeadingWhiteSpace: 'false',
  ignoreTrailingWhiteSpace: 'false',
  dateFormat: 'yyyy-MM-dd',
  timestampFormat: TIMESTAMP,
  timestampNTZFormat: TIMESTAMP,
} as const;

/**
 * The statement with which Spark writes the result of a statement. Spark refuses a location that is
 * not empty.
 *
 * @param location URL of the folder of the result
 * @param table a name that no other result has. Default: one for a session with one result.
 * @throws InputError or QueryError, see {@link notReading}; QueryError when the text has a backslash
 *   or a backtick, which Spark reads as no other engine does.
 */
export function resultStatement(
  statement: Statement,
  {
    location,
    format,
    separator = ',',
    table = 'hourlake_result',
  }: SparkFormat & { readonly location: string; readonly table?: string },
): string {
  checkReads(statement);
  const options = format === 'csv' ? ` ${sparkOptions({ ...CSV_OPTIONS, sep: separator })}` : '';
  // The line feed ends a comment in the last line of the text.
  return `CREATE TABLE ${table} USING ${format}${options} LOCATION ${sparkText(location)} AS\n${statement.sql}\n`;
}

/**
 * Some of the tables of a lake: those whose name is a word of the text, so at least those it reads.
 *
 * @example
 * tablesNamed('SELECT count(*) FROM movimento', ['conta', 'movimento']) // => ['movimento']
 */
export function tablesNamed(sql: string, names: readonly string[]): readonly string[] {
  const words = new Set(sql.toLowerCase().match(/\w+/g));
  return names.filter((name) => words.has(name.toLowerCase()));
}

function checkReads(statement: Statement): void {
  const foreign = /[\\`]/.exec(statement.sql)?.[0];
  if (foreign !== undefined) {
    throw new QueryError({
      expected: `${subjectOf(statement)} to be SQL that means the same in every engine`,
      got: `a ${foreign === '`' ? 'backtick' : 'backslash'}`,
      advice: `Correct ${placeOf(statement)}: write names in double quotes, and [.] for a dot in a pattern.`,
    });
  }
  const { beginning, statements } = shapeOf(statement.sql);
  if (statements !== 1) {
    throw notReading(statement, statements === 0 ? 'no statement' : `${statements} statements`);
  }
  if (BEGINNINGS.has(beginning)) return;
  throw notReading(statement, `a statement that begins with ${beginning}`);
}
