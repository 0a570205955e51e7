import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsErrorFacts, withoutSecrets } from '../../lib/aws/aws-error-facts.ts';
import { glueError, refusedPeriodsError } from '../../lib/aws/glue-errors.ts';
import { s3Error } from '../../lib/aws/s3-errors.ts';
import { S3Failure } from '../../lib/aws/s3-failure.ts';
import { athenaError, notDeployed, otherTextNotice } from '../../lib/engines/athena-errors.ts';
import { athenaFailure } from '../../lib/engines/athena-failure.ts';
import { s3ReadError } from '../../lib/engines/duckdb-s3.ts';
import { parseSavedQuery } from '../../lib/engines/saved-query.ts';
import { passedError, restoredError } from '../../lib/land/threads/passed-error.ts';
import { folderError } from '../../lib/stores/folder-errors.ts';
import { badTexts, expectPrintable, FUZZ, FUZZ_TIMEOUT_MS, ourError } from './bad-texts.ts';

const CALL = { action: 'some:Action', resource: 'table a.b' };
const LAKE = { bucket: 'my-lake', base: '' };
const QUERY = parseSavedQuery(
  'one.sql',
  '-- name: one\n-- description: One\n-- jobs: a-job\nSELECT 1',
);

const texts = badTexts(
  'AccessDenied',
  'NoSuchKey',
  'InvalidRequestException',
  'WorkGroup x is not found.',
  'ECONNREFUSED',
  'User x is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b"',
  'Credential=AKIA/x, SignedHeaders=y, Signature=z',
  'HIVE_CANNOT_OPEN_SPLIT: file does not exist',
  'IO Error: HTTP GET error (HTTP 403)',
);

/** Whatever a package may throw: errors with any fields, of any types, and what is no error at all. */
const thrown: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: anyError() },
  { weight: 1, arbitrary: fc.anything({ withNullPrototype: true }) },
  { weight: 1, arbitrary: texts },
);

describe('an error of a package', () => {
  it(
    'becomes one of ours that can be printed, whatever it is',
    () => {
      fc.assert(
        fc.property(thrown, texts, (error, text) => {
          const ours = [
            glueError(error, CALL),
            refusedPeriodsError(text, [{ period: text, code: text, text }]),
            athenaError(error, { action: text, workgroup: text, statement: QUERY }),
            athenaError(error, {
              action: 'athena:StartQueryExecution',
              workgroup: 'w',
              statement: QUERY,
            }),
            athenaFailure(QUERY, { state: 'FAILED', reason: text, retryable: false }),
            athenaFailure(QUERY, { state: 'CANCELLED', reason: text, retryable: true }, text),
            notDeployed(QUERY, text, [text, text]),
            s3Error(new S3Failure('s3:GetObject', text, error), {
              key: text,
              lake: LAKE,
              region: undefined,
            }),
            s3Error(new S3Failure('s3:PutObject', text, error), {
              key: text,
              lake: LAKE,
              region: text,
              notOwnedBy: text,
            }),
            folderError('list', text, text, error),
            s3ReadError(error) ?? folderError('read', './lake', 'a', error),
          ];

          for (const each of ours) ourError(each);
          expectPrintable(ourError(ours[0]).got);
          expect(awsErrorFacts(error).said).not.toBe('');
          expect(otherTextNotice(QUERY, text, 'w')).not.toBe('');
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'keeps its facts without its secrets, and passes from thread to thread, whatever it is',
    () => {
      fc.assert(
        fc.property(thrown, (error) => {
          const bare = withoutSecrets(error);
          const restored = restoredError(structuredClone(passedError(error)));

          expect(awsErrorFacts(bare)).toEqual(awsErrorFacts(error));
          expect(restored).toBeInstanceOf(Error);
          if (error instanceof Error) expect(restored.message).toBe(String(error.message));
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it('that is its own cause ends', () => {
    const error = new Error('round and round');
    error.cause = new Error('and round', { cause: error });

    const [bare, restored] = [withoutSecrets(error), restoredError(passedError(error))];

    expect(bare).toMatchObject({ message: 'round and round', cause: { message: 'and round' } });
    expect(restored).toMatchObject({ message: 'round and round', cause: { message: 'and round' } });
  });
});

function anyError(): fc.Arbitrary<Error> {
  const field = fc.oneof({ weight: 4, arbitrary: texts }, fc.anything());
  return fc
    .record(
      {
        name: field,
        message: field,
        code: field,
        stack: field,
        cause: field,
        Region: field,
        $retryable: field,
        $metadata: fc.oneof(
          field,
          fc.record({ httpStatusCode: fc.oneof(field, fc.integer({ min: 0, max: 599 })) }),
        ),
        $response: fc.oneof(
          field,
          fc.record({ headers: fc.record({ 'x-amz-bucket-region': field }) }),
        ),
      },
      { requiredKeys: [] },
    )
    .map((fields) => Object.assign(new Error('some words'), fields));
}
