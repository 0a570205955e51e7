import { type ErrorMessage, QueryError } from '../errors.ts';
import type { SavedQuery } from './saved-query.ts';

/** How a query ended in Athena that did not succeed. */
export interface AthenaEnd {
  readonly state: 'FAILED' | 'CANCELLED';
  /** Athena's own words: its StateChangeReason. */
  readonly reason: string;
  /** Whether Athena says that the same query may succeed later. */
  readonly retryable: boolean;
}

interface Rule {
  readonly reason: RegExp;
  readonly expected: string;
  readonly advice: string;
}

/** No reason of Athena is longer; a pattern is not tried on a text without end. */
const MOST_CHARACTERS = 4000;

const RERUN = 'Run it again in a minute.';

/**
 * What the reasons mean that are not particular to the text of a query; the first that applies says
 * it. https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html
 */
const RULES: readonly Rule[] = [
  {
    reason: /bytes scanned limit/i,
    expected: 'query NAME to scan no more bytes than its workgroup lets a query scan',
    advice:
      'Ask for fewer days with a condition on dt in queries/NAME.sql, or raise the limit of the workgroup; then deploy the stack.',
  },
  {
    reason: /HIVE_PARTITION_SCHEMA_MISMATCH/,
    expected: 'every partition of the tables of query NAME to have the columns of its table',
    advice: 'Start the crawler of the stack: it updates the partitions from the table.',
  },
  {
    reason: /access ?denied|not authorized|insufficient .*permission|PERMISSION_DENIED/i,
    expected: 'permission to read what query NAME asks of and to write its result',
    advice:
      "Give these credentials the lake's bucket, its Glue tables and the workgroup's bucket of results.",
  },
  {
    reason: /HIVE_(CANNOT_OPEN_SPLIT|FILE_NOT_FOUND).*(NoSuchKey|does not exist|not found)/is,
    expected: 'the files of query NAME to stay while it runs',
    advice: 'An hour was taken away meanwhile. Run it again.',
  },
  {
    reason: /HIVE_(BAD_DATA|CANNOT_OPEN_SPLIT|CURSOR_ERROR|FILE_NOT_FOUND)/,
    expected: 'every landed hour to be a whole Parquet file',
    advice: 'Run "hourlake doctor" to find the hours that are not, and what to do about them.',
  },
  {
    reason: /(TABLE|SCHEMA)_NOT_FOUND|(table|schema|database) .*(not exist|not found)/i,
    expected: 'the tables of query NAME to be in the Glue catalog',
    advice: 'Deploy the stack with "npx cdk deploy", or correct queries/NAME.sql and deploy it.',
  },
  {
    reason: /output (location|bucket)/i,
    expected: 'the workgroup to have a place for the result of query NAME',
    advice: 'Deploy the stack with "npx cdk deploy".',
  },
  {
    reason: /exhausted resources|EXCEEDED_|timed? ?out|INTERNAL_ERROR|throttl|SlowDown/i,
    expected: 'query NAME to run to its end',
    advice: RERUN,
  },
];

/**
 * The error of a query that Athena began and did not end well.
 *
 * @param notice what else a person should know, such as that an older text was run; `''` for nothing
 */
export function athenaFailure(query: SavedQuery, end: AthenaEnd, notice = ''): QueryError {
  const reason = end.reason.slice(0, MOST_CHARACTERS);
  const { expected, got, advice } = messageOf(query, { ...end, reason });
  return new QueryError(
    { expected, got, advice: notice === '' ? advice : `${advice} ${notice}` },
    { retryable: end.retryable },
  );
}

/** Athena's words on a text that it does not accept, or on what the text needs and is not there. */
function messageOf({ name }: SavedQuery, { state, reason }: AthenaEnd): ErrorMessage {
  const rule = RULES.find((candidate) => candidate.reason.test(reason));
  if (rule !== undefined) {
    return {
      expected: rule.expected.replaceAll('NAME', name),
      got: `"${reason}"`,
      advice: rule.advice.replaceAll('NAME', name),
    };
  }
  if (state === 'CANCELLED') {
    return {
      expected: `query ${name} to run to its end`,
      got: reason === '' ? 'a cancellation in Athena' : `a cancellation in Athena: "${reason}"`,
      advice: 'Run it again.',
    };
  }
  return {
    expected: `query ${name} to be SQL that Athena runs`,
    got: `"${reason}"`,
    advice: `Correct queries/${name}.sql and deploy the stack.`,
  };
}
