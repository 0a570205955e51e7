import { type ErrorMessage, InputError, QueryError } from '../errors.ts';

/** One statement of SQL over the tables of a lake. A saved query is one with a name. */
export interface Statement {
  readonly sql: string;
  /** Name of the saved query that it is. Default: none, it was written for this occasion. */
  readonly name?: string;
  /** File of the saved query, within `queries/`. Default: its name with `.sql`. */
  readonly file?: string;
}

/**
 * How messages refer to a statement.
 *
 * @example
 * subjectOf({ name: 'top-cities', sql: 'SELECT 1' }) // => 'query top-cities'
 * subjectOf({ sql: 'SELECT 1' }) // => 'the statement'
 */
export function subjectOf({ name }: Statement): string {
  return name === undefined ? 'the statement' : `query ${name}`;
}

/**
 * Where the text of a statement can be corrected.
 *
 * @example
 * placeOf({ name: 'top-cities', file: 'accounts/top-cities.sql', sql: 'SELECT 1' }) // => 'queries/accounts/top-cities.sql'
 * placeOf({ sql: 'SELECT 1' }) // => 'the statement'
 */
export function placeOf({ name, file = `${name}.sql` }: Statement): string {
  return name === undefined ? 'the statement' : `queries/${file}`;
}

/**
 * The error of a text that is not one statement that only reads.
 *
 * @param got what it is instead
 * @param advice Default: leave everything else out.
 */
export function notReading(
  statement: Statement,
  got: string,
  advice = 'Leave everything else out: a query changes nothing and sees only the tables of the lake.',
): QueryError | InputError {
  const message: ErrorMessage = {
    expected: `${subjectOf(statement)} to be one statement that only reads, such as SELECT or WITH`,
    got,
    advice: statement.name === undefined ? advice : `Correct ${placeOf(statement)}. ${advice}`,
  };
  return statement.name === undefined ? new InputError(message) : new QueryError(message);
}

/**
 * The error of a query that was cancelled.
 *
 * @param advice what to do. Default: run it again.
 */
export function interruptedQuery(
  statement: Statement,
  cause: unknown,
  advice = 'Run it again.',
): QueryError {
  return new QueryError(
    { expected: `${subjectOf(statement)} to run to its end`, got: 'an interruption', advice },
    { cause },
  );
}
