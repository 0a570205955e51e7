import { DatabaseError, QueryError } from '../errors.ts';
import { interruptedQuery, notReading, placeOf, type Statement, subjectOf } from './statement.ts';

/** Codes of an error in the text of a statement, or of what PostgreSQL does not do. */
const OF_THE_TEXT = /^(42|0A)/;

/** Codes of a table, a schema or a column that is not there. */
const NOT_THERE: readonly (string | undefined)[] = ['42P01', '3F000', '42703'];

/** Somebody cancelled the statement. */
const CANCELLED = '57014';

/** It would have changed something, in a transaction that only reads. */
const WRITES = '25006';

/**
 * What went wrong with a statement, as an error of the query.
 *
 * @param error whatever was thrown; an error that is not of the database is returned as it is
 */
export function postgresError(statement: Statement, error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const { code, got, retryable } = error;
  if (code === CANCELLED) return interruptedQuery(statement, error);
  if (code === WRITES) return notReading(statement, 'one that changes something');
  const details = { cause: error, retryable };
  if (!OF_THE_TEXT.test(code ?? '') && !error.isOfRows) {
    return new QueryError(
      { failed: `Could not run ${subjectOf(statement)}`, got, advice: error.advice },
      details,
    );
  }
  const tables = NOT_THERE.includes(code)
    ? ' The database has the tables of the jobs that were delivered to it, without the partition columns dt and hour. "hourlake deliver" delivers.'
    : '';
  return new QueryError(
    {
      expected: `${subjectOf(statement)} to be SQL that PostgreSQL runs`,
      got,
      advice: `Correct ${placeOf(statement)}.${tables}`,
    },
    details,
  );
}
