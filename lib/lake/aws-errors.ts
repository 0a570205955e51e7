import type { ErrorMessage } from '../errors.ts';

/** What was asked of AWS when it failed. */
export interface AwsCall {
  /** Name of the service: `Glue`. */
  readonly service: string;
  /** The permission that the call needs: `glue:GetTable`. */
  readonly action: string;
  /** What it was asked of: `table hourlake.fake_accounts`. */
  readonly resource: string;
}

/** An error of the AWS SDK, put into words. */
export interface AwsFailure {
  readonly message: ErrorMessage;
  /** Whether the same call may succeed later. The SDK has tried it several times by then. */
  readonly retryable: boolean;
}

const EXPIRED = /^(ExpiredToken|RequestExpired)/;
const INVALID_CREDENTIALS =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidToken|AuthFailure)/;
const ACCESS_DENIED = /^(AccessDenied|AllAccessDisabled|UnauthorizedOperation)/;
const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded|BandwidthLimit|ProvisionedThroughputExceeded)/;
/** Codes of Node for a connection that did not come about, or broke. */
const NETWORK =
  /^(E(CONN|HOST|NET|PIPE|PROTO|NOTFOUND|TIMEDOUT|AI_)|ERR_(TLS|SSL)|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** What the SDK's errors have in common. */
interface Facts {
  readonly name: string;
  /** First line of the message. */
  readonly text: string;
  readonly code: string;
  /** Of the answer; `undefined` when there was none. */
  readonly status: number | undefined;
}

interface Rule {
  readonly applies: (facts: Facts) => boolean;
  readonly message: (facts: Facts, call: AwsCall) => ErrorMessage;
  readonly retryable?: true;
}

/** The first that applies says it. */
const RULES: readonly Rule[] = [
  {
    applies: ({ name }) => /^(Credentials|Token)ProviderError$/.test(name),
    message: ({ text }, { action }) => ({
      expected: `AWS credentials to call ${action} with`,
      got: `"${text}"`,
      advice:
        'Log in with "aws sso login" or "aws configure" and name the profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    }),
  },
  {
    applies: ({ name }) => EXPIRED.test(name),
    message: ({ name }, { action }) => ({
      expected: `AWS credentials that have not expired, to call ${action} with`,
      got: name,
      advice: 'Log in again, for instance with "aws sso login", and run the same command.',
    }),
  },
  {
    applies: ({ name }) => INVALID_CREDENTIALS.test(name),
    message: ({ name, text }, { service }) => ({
      expected: `AWS credentials that ${service} accepts`,
      got: `${name}: ${text}`,
      advice:
        'Check AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and the clock of this machine.',
    }),
  },
  {
    applies: ({ name, status }) => ACCESS_DENIED.test(name) || status === 403,
    message: ({ name, text }, { action, resource }) => ({
      expected: `permission for ${action} on ${resource}`,
      got: `${name}: ${text}`,
      advice: `Give the role or user of these credentials ${action} on ${resource}, or use the role that the stack deploys.`,
    }),
  },
  {
    applies: ({ text }) => /^Region (is missing|not accepted)/.test(text),
    message: ({ text }, { service }) => ({
      expected: `an AWS region for ${service}`,
      got: `"${text}"`,
      advice: 'Set AWS_REGION to the region of the stack, such as sa-east-1.',
    }),
  },
  {
    applies: ({ code }) => code === 'ERR_INVALID_URL',
    message: ({ text }, { service }) => ({
      expected: `the endpoint of ${service} to be a URL`,
      got: `"${text}"`,
      advice: 'Correct or unset AWS_ENDPOINT_URL.',
    }),
  },
  {
    applies: ({ name, code, status }) =>
      NETWORK.test(code) || (name === 'TimeoutError' && status === undefined),
    message: ({ text }, { service, resource }) => ({
      expected: `to reach ${service} for ${resource}`,
      got: `"${text}"`,
      advice: 'Check the network, AWS_REGION and AWS_ENDPOINT_URL, and run the same command again.',
    }),
    retryable: true,
  },
  {
    applies: ({ name, status }) => THROTTLED.test(name) || status === 429,
    message: ({ name }, { service, action, resource }) => ({
      expected: `${service} to take ${action} on ${resource}`,
      got: `${name} at every try`,
      advice: 'Others of this account call it too. Run the same command again in a minute.',
    }),
    retryable: true,
  },
  {
    applies: ({ status }) => status !== undefined && status >= 500,
    message: ({ status, name, text }, { service, action, resource }) => ({
      expected: `${service} to carry out ${action} on ${resource}`,
      got: `HTTP ${status}, ${name}: ${text}`,
      advice: 'Run the same command again later.',
    }),
    retryable: true,
  },
];

/**
 * Says what an error of the AWS SDK means when its cause is not particular to one service:
 * credentials, permission, region, network, throttling. By its shape alone, so that each package of
 * the SDK keeps to its one importer.
 *
 * @example
 * const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
 * awsFailure(error, { service: 'Glue', action: 'glue:GetTable', resource: 'table a.b' }).retryable // => true
 */
export function awsFailure(error: unknown, call: AwsCall): AwsFailure {
  const facts = factsOf(error);
  const rule = RULES.find(({ applies }) => applies(facts));
  if (rule !== undefined) {
    return { message: rule.message(facts, call), retryable: rule.retryable ?? false };
  }
  return {
    message: {
      expected: `${call.service} to carry out ${call.action} on ${call.resource}`,
      got: `${facts.name}: ${facts.text}`,
      advice: 'Compare what is deployed with the stack: "npx cdk diff" shows it.',
    },
    retryable: false,
  };
}

/**
 * The name of an error of the AWS SDK, such as `EntityNotFoundException`; `''` for what is no error.
 *
 * @example
 * awsErrorName(new TypeError('no')) // => 'TypeError'
 */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function factsOf(error: unknown): Facts {
  const name = awsErrorName(error);
  // Only the first line: the SDK adds hints for programmers, and the body of a proxy's page, below.
  const text = (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? '';
  const { code, $metadata } = typeof error === 'object' && error !== null ? shapeOf(error) : {};
  const status =
    typeof $metadata === 'object' && $metadata !== null && 'httpStatusCode' in $metadata
      ? $metadata.httpStatusCode
      : undefined;
  return {
    name,
    text,
    code: typeof code === 'string' ? code : '',
    status: typeof status === 'number' ? status : undefined,
  };
}

function shapeOf(error: object): { readonly code?: unknown; readonly $metadata?: unknown } {
  return error;
}
