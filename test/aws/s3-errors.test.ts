import { execFile } from 'node:child_process';
import { inspect, promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf, objectOf } from '../contracts/store-contract.ts';
import { type Answer, QUICK, s3Refusal, s3Server } from '../stores/s3-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { freePort } from './emulator.ts';

const OWNER = '111122223333';

/** A refusal, and what the person is told who landed `some/key`. */
const refusals: readonly (readonly [Answer, string])[] = [
  [
    s3Refusal(404, 'NoSuchBucket'),
    'Expected bucket "lake" to exist in us-east-1, got NoSuchBucket. Deploy the stack with "npx cdk deploy", or pass --lake.',
  ],
  [
    s3Refusal(301, 'PermanentRedirect', { headers: { 'x-amz-bucket-region': 'sa-east-1' } }),
    'Expected bucket "lake" to be in us-east-1, got it in sa-east-1. Set AWS_REGION to sa-east-1.',
  ],
  [
    s3Refusal(400, 'AuthorizationHeaderMalformed', { more: '<Region>eu-west-1</Region>' }),
    'Expected bucket "lake" to be in us-east-1, got it in eu-west-1. Set AWS_REGION to eu-west-1.',
  ],
  [
    s3Refusal(301, 'PermanentRedirect'),
    'Expected bucket "lake" to be in us-east-1, got PermanentRedirect. Set AWS_REGION to the region of the bucket.',
  ],
  [
    s3Refusal(400, 'ExpiredToken'),
    'Expected AWS credentials that have not expired, to call s3:PutObject with, got ExpiredToken. Log in again, for instance with "aws sso login" or by a new run in GitHub Actions, and run the same command. What has landed stays.',
  ],
  [
    s3Refusal(403, 'InvalidAccessKeyId', { message: 'It is in no record.' }),
    'Expected AWS credentials that belong together and that S3 accepts, got InvalidAccessKeyId: It is in no record. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names. What has landed stays.',
  ],
  [
    s3Refusal(403, 'SignatureDoesNotMatch'),
    'Expected AWS credentials that belong together and that S3 accepts, got SignatureDoesNotMatch. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names. What has landed stays.',
  ],
  [
    s3Refusal(403, 'AccessDenied'),
    'Expected permission for s3:PutObject on arn:aws:s3:::lake/base/some/key, got AccessDenied. Allow it to the role or user whose credentials these are, and look for a policy of the bucket that denies it.',
  ],
  [
    s3Refusal(403, 'AccessDenied', {
      message:
        'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: kms:GenerateDataKey on resource: "arn:aws:kms:us-east-1:1:key/k" because no policy allows it',
    }),
    'Expected permission for kms:GenerateDataKey on arn:aws:kms:us-east-1:1:key/k, got AccessDenied. Allow it to the role or user whose credentials these are, and look for a policy of the bucket that denies it.',
  ],
  [
    s3Refusal(403, 'AccessDenied', {
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    }),
    'Expected permission for sts:AssumeRoleWithWebIdentity, got AccessDenied. Allow it to the role or user whose credentials these are, and look for a policy of the bucket that denies it.',
  ],
  [
    s3Refusal(501, 'NotImplemented', { message: 'A header is not implemented.' }),
    'Expected a server that lands an object only under a free key (If-None-Match), got NotImplemented. Name a bucket of S3 itself, or of a server that knows conditional writes, with --lake.',
  ],
  [
    s3Refusal(400, 'Odd', { message: 'Something odd.' }),
    'Expected S3 to carry out s3:PutObject on s3://lake/base/some/key, got Odd: Something odd. Compare what is deployed with the stack: "npx cdk diff" shows it. What has landed stays.',
  ],
];

