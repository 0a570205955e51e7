import type { ErrorMessage } from '../errors.ts';
import { type AwsErrorFacts, awsErrorFacts } from './aws-error-facts.ts';

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

/** Of credentials that were good once. */
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;

/** Of credentials that are not good. */
const INVALID_CREDENTIALS =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidToken|AuthFailure|NotSignedUp)/;

/** S3 has a code for it; the others say it in the text of a signature that does not match. */
const SKEWED = /^(RequestTimeTooSkewed|RequestInTheFuture)/;
const SKEWED_TEXT = /^Signature (expired|not yet current)/;

const ACCESS_DENIED = /^(AccessDenied|AllAccessDisabled|UnauthorizedOperation)/;

const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded|BandwidthLimit|ProvisionedThroughputExceeded)/;

/** Codes of Node, of the SDK and of AWS for a connection that did not come about, broke, or stood still. */
const NETWORK =
  /^(E(CONN|HOST|NET|PIPE|PROTO|NOTFOUND|TIMEDOUT|AI_)|ERR_(TLS|SSL|STREAM_PREMATURE_CLOSE)|HPE_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|(Request)?Timeout)/;

/** Of a URL with another protocol, or of a host without one. */
const NO_ENDPOINT_TEXT = /^Custom endpoint .+ was not a valid URI/;

interface Rule {
  readonly applies: (facts: AwsErrorFacts) => boolean;
  readonly message: (facts: AwsErrorFacts, call: AwsCall) => ErrorMessage;
  readonly retryable?: true;
}

/** The first that applies says it. */
const RULES: readonly Rule[] = [
  {
    applies: ({ code }) => /^(Credentials|Token)ProviderError$/.test(code),
    message: ({ text }, { action }) => ({
      expected: `AWS credentials to call ${action} with`,
      got: `"${text}"`,
      advice:
        'Log in with "aws sso login" or "aws configure" and name the profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in GitHub Actions, run aws-actions/configure-aws-credentials first.',
    }),
  },
  {
    applies: ({ code }) => EXPIRED.test(code),
    message: ({ code }, { action }) => ({
      expected: `AWS credentials that have not expired, to call ${action} with`,
      got: code,
      advice:
        'Log in again, for instance with "aws sso login" or by a new run in GitHub Actions, and run the same command.',
    }),
  },
  {
    applies: ({ code, text }) => SKEWED.test(code) || SKEWED_TEXT.test(text),
    message: ({ said }, { service }) => ({
      expected: `the clock of this machine to agree with the one of ${service} within 5 minutes`,
      got: said,
      advice: 'Set the clock, and run the same command again.',
    }),
  },
  {
    applies: ({ code }) => INVALID_CREDENTIALS.test(code),
    message: ({ said }, { service }) => ({
      expected: `AWS credentials that belong together and that ${service} accepts`,
      got: said,
      advice:
        'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names.',
    }),
  },
  {
    applies: ({ code, status }) => ACCESS_DENIED.test(code) || status === 403,
    message: ({ said }, { action, resource }) => ({
      expected: `permission for ${action} on ${resource}`,
      got: said,
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
    applies: ({ code, text }) => code === 'ERR_INVALID_URL' || NO_ENDPOINT_TEXT.test(text),
    message: ({ text }, { service }) => ({
      expected: `the endpoint of ${service} to be a URL`,
      got: `"${text}"`,
      advice: 'Correct or unset AWS_ENDPOINT_URL.',
    }),
  },
  {
    applies: ({ code }) => NETWORK.test(code),
    message: ({ said }, { service, resource }) => ({
      expected: `to reach ${service} for ${resource}`,
      got: said,
      advice:
        'Check the network, AWS_REGION and, if set, AWS_ENDPOINT_URL, and run the same command again.',
    }),
    retryable: true,
  },
  {
    applies: ({ code, status }) => THROTTLED.test(code) || status === 429,
    message: ({ code, said }, { service, action, resource }) => ({
      expected: `${service} to take ${action} on ${resource}`,
      got: `${code === '' ? said : code} at every try`,
      advice:
        'It is busy, or others of this account call it too. Run the same command again in a minute.',
    }),
    retryable: true,
  },
  {
    // What is not implemented (501) will not be later.
    applies: ({ status }) => status !== undefined && status >= 500 && status !== 501,
    message: ({ said }, { service, action, resource }) => ({
      expected: `${service} to carry out ${action} on ${resource}`,
      got: said,
      advice: 'Run the same command again later.',
    }),
    retryable: true,
  },
  {
    applies: ({ status }) => status === undefined,
    message: ({ said }, { service, action, resource }) => ({
      expected: `an answer of ${service} to ${action} on ${resource}`,
      got: said,
      advice: 'Check AWS_REGION and, if set, AWS_ENDPOINT_URL; --debug shows where it comes from.',
    }),
  },
];

/**
 * Says what an error of the AWS SDK means when its cause is not particular to one service:
 * credentials, clock, permission, region, network, throttling.
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
      expected: `${call.service} to carry out ${call.action} on ${call.resource}`,
      got: facts.said,
      advice: 'Compare what is deployed with the stack: "npx cdk diff" shows it.',
    },
    retryable: false,
  };
}
