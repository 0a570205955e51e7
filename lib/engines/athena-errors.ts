import { awsErrorName, withoutSecrets } from '../aws/aws-error-facts.ts';
import { awsFailure } from '../aws/aws-errors.ts';
import { QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { athenaFailure } from './athena-failure.ts';
import type { SavedQuery } from './saved-query.ts';

/** What was asked of Athena when it failed. */
export interface AthenaCall {
  /** The permission that it needs: `athena:StartQueryExecution`. */
  readonly action: string;
  readonly workgroup: string;
  readonly query: SavedQuery;
}

/** What is longer is no sentence of Athena. */
const MOST_CHARACTERS = 4000;

/** A message names the first so many queries that are deployed. */
const NAMED_QUERIES = 24;

/** Wraps an error of Athena's API once: what was expected, what was got, what to do. */
export function athenaError(error: unknown, { action, workgroup, query }: AthenaCall): QueryError {
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
      const { expected, got, advice } = athenaFailure(query, {
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
  query: SavedQuery,
  workgroup: string,
  names: Iterable<string>,
): QueryError {
  const all = [...new Set(names)].sort();
  const more = all.length > NAMED_QUERIES ? ` and ${all.length - NAMED_QUERIES} more` : '';
  return new QueryError({
    expected: `a named query ${query.name} in the Athena workgroup ${workgroup}`,
    got: all.length === 0 ? 'none at all' : `${all.slice(0, NAMED_QUERIES).join(', ')}${more}`,
    advice: 'Deploy the stack with "npx cdk deploy": it brings the saved queries of this version.',
  });
}

/**
 * What a person should know when the deployed text of a query is not the one of `queries/`; `''`
 * when they are the same but for the ends of lines.
 */
export function otherTextNotice(
  query: SavedQuery,
  deployed: string | undefined,
  workgroup: string,
): string {
  if (deployed !== undefined && withPlainEnds(deployed) === withPlainEnds(query.sql)) return '';
  return `The Athena workgroup ${workgroup} has another text of ${query.name} than queries/${query.name}.sql, and ran that one: "npx cdk deploy" brings it up to date.`;
}

function withPlainEnds(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trim();
}
