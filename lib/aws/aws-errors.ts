import type { ErrorMessage, FailureMessage } from '../errors.ts';
import { openFilesProblem } from '../lake/open-files.ts';
import { type AwsErrorFacts, awsErrorFacts } from './aws-error-facts.ts';

/** A call to AWS that failed. */
export interface AwsCall {
  /** Name of the service: `Glue`. */
  readonly service: string;
  /** The permission that the call needs: `glue:GetTable`. */
  readonly action: string;
  /** What the call is about: `table hourlake.fake_accounts`. */
  readonly resource: string;
}

/** The meaning of an error of the AWS SDK. */
export interface AwsFailure {
  readonly message: ErrorMessage | FailureMessage;
  /** Whether the same call may succeed later. The SDK has already tried it several times. */
  readonly retryable: boolean;
}

/** Error codes for expired credentials. */
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;

/** Error codes for credentials that are not valid. */
const INVALID_CREDENTIALS =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidToken|AuthFailure|NotSignedUp)/;

/** S3 has a code for a wrong clock; other services say it in the text of an invalid signature. */
const SKEWED = /^(RequestTimeTooSkewed|RequestInTheFuture)/;
const SKEWED_TEXT = /^Signature (expired|not yet current)/;

const ACCESS_DENIED = /^(AccessDenied|AllAccessDisabled|UnauthorizedOperation)/;

const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded|BandwidthLimit|ProvisionedThroughputExceeded)/;

/** Error codes of Node, the SDK and AWS for a connection that failed, broke off or stalled. */
const NETWORK =
  /^(E(CONN|HOST|NET|PIPE|PROTO|NOTFOUND|TIMEDOUT|AI_)|ERR_(TLS|SSL|STREAM_PREMATURE_CLOSE)|HPE_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|(Request)?Timeout)/;

/** For a URL with another protocol than HTTP, or for a host without a protocol. */
const NO_ENDPOINT_TEXT = /^Custom endpoint .+ was not a valid URI/;

interface Rule {
  readonly applies: (facts: AwsErrorFacts) => boolean;
  readonly message: (facts: AwsErrorFacts, call: AwsCall) => ErrorMessage | FailureMessage;
  readonly retryable?: true;
}

/** The first rule that applies is used. */
const RULES: readonly Rule[] = [
  {
    applies: ({ code }) => /^(Credentials|Token)ProviderError$/.test(code),
    message: ({ text }, { action }) => ({
      failed: `There are no AWS credentials for ${action}`,
      got: `"${text}"`,
      advice:
        'Log in with "aws sso login" or "aws configure" and name the profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in GitHub Actions, run aws-actions/configure-aws-credentials first.',
    }),
  },
  {
    applies: ({ code }) => EXPIRED.test(code),
    message: ({ code }, { action }) => ({
      failed: `The AWS credentials for ${action} have expired`,
      got: code,
      advice:
        'Log in again, for instance with "aws sso login" or by a new run in GitHub Actions, and run the same command.',
    }),
  },
  {
    applies: ({ code, text }) => SKEWED.test(code) || SKEWED_TEXT.test(text),
    message: ({ said }, { service }) => ({
      failed: `The clock of this machine and the clock of ${service} differ by more than 5 minutes`,
      got: said,
      advice: 'Set the clock, and run the same command again.',
    }),
  },
  {
    applies: ({ code }) => INVALID_CREDENTIALS.test(code),
    message: ({ said }, { service }) => ({
      failed: `${service} did not accept the AWS credentials`,
      got: said,
      advice:
        'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names.',
    }),
  },
  {
    applies: ({ code, status }) => ACCESS_DENIED.test(code) || status === 403,
    message: ({ said }, { action, resource }) => ({
      failed: `Permission for ${action} on ${resource} was denied`,
      got: said,
      advice:
        'Grant it to the role or user that owns these credentials, or use the role that the stack deploys.',
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
    applies: ({ code, text }) => code === 'ERR_INVALID_URL' || NO_ENDPOINT_TEXT.test(text),
    message: ({ text }, { service }) => ({
      expected: `the endpoint of ${service} to be a URL`,
      got: `"${text}"`,
      advice: 'Correct or unset AWS_ENDPOINT_URL, or endpoint_url in the AWS configuration file.',
    }),
  },
  {
    applies: ({ code }) => openFilesProblem(code) !== undefined,
    message: ({ code, said }, { service, resource }) => ({
      failed: `Could not reach ${service} for ${resource}`,
      got: said,
      advice: 'Run the same command again.',
      ...openFilesProblem(code),
    }),
    retryable: true,
  },
  {
    applies: ({ code }) => NETWORK.test(code),
    message: ({ said }, { service, resource }) => ({
      failed: `Could not reach ${service} for ${resource}`,
      got: said,
      advice:
        'Check the network, AWS_REGION and, if set, AWS_ENDPOINT_URL, and run the same command again.',
    }),
    retryable: true,
  },
  {
    applies: ({ code, status }) => THROTTLED.test(code) || status === 429,
    message: ({ code, said }, { service, action, resource }) => ({
      failed: `${service} throttled ${action} on ${resource}`,
      got: `${code === '' ? said : code} at every attempt`,
      advice:
        'It is busy, or other programs of this account call it as well. Run the same command again in a minute.',
    }),
    retryable: true,
  },
  {
    // What is not implemented (501) will not be later.
    applies: ({ status }) => status !== undefined && status >= 500 && status !== 501,
    message: ({ said }, { service, action, resource }) => ({
      failed: `${service} could not carry out ${action} on ${resource}`,
      got: said,
      advice: 'Run the same command again later.',
    }),
    retryable: true,
  },
  {
    applies: ({ status }) => status === undefined,
    message: ({ said }, { service, action, resource }) => ({
      failed: `${service} did not answer ${action} on ${resource}`,
      got: said,
      advice: 'Check AWS_REGION and, if set, AWS_ENDPOINT_URL.',
    }),
  },
];

/**
 * The meaning of an error of the AWS SDK whose cause is not particular to one service: credentials,
 * clock, permission, region, network, throttling.
 *
 * @example
 * const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
 * awsFailure(error, { service: 'Glue', action: 'glue:GetTable', resource: 'table a.b' }).retryable // => true
 */
export function awsFailure(error: unknown, call: AwsCall): AwsFailure {
  const facts = awsErrorFacts(error);
  const rule = RULES.find(({ applies }) => applies(facts));
  if (rule !== undefined) {
    return { message: rule.message(facts, call), retryable: rule.retryable ?? false };
  }
  return {
    message: {
      failed: `${call.service} could not carry out ${call.action} on ${call.resource}`,
      got: facts.said,
      advice: 'Compare the deployed resources with the stack: "npx cdk diff" shows the difference.',
    },
    retryable: false,
  };
}
