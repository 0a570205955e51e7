import { DatabaseError, HourlakeError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** What an error of DuckDB means to a person. */
interface Meaning {
  /** The SQLSTATE that PostgreSQL has for the same, where there is one: DuckDB has none. */
  readonly code?: string;
  readonly got: string;
  readonly advice: string;
  readonly retryable?: boolean;
}

/** Errors that come before a row is read: their words quote the statement, names and paths. */
const OF_THE_TEXT = /^(Binder|Catalog|Dependency|Not implemented|Parser|Permission|Syntax) Error: /;

/** The first line of what DuckDB says, and what it means. The name of a column comes before any value. */
const meanings: readonly (readonly [RegExp, (match: RegExpExecArray) => Meaning])[] = [
  [
    /Could not set lock on file|used by another process/,
    (match) => {
      const [, id] = /\(PID (\d+)\)/.exec(match.input) ?? [];
      return {
        code: '55P03',
        got: `another process has the file open${id === undefined ? '' : `: number ${id}`}`,
        advice: 'Close the file there, or wait for the other command, and run this one again.',
        retryable: true,
      };
    },
  ],
  [
    /^Constraint Error: Duplicate key "([^":]+): /,
    ([, column]) => ({
      code: '23505',
      got: `rows whose key is there already: column ${column}`,
      advice:
        'They came from somewhere else, or from a lake with the same settings and another beginning. Remove them, or use another file.',
    }),
  ],
  [
    /^Constraint Error: NOT NULL constraint failed: (\S+)/,
    ([, column]) => ({
      code: '23502',
      got: `a row without a value in ${column}`,
      advice: 'Correct the source of the rows.',
    }),
  ],
  [
    /^Constraint Error: Violates foreign key constraint/,
    () => ({
      code: '23503',
      got: 'rows that refer to rows that are not there',
      advice:
        'Rows were removed from the other table, or the source refers to rows that never were. DuckDB also refuses rows that refer to rows of the same table which are added with them.',
    }),
  ],
  [
    /^Constraint Error: CHECK constraint failed on table (\S+)/,
    ([, table]) => ({
      code: '23514',
      got: `rows against a CHECK of ${table}`,
      advice: 'Correct the source of the rows.',
    }),
  ],
  [
    /^(Constraint|PRIMARY KEY) Error/,
    () => ({
      code: '23000',
      got: 'an error against a constraint',
      advice: 'Correct the source of the rows.',
    }),
  ],
  [
    /^(Conversion|Invalid Input|Invalid type|Invalid unicode|Mismatch Type|Out of Range) Error/,
    () => ({
      code: '22000',
      got: 'a value that does not fit its column',
      advice: 'Compare the columns of the table with the rows.',
    }),
  ],
  [
    /No space left on device|disk is full/i,
    () => ({ code: '53100', got: 'the disk is full', advice: `Free some space. ${AGAIN}` }),
  ],
  [
    /^Out of Memory Error/,
    () => ({ code: '53200', got: 'DuckDB is out of memory', advice: AGAIN, retryable: true }),
  ],
];

const AGAIN = 'Run the command again: it continues where this one ended.';

/**
 * Wraps an error of DuckDB once. Its message may quote values of rows, so only words of an error that
 * comes before a row is read are passed on.
 *
 * @param failed what failed, as a clause: `Could not add rows to duckdb:./shop.duckdb`
 * @returns an error that was thrown by something else as it is
 */
export function duckDbFailure(error: unknown, failed: string): unknown {
  const said = wordsOf(error);
  if (error instanceof HourlakeError || !KIND.test(said)) return error;
  const { got, advice, code, retryable = false } = meaningOf(said);
  const kind = KIND.exec(said)?.[1] ?? '';
  return new DatabaseError(
    { failed, got, advice },
    { code, retryable, cause: new Error(`DuckDB: ${kind}`) },
  );
}

/** DuckDB begins every message with the kind of the error. */
const KIND = /^([A-Z][A-Za-z]*(?: [A-Za-z]+)* Error): /;

function meaningOf(said: string): Meaning {
  for (const [pattern, meaning] of meanings) {
    const match = pattern.exec(said);
    if (match !== null) return meaning(match);
  }
  const firstLine = said.trim().split('\n')[0] ?? '';
  if (OF_THE_TEXT.test(said)) return { got: firstLine, advice: 'Look at the tables of the file.' };
  if (/^IO Error: /.test(said)) {
    return { got: firstLine, advice: 'Name a file of DuckDB, or one in a folder that exists.' };
  }
  return {
    got: `${KIND.exec(said)?.[1] ?? 'an error'}`,
    advice: 'Open the file with DuckDB itself to see whether it is sound.',
  };
}
