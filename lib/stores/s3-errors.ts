import { type ErrorMessage, StoreError } from '../errors.ts';
import { type BucketLake, bucketUrl } from './lake-url.ts';
import type { S3Failure } from './s3-failure.ts';

/** What an error says beside what the failure itself knows. */
export interface S3ErrorFacts {
  /** Below the base folder. */
  readonly key: string;
  readonly lake: Pick<BucketLake, 'bucket' | 'base'>;
  /** Where the bucket was looked for; `undefined` when nobody said. */
  readonly region: string | undefined;
  /** The account that the bucket is known not to belong to. */
  readonly notOwnedBy?: string | undefined;
}

const AGAIN = 'What has landed stays. Run the same command again.';

/** Codes of credentials that were good once. */
const EXPIRED = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
]);

/** Codes of credentials that are not good. */
const INVALID = new Set([
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'NotSignedUp',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Codes of a bucket that is looked for in another region than its own. */
const ELSEWHERE = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
  'TemporaryRedirect',
]);

/** Codes of bytes that changed on their way. */
const CORRUPTED = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch']);

/** Says of a failed request what was expected, what was got and what to do. */
export function s3Error(failure: S3Failure, facts: S3ErrorFacts): StoreError {
  const retryable =
    failure.isPassing || failure.code === 'PreconditionFailed' || CORRUPTED.has(failure.code);
  return new StoreError(
    messageFor(failure, facts),
    { key: facts.key },
    { cause: failure.cause, retryable },
  );
}

function messageFor(failure: S3Failure, facts: S3ErrorFacts): ErrorMessage {
  return (
    messageAboutAccess(failure, facts) ??
    messageAboutBucket(failure, facts) ??
    messageAboutObject(failure, facts)
  );
}

function messageAboutAccess(failure: S3Failure, facts: S3ErrorFacts): ErrorMessage | undefined {
  const { bucket } = facts.lake;
  const { code } = failure;
  if (facts.notOwnedBy !== undefined) {
    return {
      expected: `bucket "${bucket}" to belong to account ${facts.notOwnedBy}`,
      got: 'a bucket of another account',
      advice: 'Nothing was written. Check the name of the bucket and the number of the account.',
    };
  }
  if (code === 'CredentialsProviderError' || code === 'TokenProviderError') {
    return {
      expected: `AWS credentials for bucket "${bucket}"`,
      got: `none that could be loaded (${code})`,
      advice:
        'In GitHub Actions, run aws-actions/configure-aws-credentials first; elsewhere run "aws configure" or "aws sso login", or set AWS_PROFILE.',
    };
  }
  if (failure.status === 0 && failure.message === 'Region is missing') {
    return {
      expected: `a region to look for bucket "${bucket}" in`,
      got: 'none',
      advice: 'Set AWS_REGION, such as AWS_REGION=sa-east-1.',
    };
  }
  if (EXPIRED.has(code)) {
    return {
      expected: 'AWS credentials that are still valid',
      got: code,
      advice:
        'Get new ones ("aws sso login", or a new run in GitHub Actions) and run the same command again. What has landed stays.',
    };
  }
  if (INVALID.has(code)) {
    return {
      expected: 'AWS credentials that belong together and that AWS knows',
      got: code,
      advice:
        'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names.',
    };
  }
  if (code === 'RequestTimeTooSkewed') {
    return {
      expected: 'the clock of this machine to be right within 15 minutes',
      got: code,
      advice: 'Set the clock, and run the same command again.',
    };
  }
  return failure.isDenied ? messageOfDenial(failure, facts) : undefined;
}

