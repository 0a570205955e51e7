import { CatalogError } from '../errors.ts';
import { awsErrorFacts, awsErrorName, withoutSecrets } from './aws-error-facts.ts';
import { type AwsCall, awsFailure } from './aws-errors.ts';

/** A partition that Glue refused, and why. */
export interface RefusedPeriod {
  /** As its text: `2026-11-20T13`. */
  readonly period: string;
  /** Name of the error: `InvalidInputException`. */
  readonly code: string;
  readonly text: string;
}

/** Codes that a later try may not meet again. */
const PASSING = /^(InternalService|OperationTimeout|ConcurrentModification|Throttling)/;

/** A message names this many refused partitions at most. */
const NAMED = 24;

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
 * @param refused at least one, oldest first
 */
export function refusedPeriodsError(
  table: string,
  refused: readonly RefusedPeriod[],
): CatalogError {
  return refusalError(refused, {
    expected: `${table} in Glue to take every landed period as a partition`,
    after: 'The periods stay landed; the same command registers them again.',
  });
}

/**
 * The error of a removal in which Glue kept some partitions.
 *
 * @param table how a person names the table
 * @param refused at least one, oldest first
 */
export function refusedRemovalError(
  table: string,
  refused: readonly RefusedPeriod[],
): CatalogError {
  return refusalError(refused, {
    expected: `${table} in Glue to remove partitions`,
    after: 'The others are gone; the same command removes these.',
  });
}

function refusalError(
  refused: readonly RefusedPeriod[],
  { expected, after }: { readonly expected: string; readonly after: string },
): CatalogError {
  const named = refused.slice(0, NAMED).map(({ period, code }) => `${period} (${code})`);
  const more = refused.length > NAMED ? ` and ${refused.length - NAMED} more` : '';
  return new CatalogError(
    {
      expected,
      got: `a refusal of ${named.join(', ')}${more}`,
      advice: `Glue said: "${refused[0]?.text ?? ''}". ${after}`,
    },
    { retryable: refused.every(({ code }) => PASSING.test(code)) },
  );
}
