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
    'Bucket "lake" does not exist in us-east-1: NoSuchBucket. Deploy the stack with "npx cdk deploy", or name another bucket.',
  ],
  [
    s3Refusal(301, 'PermanentRedirect', { headers: { 'x-amz-bucket-region': 'sa-east-1' } }),
    'Bucket "lake" is not in us-east-1: it is in sa-east-1. Set AWS_REGION to sa-east-1.',
  ],
  [
    s3Refusal(400, 'AuthorizationHeaderMalformed', { more: '<Region>eu-west-1</Region>' }),
    'Bucket "lake" is not in us-east-1: it is in eu-west-1. Set AWS_REGION to eu-west-1.',
  ],
  [
    s3Refusal(301, 'PermanentRedirect'),
    'Bucket "lake" is not in us-east-1: PermanentRedirect. Set AWS_REGION to the region of the bucket.',
  ],
  [
    s3Refusal(400, 'ExpiredToken'),
    'The AWS credentials for s3:PutObject have expired: ExpiredToken. Log in again, for instance with "aws sso login" or by a new run in GitHub Actions, and run the same command. What has landed is kept.',
  ],
  [
    s3Refusal(403, 'InvalidAccessKeyId', { message: 'It is in no record.' }),
    'S3 did not accept the AWS credentials: InvalidAccessKeyId: It is in no record. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names. What has landed is kept.',
  ],
  [
    s3Refusal(403, 'SignatureDoesNotMatch'),
    'S3 did not accept the AWS credentials: SignatureDoesNotMatch. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile that AWS_PROFILE names. What has landed is kept.',
  ],
  [
    s3Refusal(403, 'AccessDenied'),
    'Permission for s3:PutObject on arn:aws:s3:::lake/base/some/key was denied: AccessDenied. Grant it to the role or user that owns these credentials, and check that no bucket policy denies it.',
  ],
  [
    s3Refusal(403, 'AccessDenied', {
      message:
        'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: kms:GenerateDataKey on resource: "arn:aws:kms:us-east-1:1:key/k" because no policy allows it',
    }),
    'Permission for kms:GenerateDataKey on arn:aws:kms:us-east-1:1:key/k was denied: AccessDenied. Grant it to the role or user that owns these credentials, and check that no bucket policy denies it.',
  ],
  [
    s3Refusal(403, 'AccessDenied', {
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    }),
    'Permission for sts:AssumeRoleWithWebIdentity was denied: AccessDenied. Grant it to the role or user that owns these credentials, and check that no bucket policy denies it.',
  ],
  [
    s3Refusal(501, 'NotImplemented', { message: 'A header is not implemented.' }),
    'This server does not support conditional writes (If-None-Match): NotImplemented. Use a bucket of S3 itself, or of a server with conditional writes.',
  ],
  [
    s3Refusal(400, 'Odd', { message: 'Something odd.' }),
    'S3 could not carry out s3:PutObject on s3://lake/base/some/key: Odd: Something odd. Compare the deployed resources with the stack: "npx cdk diff" shows the difference. What has landed is kept.',
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
    [503, 'SlowDown', 'SlowDown at every attempt'],
    [429, 'TooManyRequestsException', 'TooManyRequestsException at every attempt'],
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
      message: expect.stringMatching(/^Could not reach S3 for s3:\/\/lake\/some\/key: /),
      got: expect.stringMatching(end === 'silence' ? /^TimeoutError: / : /ECONNRESET/),
      advice: expect.stringMatching(/the network, .* What has landed is kept\.$/),
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
      message: expect.stringMatching(/^The clock of this machine and the clock of S3 differ/),
      got: 'RequestTimeTooSkewed',
    });
  });

  it('an answer that breaks off at every try as what may pass', async () => {
    const server = await s3Server(() => ({ status: 200, body: 'hello', breakAfter: 2 }));
    const store = server.store({ client: { attempts: 2 } });

    const error = await store.read('some/key').catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      retryable: true,
      message: expect.stringMatching(/^The bytes of s3:\/\/lake\/some\/key did not arrive/),
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
        /^There are no AWS credentials for s3:PutObject: "Could not load .*configure/,
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
      expect.stringMatching(/^There are no AWS credentials for s3:GetObject: "Could not load/),
      '',
    ]);
  });
});

describe('an S3 store tells', () => {
  it.each([
    ['NoSuchBucket', 404, /Bucket "lake" does not exist/],
    ['InvalidObjectState', 403, /Could not read s3:\/\/lake\/some\/key, because it is archived/],
    ['NoSuchKey', 404, /Could not read s3:\/\/lake\/some\/key: it does not exist/],
    ['ExpiredToken', 400, /have expired/],
    ['PermanentRedirect', 301, /is not in us-east-1/],
    ['AccessDenied', 403, /s3:GetObject on arn:aws:s3:::lake\/some\/key.*s3:ListBucket/],
  ] as const)('%s behind the bare answer to a HEAD', async (code, status, message) => {
    const server = await s3Server(() => s3Refusal(status, code));

    const asking = server.store().size('some/key');

    await expect(asking).rejects.toThrow(message);
    expect(server.asked.slice(0, 2).map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('which permission a listing lacks', async () => {
    const server = await s3Server(() => s3Refusal(403, 'AccessDenied'));

    const listing = keysOf(server.store(), 'job');

    await expect(listing).rejects.toThrow(
      /Permission for s3:ListBucket on arn:aws:s3:::lake was denied/,
    );
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

    const denied = /^Permission for s3:PutObject on arn:aws:s3:::lake\/some\/key was denied: /;
    expect(errors).toMatchObject([
      { message: expect.stringMatching(`^Bucket "lake" does not belong to account ${OWNER}: `) },
      { message: expect.stringMatching(denied) },
      { message: expect.stringMatching(denied) },
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
