import { StoppedStream } from '../duckdb/duckdb.ts';
import { HourlakeError, QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { s3ReadError } from './duckdb-s3.ts';
import { withoutRowValues } from './row-values.ts';
import { interruptedQuery, placeOf, type Statement, subjectOf } from './statement.ts';

/** Errors of a file: it is missing, cannot be read, or is not Parquet. */
const OF_A_FILE = /^(IO|Invalid) Error\b|^Invalid Input Error: .*parquet/i;

const OF_THE_TEXT = /^(Parser|Syntax|Catalog|Binder) Error/;

const FIND_CORRUPT = 'Run "hourlake doctor" to find the corrupt files, and what to do about them.';

/**
 * Wraps an error of DuckDB once: what was expected, what was got, what to do. Values of rows are left
 * out, of the cause as well.
 *
 * @param error whatever was thrown; an error of Hourlake is returned as it is
 */
export function duckDbError(statement: Statement, error: unknown): HourlakeError {
  if (error instanceof HourlakeError) return error;
  const said = wordsOf(error);
  const words = withoutRowValues(said, statement.sql).trim();
  const cause = new Error(words);
  if (/^INTERRUPT/i.test(words)) return interruptedQuery(statement, cause);
  const fromS3 = s3ReadError(error);
  if (fromS3 !== undefined) return fromS3;
  if (error instanceof StoppedStream) return stoppedQuery(statement, error);
  if (OF_A_FILE.test(said)) {
    const message = {
      expected: 'every landed file to be Parquet',
      got: words,
      advice: FIND_CORRUPT,
    };
    return new QueryError(message, { cause });
  }
  const correct = `Correct ${placeOf(statement)}`;
  return new QueryError(
    {
      expected: `${subjectOf(statement)} to be SQL that DuckDB runs`,
      got: words,
      advice: OF_THE_TEXT.test(words)
        ? `${correct}.`
        : `${correct}, or run "hourlake verify" to find files that were changed.`,
    },
    { cause },
  );
}

function stoppedQuery(statement: Statement, cause: unknown): QueryError {
  return new QueryError(
    {
      expected: `${subjectOf(statement)} to run to its end`,
      got: 'an error of DuckDB that did not occur again',
      advice: 'Run it again.',
    },
    { cause, retryable: true },
  );
}
