import type { JsonValue } from '../../../model/json-row.ts';

/** What the API answers: a status, and a document as text. */
export interface BigQueryAnswer {
  readonly status: number;
  readonly body: string;
}

/** HTTP status by reason of the error. */
const STATUSES = {
  invalid: 400,
  invalidQuery: 400,
  bytesBilledLimitExceeded: 400,
  rateLimitExceeded: 403,
  quotaExceeded: 403,
  accessDenied: 403,
  notFound: 404,
  duplicate: 409,
  backendError: 500,
} as const;

/** A reason of an error. */
export type BigQueryReason = keyof typeof STATUSES;

/**
 * A document of the API.
 *
 * @example
 * documentAnswer({ kind: 'bigquery#job' }) // => { status: 200, body: '{"kind":"bigquery#job"}' }
 */
export function documentAnswer(document: JsonValue): BigQueryAnswer {
  return { status: 200, body: JSON.stringify(document) };
}

/**
 * An error as the API writes it.
 *
 * @example
 * reasonAnswer('notFound').status // => 404
 */
export function reasonAnswer(reason: BigQueryReason): BigQueryAnswer {
  const status = STATUSES[reason];
  const { message } = errorProto(reason);
  const errors = [{ message, domain: 'global', reason }];
  return { status, body: JSON.stringify({ error: { code: status, message, errors } }) };
}

/** An error as a job has it in its status. */
export interface JobError {
  readonly [name: string]: JsonValue;
  readonly reason: BigQueryReason;
  readonly message: string;
}

/**
 * An error in the status of a job. Messages of the real API quote queries and values.
 *
 * @example
 * errorProto('notFound') // => { reason: 'notFound', message: 'The request failed: notFound' }
 */
export function errorProto(reason: BigQueryReason): JobError {
  return { reason, message: `The request failed: ${reason}` };
}
