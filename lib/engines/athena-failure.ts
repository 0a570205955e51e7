import { type ErrorMessage, QueryError } from '../errors.ts';
import { withoutRowValues } from './row-values.ts';
import { placeOf, type Statement, subjectOf } from './statement.ts';

/** How a query ended in Athena that did not succeed. */
export interface AthenaEnd {
  readonly state: 'FAILED' | 'CANCELLED';
  /** Athena's own words: its StateChangeReason. */
  readonly reason: string;
  /** Whether Athena says that the same query may succeed later. */
  readonly retryable: boolean;
}

/** What a reason means. QUERY stands for the statement, and TEXT for where it is written. */
interface Rule {
  readonly reason: RegExp;
  readonly expected: string;
  readonly advice: string;
}

/** No reason of Athena is longer. Patterns are not tried on a text of any length. */
const MOST_CHARACTERS = 4000;

const RERUN = 'Run it again in a minute.';

/**
 * Reasons that are not about the text of a query; the first rule that matches applies.
 * https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html
 */
const RULES: readonly Rule[] = [
  {
    reason: /bytes scanned limit/i,
    expected: 'QUERY to scan no more bytes than its workgroup allows for a query',
    advice:
      'Ask for fewer days with a condition on dt in TEXT, or raise the limit of the workgroup, and deploy the stack.',
  },
  {
    reason: /HIVE_PARTITION_SCHEMA_MISMATCH/,
    expected: 'every partition of the tables of QUERY to have the columns of its table',
    advice: 'Start the crawler of the stack: it updates the partitions from the table.',
  },
  {
    reason: /access ?denied|not authorized|insufficient .*permission|PERMISSION_DENIED/i,
    expected: 'permission to read the tables of QUERY and to write its result',
    advice:
      "Grant the owner of these credentials the lake's bucket, its Glue tables and the workgroup's bucket of results.",
  },
  {
    reason: /HIVE_(CANNOT_OPEN_SPLIT|FILE_NOT_FOUND).*(NoSuchKey|does not exist|not found)/is,
    expected: 'the files of QUERY to stay while it runs',
    advice: 'A file was removed meanwhile. Run it again.',
  },
  {
    reason: /HIVE_(BAD_DATA|CANNOT_OPEN_SPLIT|CURSOR_ERROR|FILE_NOT_FOUND)/,
    expected: 'every landed file to be Parquet',
    advice: 'Run "hourlake doctor" to find the corrupt files, and what to do about them.',
  },
  {
    reason: /(TABLE|SCHEMA)_NOT_FOUND|(table|schema|database) .*(not exist|not found)/i,
    expected: 'the tables of QUERY to be in the Glue catalog',
    advice: 'Deploy the stack with "npx cdk deploy", or correct TEXT.',
  },
  {
    reason: /output (location|bucket)/i,
    expected: 'the workgroup to have a location for the result of QUERY',
    advice: 'Deploy the stack with "npx cdk deploy".',
  },
  {
    reason: /exhausted resources|EXCEEDED_|timed? ?out|INTERNAL_ERROR|throttl|SlowDown/i,
    expected: 'QUERY to run to its end',
    advice: RERUN,
  },
];

/**
 * The error of a query that Athena started and could not finish. Values of rows are left out.
 *
 * @param notice a sentence to add, such as that the deployed text differs. Default: none.
 */
export function athenaFailure(statement: Statement, end: AthenaEnd, notice = ''): QueryError {
  const reason = withoutRowValues(end.reason.slice(0, MOST_CHARACTERS), statement.sql);
  const { expected, got, advice } = messageOf(statement, { ...end, reason });
  return new QueryError(
    { expected, got, advice: notice === '' ? advice : `${advice} ${notice}` },
    { retryable: end.retryable },
  );
}

function messageOf(statement: Statement, { state, reason }: AthenaEnd): ErrorMessage {
  const subject = subjectOf(statement);
  const place = placeOf(statement);
  const rule = RULES.find((candidate) => candidate.reason.test(reason));
  if (rule !== undefined) {
    return {
      expected: rule.expected.replaceAll('QUERY', subject),
      got: `"${reason}"`,
      advice: rule.advice.replaceAll('TEXT', place),
    };
  }
  if (state === 'CANCELLED') {
    return {
      expected: `${subject} to run to its end`,
      got: reason === '' ? 'a cancellation in Athena' : `a cancellation in Athena: "${reason}"`,
      advice: 'Run it again.',
    };
  }
  return {
    expected: `${subject} to be SQL that Athena runs`,
    got: `"${reason}"`,
    advice:
      statement.name === undefined ? `Correct ${place}.` : `Correct ${place} and deploy the stack.`,
  };
}
