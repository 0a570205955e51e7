import { awsErrorName, withoutSecrets } from '../aws/aws-error-facts.ts';
import { awsFailure } from '../aws/aws-errors.ts';
import { QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { athenaFailure } from './athena-failure.ts';
import { placeOf, type Statement } from './statement.ts';

/** What was asked of Athena when it failed. */
export interface AthenaCall {
  /** The permission that the call needs: `athena:StartQueryExecution`. */
  readonly action: string;
  readonly workgroup: string;
  readonly statement: Statement;
}

/** A longer text is not a sentence of Athena. */
const MOST_CHARACTERS = 4000;

/** A message names this many deployed queries at most. */
const NAMED_QUERIES = 24;

/** Wraps an error of Athena's API once: what was expected, what was got, what to do. */
export function athenaError(
  error: unknown,
  { action, workgroup, statement }: AthenaCall,
): QueryError {
  const cause = withoutSecrets(error);
  const text = wordsOf(error);
  if (awsErrorName(error) === 'InvalidRequestException') {
    if (/work ?group .*(not found|not exist|disabled)/i.test(text.slice(0, MOST_CHARACTERS))) {
      return new QueryError(
        {
          expected: `the Athena workgroup ${workgroup} in this account and region`,
          got: `"${text}"`,
          advice: 'Deploy the stack with "npx cdk deploy", or set AWS_REGION to where it is.',
        },
        { cause },
      );
    }
    if (action === 'athena:StartQueryExecution') {
      const { expected, got, advice } = athenaFailure(statement, {
        state: 'FAILED',
        reason: text,
        retryable: false,
      });
      return new QueryError({ expected, got, advice }, { cause });
    }
  }
  const resource = `workgroup ${workgroup}`;
  const { message, retryable } = awsFailure(error, { service: 'Athena', action, resource });
  return new QueryError(message, { cause, retryable });
}

/**
 * The error of a query that is not deployed.
 *
 * @param names of the queries that are, in any order
 */
export function notDeployed(
  statement: Statement,
  workgroup: string,
  names: Iterable<string>,
): QueryError {
  const all = [...new Set(names)].sort();
  const more = all.length > NAMED_QUERIES ? ` and ${all.length - NAMED_QUERIES} more` : '';
  return new QueryError({
    expected: `a named query ${statement.name} in the Athena workgroup ${workgroup}`,
    got: all.length === 0 ? 'none at all' : `${all.slice(0, NAMED_QUERIES).join(', ')}${more}`,
    advice:
      'Deploy the stack with "npx cdk deploy": it deploys the saved queries of the jobs that are on.',
  });
}

/**
 * A sentence for the case that the deployed text of a query is not the one in `queries/`; `''` when
 * they are the same except for the ends of lines.
 */
export function otherTextNotice(
  statement: Statement,
  deployed: string | undefined,
  workgroup: string,
): string {
  if (deployed !== undefined && withPlainEnds(deployed) === withPlainEnds(statement.sql)) return '';
  return `The Athena workgroup ${workgroup} has another text of ${statement.name} than ${placeOf(statement)}, and ran that one: "npx cdk deploy" brings it up to date.`;
}

function withPlainEnds(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trim();
}