describe('an S3 store explains', () => {
  it.each(refusals.map(([refusal, message]) => [message, refusal] as const))(
    '%s',
    async (message, refusal) => {
      const server = await s3Server(() => refusal);

      const error = await errorOf(server.store({ base: 'base' }));

      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ message, key: 'some/key', retryable: false });
      expect(server.asked).toHaveLength(1);
    },
  );

  it.each([
    [500, 'InternalError', 'HTTP 500, InternalError'],
    [503, 'ServiceUnavailable', 'HTTP 503, ServiceUnavailable'],
    [503, 'SlowDown', 'SlowDown at every try'],
    [429, 'TooManyRequestsException', 'TooManyRequestsException at every try'],
    [409, 'ConditionalRequestConflict', 'ConditionalRequestConflict'],
  ])('%i %s as what may pass, after it tried again', async (status, code, got) => {
    const server = await s3Server(() => s3Refusal(status, code));

    const error = await errorOf(server.store({ client: { attempts: 2 } }));

    expect(error).toMatchObject({ name: 'StoreError', retryable: true, got });
    expect(server.asked).toHaveLength(2);
  });

  it.each(['silence', 'reset'] as const)('%s as what may pass', async (end) => {
    const server = await s3Server(() => end);

    const error = await errorOf(server.store({ client: { attempts: 2, idleTimeoutMs: 50 } }));

    expect(error).toMatchObject({
      retryable: true,
      expected: 'to reach S3 for s3://lake/some/key',
      got: expect.stringMatching(end === 'silence' ? /^TimeoutError: / : /ECONNRESET/),
      advice: expect.stringMatching(/the network, .* What has landed stays\.$/),
    });
    expect(server.asked).toHaveLength(2);
  });

  it('an endpoint that nobody answers at as what may pass', async () => {
    const server = await s3Server(() => 'reset');
    const endpoint = `http://127.0.0.1:${await freePort()}`;

    const error = await errorOf(server.store({ client: { attempts: 2, endpoint } }));

    expect(error).toMatchObject({
      retryable: true,
      got: expect.stringContaining('connect ECONNREFUSED'),
    });
  });

  it('an endpoint that is no URL', async () => {
    const server = await s3Server(() => 'reset');

    const error = await errorOf(server.store({ client: { endpoint: 'localhost' } }));

    expect(error).toMatchObject({ name: 'StoreError', retryable: false });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/endpoint of S3 to be a URL, got "Invalid URL".*AWS_ENDP/),
    );
  });

  it('a clock that is wrong', async () => {
    const server = await s3Server(() => s3Refusal(403, 'RequestTimeTooSkewed'));

    const error = await errorOf(server.store({ client: { attempts: 1 } }));

    expect(error).toMatchObject({
      retryable: false,
      expected: 'the clock of this machine to agree with the one of S3 within 5 minutes',
      got: 'RequestTimeTooSkewed',
    });
  });

  it('an answer that breaks off at every try as what may pass', async () => {
    const server = await s3Server(() => ({ status: 200, body: 'hello', breakAfter: 2 }));
    const store = server.store({ client: { attempts: 2 } });

    const error = await store.read('some/key').catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      retryable: true,
      expected: 'the bytes of s3://lake/some/key to arrive as they were sent',
    });
    expect(server.asked).toHaveLength(2);
  });

  it('credentials that could not be loaded', async () => {
    const server = await s3Server(() => 'reset');
    const credentials = () =>
      Promise.reject(
        Object.assign(new Error('Could not load credentials from any providers'), {
          name: 'CredentialsProviderError',
        }),
      );

    const error = await errorOf(server.store({ client: { credentials } }));

    expect(error).toMatchObject({ retryable: false });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(
        /^Expected AWS credentials to call s3:PutObject with, got "Could not load .*configure/,
      ),
    );
    expect(server.asked).toEqual([]);
  });

  it('a region and credentials that are set nowhere', async () => {
    const module = new URL('../../lib/stores/s3-store.ts', import.meta.url);
    const script = `
      const { s3Store } = await import(${JSON.stringify(module.href)});
      for (const client of [{}, { region: 'sa-east-1' }]) {
        const store = s3Store({ bucket: 'lake', client });
        await store.size('k').catch(({ message }) => console.log(message));
      }
    `;

    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      { env: await environmentWithoutAws() },
    );

    expect(stdout.split('\n')).toEqual([
      'Expected an AWS region for S3, got "Region is missing". Set AWS_REGION to the region of the stack, such as sa-east-1.',
      expect.stringMatching(
        /^Expected AWS credentials to call s3:GetObject with, got "Could not load/,
      ),
      '',
    ]);
  });
});