/** The refusal may be of another service than S3, such as the one that keeps the key of the bucket. */
function messageOfDenial(failure: S3Failure, { lake }: S3ErrorFacts): ErrorMessage {
  const [, action = failure.action] =
    /not authorized to perform:? ([\w-]+:\w+)/i.exec(failure.message) ?? [];
  const [, named] = /on resource: "?(arn:[^\s"]+)/.exec(failure.message) ?? [];
  const path = action === 's3:ListBucket' ? '' : `/${failure.path}`;
  const ours = action.startsWith('s3:') ? `arn:aws:s3:::${lake.bucket}${path}` : undefined;
  const resource = named ?? ours;
  return {
    expected: `permission for ${action}${resource === undefined ? '' : ` on ${resource}`}`,
    got: failure.code === '' ? `status ${failure.status}` : failure.code,
    advice: `Allow it to the role or user whose credentials these are${
      failure.action === 's3:GetObject'
        ? '. Without s3:ListBucket, S3 answers so for a key that is not there, too'
        : ', and look for a policy of the bucket that denies it'
    }.`,
  };
}

function messageAboutBucket(failure: S3Failure, facts: S3ErrorFacts): ErrorMessage | undefined {
  const { lake, region } = facts;
  if (failure.code === 'NoSuchBucket') {
    return {
      expected: `bucket "${lake.bucket}" to exist${region === undefined ? '' : ` in ${region}`}`,
      got: failure.code,
      advice: 'Deploy the stack with "npx cdk deploy", or pass --lake.',
    };
  }
  if (ELSEWHERE.has(failure.code) || failure.status === 301) {
    const there = failure.bucketRegion;
    return {
      expected: `bucket "${lake.bucket}" to be in ${region ?? 'the region that is set'}`,
      got: there === undefined ? failure.code || `status ${failure.status}` : `it in ${there}`,
      advice: `Set AWS_REGION to ${there ?? 'the region of the bucket'}.`,
    };
  }
  if (failure.isConnection || failure.status === 0) {
    return {
      expected: `an answer from S3 about bucket "${lake.bucket}"`,
      got: failure.isConnection ? failure.code : saidBy(failure),
      advice: `Check the network, AWS_REGION and, if set, AWS_ENDPOINT_URL. ${AGAIN}`,
    };
  }
  return undefined;
}

function messageAboutObject(failure: S3Failure, { lake, key }: S3ErrorFacts): ErrorMessage {
  const url = bucketUrl(lake, key);
  const { code, status } = failure;
  const verb = failure.action === 's3:ListBucket' ? 'list' : verbOf(failure);
  if (failure.isMissing) {
    return {
      expected: `${url} to be there`,
      got: 'nothing',
      advice: 'Run "hourlake status" to see what the lake holds.',
    };
  }
  if (code === 'PreconditionFailed') {
    return {
      expected: `${url} to stay as it is for a moment`,
      got: 'another object, or none any more',
      advice: `Look for what else writes to the bucket. ${AGAIN}`,
    };
  }
  if (status === 501 && failure.action === 's3:PutObject') {
    return {
      expected: 'a server that lands an object only under a free key (If-None-Match)',
      got: code === '' ? `status ${status}` : code,
      advice:
        'Name a bucket of S3 itself, or of a server that knows conditional writes, with --lake.',
    };
  }
  if (CORRUPTED.has(code)) {
    return {
      expected: `the bytes of ${url} to arrive as they were sent`,
      got: code,
      advice: `Nothing was stored. ${AGAIN}`,
    };
  }
  if (failure.isPassing) {
    return {
      expected: `S3 to ${verb} ${url}`,
      got: code === '' ? `status ${status}` : code,
      advice: `S3 is busy for now. ${AGAIN}`,
    };
  }
  return { expected: `S3 to ${verb} ${url}`, got: saidBy(failure), advice: AGAIN };
}

/** The code and the first line of what was said: the SDK adds hints for programmers below it. */
function saidBy({ code, message }: S3Failure): string {
  const said = message.split('\n')[0]?.replace(/\.$/, '') ?? '';
  return code === '' || code === said ? said : `${code} (${said})`;
}

function verbOf({ action }: S3Failure): string {
  return action === 's3:GetObject' ? 'read' : 'write';
}
