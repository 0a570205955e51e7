import { CatalogError } from '../errors.ts';
import { awsErrorFacts, awsErrorName, withoutSecrets } from './aws-error-facts.ts';
import { type AwsCall, awsFailure } from './aws-errors.ts';

/** A partition that Glue did not take, and why. */
export interface RefusedHour {
  /** `2026-11-20T13` */
  readonly hour: string;
  /** Name of the error: `InvalidInputException`. */
  readonly code: string;
  readonly text: string;
}

/** Codes that a later try may not meet again. */
const PASSING = /^(InternalService|OperationTimeout|ConcurrentModification|Throttling)/;

/** A message names the first so many hours that were refused. */
const NAMED_HOURS = 24;

/**
 * Wraps an error of Glue once: what was expected, what was got, what to do.
 *
 * @param call what was asked of Glue
 */
export function glueError(error: unknown, call: Omit<AwsCall, 'service'>): CatalogError {
  const cause = withoutSecrets(error);
  if (awsErrorName(error) === 'EntityNotFoundException') {
    return new CatalogError(
      {
        expected: `${call.resource} to be in the Glue catalog of this account and region`,
        got: `"${awsErrorFacts(error).text}"`,
        advice: 'Deploy the stack with "npx cdk deploy", or set AWS_REGION to where it is.',
      },
      { cause },
    );
  }
  const { message, retryable } = awsFailure(error, { service: 'Glue', ...call });
  return new CatalogError(message, { cause, retryable });
}

/**
 * The error of a registration in which Glue took some partitions and refused others.
 *
 * @param table how a person names the table
 * @param refused at least one, oldest hour first
 */
export function refusedHoursError(table: string, refused: readonly RefusedHour[]): CatalogError {
  return refusalError(refused, {
    expected: `${table} in Glue to take every landed hour as a partition`,
    after: 'The hours stay landed; the same command tells of them again.',
  });
}

/**
 * The error of a removal in which Glue kept some partitions.
 *
 * @param table how a person names the table
 * @param refused at least one, oldest hour first
 */
export function refusedRemovalError(table: string, refused: readonly RefusedHour[]): CatalogError {
  return refusalError(refused, {
    expected: `${table} in Glue to forget partitions`,
    after: 'The others are gone; the same command removes these.',
  });
}

function refusalError(
  refused: readonly RefusedHour[],
  { expected, after }: { readonly expected: string; readonly after: string },
): CatalogError {
  const named = refused.slice(0, NAMED_HOURS).map(({ hour, code }) => `${hour} (${code})`);
  const more = refused.length > NAMED_HOURS ? ` and ${refused.length - NAMED_HOURS} more` : '';
  return new CatalogError(
    {
      expected,
      got: `a refusal of ${named.join(', ')}${more}`,
      advice: `Glue said: "${refused[0]?.text ?? ''}". ${after}`,
    },
    { retryable: refused.every(({ code }) => PASSING.test(code)) },
  );
}
