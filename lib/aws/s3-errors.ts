import { type ErrorMessage, StoreError } from '../errors.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';
import { awsFailure } from './aws-errors.ts';
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

/** Codes of a bucket that is looked for in another region than its own. */
const ELSEWHERE = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
  'TemporaryRedirect',
]);

/** Codes of bytes that changed on their way. */
const CORRUPTED = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch']);

/** Codes by which S3 alone asks for patience. */
const BUSY = new Set(['ConditionalRequestConflict', 'OperationAborted']);

interface Rule {
  readonly applies: (failure: S3Failure, facts: S3ErrorFacts) => boolean;
  readonly message: (failure: S3Failure, facts: S3ErrorFacts) => ErrorMessage;
  readonly retryable?: true;
}

/** What S3 alone means by an error; the first that applies says it. */
const RULES: readonly Rule[] = [
  {
    applies: (_, { notOwnedBy }) => notOwnedBy !== undefined,
    message: (_, { lake, notOwnedBy }) => ({
      expected: `bucket "${lake.bucket}" to belong to account ${notOwnedBy}`,
      got: 'a bucket of another account',
      advice: 'Nothing was written. Check the name of the bucket and the number of the account.',
    }),
  },
  { applies: ({ isDenied }) => isDenied, message: messageOfDenial },
  {
    applies: ({ code }) => code === 'NoSuchBucket',
    message: ({ code }, { lake, region }) => ({
      expected: `bucket "${lake.bucket}" to exist${region === undefined ? '' : ` in ${region}`}`,
      got: code,
      advice: 'Deploy the stack with "npx cdk deploy", or pass --lake.',
    }),
  },
  {
    applies: ({ code, status }) => ELSEWHERE.has(code) || status === 301,
    message: (failure, { lake, region = 'the region that is set' }) => ({
      expected: `bucket "${lake.bucket}" to be in ${region}`,
      got: failure.bucketRegion === undefined ? codeOf(failure) : `it in ${failure.bucketRegion}`,
      advice: `Set AWS_REGION to ${failure.bucketRegion ?? 'the region of the bucket'}.`,
    }),
  },
  {
    applies: ({ isMissing }) => isMissing,
    message: (_, { lake, key }) => ({
      expected: `${bucketUrl(lake, key)} to be there`,
      got: 'nothing',
      advice: 'Run "hourlake status" to see what the lake holds.',
    }),
  },
  {
    applies: ({ code }) => code === 'InvalidObjectState',
    message: ({ message }, { lake, key }) => ({
      expected: `${bucketUrl(lake, key)} to be in a storage class that can be read at once`,
      got: message,
      advice: 'Restore it from the archive, and look for a rule of the bucket that archives hours.',
    }),
  },
  {
    applies: ({ code }) => code === 'PreconditionFailed',
    message: (_, { lake, key }) => ({
      expected: `${bucketUrl(lake, key)} to stay as it is for a moment`,
      got: 'another object, or none any more',
      advice: `Look for what else writes to the bucket. ${AGAIN}`,
    }),
    retryable: true,
  },
  {
    applies: ({ status, action }) => status === 501 && action === 's3:PutObject',
    message: (failure) => ({
      expected: 'a server that lands an object only under a free key (If-None-Match)',
      got: codeOf(failure),
      advice:
        'Name a bucket of S3 itself, or of a server that knows conditional writes, with --lake.',
    }),
  },
  {
    applies: ({ code }) => BUSY.has(code),
    message: (failure, { lake, key }) => ({
      expected: `S3 to carry out ${failure.action} on ${bucketUrl(lake, key)}`,
      got: codeOf(failure),
      advice: `S3 is busy with the same key for now. ${AGAIN}`,
    }),
    retryable: true,
  },
  {
    // What the SDK was told to try again, and is no conflict, is an answer that broke off.
    applies: ({ code, isMarked }) => CORRUPTED.has(code) || isMarked,
    message: ({ message, action }, { lake, key }) => ({
      expected: `the bytes of ${bucketUrl(lake, key)} to arrive as they were sent`,
      got: message,
      advice: action === 's3:PutObject' ? `Nothing was stored. ${AGAIN}` : AGAIN,
    }),
    retryable: true,
  },
];

/**
 * Says of a failed request what was expected, what was got and what to do: what S3 alone means by
 * it, or else what any service of AWS does.
 */
export function s3Error(failure: S3Failure, facts: S3ErrorFacts): StoreError {
  const rule = RULES.find(({ applies }) => applies(failure, facts));
  const { message, retryable = false } =
    rule === undefined
      ? generalFailure(failure, facts)
      : { message: rule.message(failure, facts), retryable: rule.retryable };
  return new StoreError(message, { key: facts.key }, { cause: failure.cause, retryable });
}

function generalFailure(
  { action, cause }: S3Failure,
  { lake, key }: S3ErrorFacts,
): { readonly message: ErrorMessage; readonly retryable: boolean } {
  const { message, retryable } = awsFailure(cause, {
    service: 'S3',
    action,
    resource: bucketUrl(lake, key),
  });
  const stays = action === 's3:PutObject' ? ' What has landed stays.' : '';
  return { message: { ...message, advice: message.advice + stays }, retryable };
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
    got: codeOf(failure),
    advice: `Allow it to the role or user whose credentials these are${
      failure.action === 's3:GetObject'
        ? '. Without s3:ListBucket, S3 answers so for a key that is not there, too'
        : ', and look for a policy of the bucket that denies it'
    }.`,
  };
}

function codeOf({ code, status }: S3Failure): string {
  return code === '' ? `HTTP ${status}` : code;
}