describe('an S3 store tells', () => {
  it.each([
    ['NoSuchBucket', 404, /bucket "lake" to exist/],
    ['InvalidObjectState', 403, /some\/key to be in a storage class that can be read at once/],
    ['NoSuchKey', 404, /s3:\/\/lake\/some\/key to be there, got nothing/],
    ['ExpiredToken', 400, /have not expired/],
    ['PermanentRedirect', 301, /to be in us-east-1/],
    ['AccessDenied', 403, /s3:GetObject on arn:aws:s3:::lake\/some\/key.*s3:ListBucket/],
  ] as const)('%s behind the bare answer to a HEAD', async (code, status, message) => {
    const server = await s3Server(() => s3Refusal(status, code));

    const asking = server.store().size('some/key');

    await expect(asking).rejects.toThrow(message);
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('which permission a listing lacks', async () => {
    const server = await s3Server(() => s3Refusal(403, 'AccessDenied'));

    const listing = keysOf(server.store(), 'job');

    await expect(listing).rejects.toThrow(/permission for s3:ListBucket on arn:aws:s3:::lake, got/);
  });

  it('a bucket of another owner from a permission that lacks', async () => {
    const stranger = await s3Server(({ headers }) =>
      'x-amz-expected-bucket-owner' in headers ? s3Refusal(403, 'AccessDenied') : { status: 200 },
    );
    const ours = await s3Server(({ method }) =>
      method === 'HEAD' ? { status: 200 } : s3Refusal(403, 'AccessDenied'),
    );
    const closed = await s3Server(() => s3Refusal(403, 'AccessDenied'));

    const errors = await Promise.all(
      [stranger, ours, closed].map((server) => errorOf(server.store({ expectedOwner: OWNER }))),
    );

    expect(errors.map((error) => (error instanceof StoreError ? error.expected : error))).toEqual([
      `bucket "lake" to belong to account ${OWNER}`,
      'permission for s3:PutObject on arn:aws:s3:::lake/some/key',
      'permission for s3:PutObject on arn:aws:s3:::lake/some/key',
    ]);
  });

  it('no secret, in its message and in what --debug prints', async () => {
    const secrets = ['the-session-token', 'AKIDEXAMPLE', 'the-secret-key', 'AWS4-HMAC-SHA256'];
    const server = await s3Server(() =>
      s3Refusal(400, 'InvalidToken', {
        more: '<Token-0>the-session-token</Token-0><AWSAccessKeyId>AKIDEXAMPLE</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256</StringToSign>',
      }),
    );

    const printed = inspect(await errorOf(server.store()), { depth: 10, showHidden: true });

    expect(printed).toContain('[cause]');
    expect(printed).toContain('InvalidToken');
    for (const secret of secrets) expect(printed).not.toContain(secret);
    expect(QUICK.credentials.secretAccessKey).toBe('the-secret-key');
  });
});

/** Of a machine that has never heard of AWS and runs nowhere in it. */
async function environmentWithoutAws(): Promise<NodeJS.ProcessEnv> {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const home = await temporaryFolder();
  return {
    ...Object.fromEntries(others),
    HOME: home,
    USERPROFILE: home,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** What landing an object fails with. */
async function errorOf(store: Store): Promise<unknown> {
  return store.putIfAbsent('some/key', objectOf('hello')).catch((error: unknown) => error);
}
