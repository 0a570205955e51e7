import {
  type ErrorMessage,
  type FailureMessage,
  MissingObjectError,
  StoreError,
} from '../errors.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';
import { awsFailure } from './aws-errors.ts';
import type { S3Failure } from './s3-failure.ts';

/** What the message of an error needs besides the failure itself. */
export interface S3ErrorFacts {
  /** Below the base folder. */
  readonly key: string;
  readonly lake: Pick<BucketLake, 'bucket' | 'base'>;
  /** Region of the request; `undefined` when none is set. */
  readonly region: string | undefined;
  /** Account that is known not to own the bucket, although it should. */
  readonly notOwnedBy?: string | undefined;
}

const AGAIN = 'What has landed is kept. Run the same command again.';

/** Error codes for a bucket in another region than the one of the request. */
const ELSEWHERE = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
  'TemporaryRedirect',
]);

/** Error codes for bytes that changed on the way. */
const CORRUPTED = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch']);

/** Error codes for a conflict with another request, which only S3 has. */
const BUSY = new Set(['ConditionalRequestConflict', 'OperationAborted']);

interface Rule {
  readonly applies: (failure: S3Failure, facts: S3ErrorFacts) => boolean;
  readonly message: (failure: S3Failure, facts: S3ErrorFacts) => FailureMessage;
  readonly retryable?: true;
}

const MISSING: Rule = {
  applies: ({ isMissing }) => isMissing,
  message: ({ action }, { lake, key }) => ({
    failed: `Could not ${action === 's3:PutObject' ? 'replace' : 'read'} ${bucketUrl(lake, key)}`,
    got: 'it does not exist',
    advice: 'Run "hourlake status" to see what the lake holds.',
  }),
};

/** Errors with a meaning of their own in S3. The first rule that applies is used. */
const RULES: readonly Rule[] = [
  {
    applies: (_, { notOwnedBy }) => notOwnedBy !== undefined,
    message: (_, { lake, notOwnedBy }) => ({
      failed: `Bucket "${lake.bucket}" does not belong to account ${notOwnedBy}`,
      got: 'another account owns it',
      advice: 'Nothing was written. Check the name of the bucket and the number of the account.',
    }),
  },
  { applies: ({ isDenied }) => isDenied, message: messageOfDenial },
  {
    applies: ({ code }) => code === 'NoSuchBucket',
    message: ({ code }, { lake, region }) => ({
      failed: `Bucket "${lake.bucket}" does not exist${region === undefined ? '' : ` in ${region}`}`,
      got: code,
      advice: 'Deploy the stack with "npx cdk deploy", or name another bucket.',
    }),
  },
  {
    applies: ({ code, status }) => ELSEWHERE.has(code) || status === 301,
    message: (failure, { lake, region = 'the configured region' }) => ({
      failed: `Bucket "${lake.bucket}" is not in ${region}`,
      got:
        failure.bucketRegion === undefined ? codeOf(failure) : `it is in ${failure.bucketRegion}`,
      advice: `Set AWS_REGION to ${failure.bucketRegion ?? 'the region of the bucket'}.`,
    }),
  },
  MISSING,
  {
    applies: ({ code }) => code === 'InvalidObjectState',
    message: ({ message }, { lake, key }) => ({
      failed: `Could not read ${bucketUrl(lake, key)}, because it is archived`,
      got: message,
      advice:
        'Restore it, and check the lifecycle rules of the bucket for one that archives objects.',
    }),
  },
  {
    applies: ({ code }) => code === 'PreconditionFailed',
    message: (_, { lake, key }) => ({
      failed: `${bucketUrl(lake, key)} changed between two requests`,
      got: 'another object is there, or none',
      advice: `Find out which other program writes to the bucket. ${AGAIN}`,
    }),
    retryable: true,
  },
  {
    applies: ({ status, action }) => status === 501 && action === 's3:PutObject',
    message: (failure) => ({
      failed: 'This server does not support conditional writes (If-None-Match)',
      got: codeOf(failure),
      advice: 'Use a bucket of S3 itself, or of a server with conditional writes.',
    }),
  },
  {
    applies: ({ code }) => BUSY.has(code),
    message: (failure, { lake, key }) => ({
      failed: `S3 could not carry out ${failure.action} on ${bucketUrl(lake, key)}`,
      got: codeOf(failure),
      advice: `Another request for the same key is in progress. ${AGAIN}`,
    }),
    retryable: true,
  },
  {
    // An error that is marked for the SDK and is no conflict comes from a response that broke off.
    applies: ({ code, isMarked }) => CORRUPTED.has(code) || isMarked,
    message: ({ message, action }, { lake, key }) => ({
      failed: `The bytes of ${bucketUrl(lake, key)} did not arrive as they were sent`,
      got: message,
      advice: action === 's3:PutObject' ? `Nothing was stored. ${AGAIN}` : AGAIN,
    }),
    retryable: true,
  },
];

/** The error of a store for a failed request: what it means in S3, or else in any service of AWS. */
export function s3Error(failure: S3Failure, facts: S3ErrorFacts): StoreError {
  const rule = RULES.find(({ applies }) => applies(failure, facts));
  const { message, retryable = false } =
    rule === undefined
      ? generalFailure(failure, facts)
      : { message: rule.message(failure, facts), retryable: rule.retryable };
  const isMissing = rule === MISSING && failure.action !== 's3:PutObject';
  return new (isMissing ? MissingObjectError : StoreError)(
    message,
    { key: facts.key },
    { cause: failure.cause, retryable },
  );
}

function generalFailure(
  { action, cause }: S3Failure,
  { lake, key }: S3ErrorFacts,
): { readonly message: ErrorMessage | FailureMessage; readonly retryable: boolean } {
  const { message, retryable } = awsFailure(cause, {
    service: 'S3',
    action,
    resource: bucketUrl(lake, key),
  });
  const stays = action === 's3:PutObject' ? ' What has landed is kept.' : '';
  return { message: { ...message, advice: message.advice + stays }, retryable };
}

/** Another service than S3 may deny the request, such as the one that holds the key of the bucket. */
function messageOfDenial(failure: S3Failure, { lake }: S3ErrorFacts): FailureMessage {
  const [, action = failure.action] =
    /not authorized to perform:? ([\w-]+:\w+)/i.exec(failure.message) ?? [];
  const [, named] = /on resource: "?(arn:[^\s"]+)/.exec(failure.message) ?? [];
  const path = action.startsWith('s3:ListBucket') ? '' : `/${failure.path}`;
  const ours = action.startsWith('s3:') ? `arn:aws:s3:::${lake.bucket}${path}` : undefined;
  const resource = named ?? ours;
  return {
    failed: `Permission for ${action}${resource === undefined ? '' : ` on ${resource}`} was denied`,
    got: codeOf(failure),
    advice: `Grant it to the role or user that owns these credentials${
      failure.action === 's3:GetObject'
        ? '. Without s3:ListBucket, S3 also denies access to keys that do not exist'
        : ', and check that no bucket policy denies it'
    }.`,
  };
}

function codeOf({ code, status }: S3Failure): string {
  return code === '' ? `HTTP ${status}` : code;
}
