import type { FailureMessage } from '../errors.ts';
import { type GoogleAnswer, NO_ANSWER } from './google-http.ts';
import { isPassing } from './google-retries.ts';

/** A call to an API of Google that failed. */
export interface GoogleCall {
  /** What was to be done, as a clause: `load rows into bigquery://p/d#t`. */
  readonly aim: string;
  /** The permission that it needs: `bigquery.jobs.create`. */
  readonly permission: string;
  /** The role that has it: `BigQuery Job User`. */
  readonly role: string;
}

/** A failure as a message, and whether a later attempt may succeed. */
export interface GoogleFailure {
  readonly message: FailureMessage;
  readonly retryable: boolean;
  /** The code of Google. */
  readonly code: string;
}

/** What each code means, and what to do. */
const MEANINGS: Readonly<Record<string, (call: GoogleCall) => readonly [string, string]>> = {
  [NO_ANSWER.notInstalled]: () => [
    'the package google-auth-library is not installed',
    'Install it: "npm install google-auth-library".',
  ],
  [NO_ANSWER.noCredentials]: () => [
    'there are no Google credentials, or they expired',
    'Log in with "gcloud auth application-default login", or name a key file in GOOGLE_APPLICATION_CREDENTIALS.',
  ],
  [NO_ANSWER.noConnection]: () => [
    'nothing answers, or the connection broke',
    'Check the network, and run the same command again.',
  ],
  accessDenied: denied,
  forbidden: denied,
  PERMISSION_DENIED: denied,
  notFound: () => ['it does not exist', 'Check project, dataset and names.'],
  quotaExceeded: () => [
    'a quota of the project is used up',
    'Run the same command again tomorrow, or raise the quota in the Google Cloud console.',
  ],
  rateLimitExceeded: () => [
    'too many requests in a short time',
    'Run the same command again in a minute.',
  ],
  responseTooLarge: () => ['the answer is too large', 'Ask for less at once.'],
  accessNotConfigured: apiIsOff,
  SERVICE_DISABLED: apiIsOff,
  bytesBilledLimitExceeded: () => [
    'it would be billed more bytes than the job allows',
    'Ask for fewer columns or shorter periods, or raise mostBytes of the job.',
  ],
  invalidQuery: () => [
    'BigQuery does not accept the query',
    'Check the names and types of the fields that the job names.',
  ],
  billingNotEnabled: () => [
    'the project has no billing account',
    'Link a billing account to the project.',
  ],
};

/**
 * What a failed call means, in words that hold nothing but codes: the texts of BigQuery quote values.
 *
 * @example
 * googleFailure({ status: 404, reason: 'notFound' }, { aim: 'read a', permission: 'b', role: 'c' }).message.got // => 'it does not exist (notFound)'
 */
export function googleFailure(
  answer: Pick<GoogleAnswer, 'status' | 'reason'>,
  call: GoogleCall,
): GoogleFailure {
  const { status, reason = `status ${status}` } = answer;
  const [got, advice] = (Object.hasOwn(MEANINGS, reason)
    ? MEANINGS[reason]?.(call)
    : undefined) ?? [
    status >= 500 || status === 0 ? 'the service failed' : 'the request was refused',
    'Run the same command again. If it goes on, look the code up in the documentation of Google.',
  ];
  return {
    message: { failed: `Could not ${call.aim}`, got: `${got} (${reason})`, advice },
    retryable: isPassing(answer),
    code: reason,
  };
}

function apiIsOff(): readonly [string, string] {
  return [
    'the API is not enabled in the project',
    'Enable it in the Google Cloud console under "APIs & Services", and wait some minutes.',
  ];
}

function denied({ permission, role }: GoogleCall): readonly [string, string] {
  return [
    `permission ${permission} is missing`,
    `Grant the role "${role}" to the account that these credentials belong to.`,
  ];
}
