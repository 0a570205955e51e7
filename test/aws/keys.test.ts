import { randomUUID } from 'node:crypto';
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, inject, it } from 'vitest';
import { kmsError } from '../../lib/aws/key-errors.ts';
import { kmsRequests } from '../../lib/aws/kms-client.ts';
import { parameterRequests } from '../../lib/aws/parameter-client.ts';
import { secretsManagerRequests } from '../../lib/aws/secrets-manager-client.ts';
import { KeyError } from '../../lib/errors.ts';
import { awsSecretKey } from '../../lib/secrets/aws-secret-key.ts';
import { kmsKey } from '../../lib/secrets/kms-key.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { keyProviderContract } from '../contracts/key-provider-contract.ts';
import { bytesOf, keysOfBucket } from './bucket-digests.ts';
import { clientFor } from './emulator.ts';

const endpoint = inject('awsEndpoint');
const client = clientFor(endpoint);
const kms = new KMSClient(client);
const secrets = new SecretsManagerClient(client);
const parameters = new SSMClient(client);

keyProviderContract('AWS Systems Manager', async () => {
  const name = `/test/${randomUUID()}`;
  return {
    open: () => awsSecretKey({ secret: `ssm:${name}` }, parameterRequests(name, client)),
    async put(Value) {
      await parameters.send(
        new PutParameterCommand({ Name: name, Value, Type: 'SecureString', Overwrite: true }),
      );
    },
  };
});

keyProviderContract('AWS Secrets Manager', async () => {
  const secret = `test/${randomUUID()}`;
  let exists = false;
  return {
    open: () => awsSecretKey({ secret }, secretsManagerRequests(secret, client)),
    async put(SecretString) {
      if (exists) await secrets.send(new PutSecretValueCommand({ SecretId: secret, SecretString }));
      else await secrets.send(new CreateSecretCommand({ Name: secret, SecretString }));
      exists = true;
    },
  };
});

describe('a secret', () => {
  it('that holds bytes is refused', async () => {
    const Name = `test/${randomUUID()}`;
    await secrets.send(new CreateSecretCommand({ Name, SecretBinary: new Uint8Array(64) }));

    const finding = awsSecretKey({ secret: Name }, secretsManagerRequests(Name, client)).find();

    await expect(finding).rejects.toThrow(`Expected the secret ${Name} to be a text, got bytes.`);
  });

  it('cannot be read where nobody listens, and can be tried again', async () => {
    const connection = { ...client, endpoint: 'http://127.0.0.1:1', maxAttempts: 1 };

    const finding = awsSecretKey(
      { secret: 'a-secret' },
      secretsManagerRequests('a-secret', connection),
    ).find();

    await expect(finding).rejects.toMatchObject({
      name: 'KeyError',
      retryable: true,
      message: expect.stringMatching(/^Could not reach Secrets Manager for the secret a-secret: /),
    });
  });
});

describe('a key that KMS wraps, in a bucket', () => {
  it('is made once by many first runs at the same time', async () => {
    const { bucket, open } = await aLake();

    const made = await Promise.all(Array.from({ length: 6 }, () => open().make?.()));

    expect(made[0]).toHaveLength(64);
    expect(new Set(made.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(1);
    expect(await open().find()).toEqual(made[0]);
    expect(await keysOfBucket(endpoint, bucket)).toEqual(['_lake/keys/k1.json']);
  });

  it('lies in the bucket wrapped', async () => {
    const { bucket, open } = await aLake();
    const made = Buffer.from((await open().make?.()) ?? []);

    const text = Buffer.from(await bytesOf(endpoint, bucket, '_lake/keys/k1.json')).toString();
    const wrapped = Buffer.from(JSON.parse(text).wrapped, 'base64');

    expect(wrapped.length).toBeGreaterThan(64);
    expect(wrapped.includes(made)).toBe(false);
    expect(text).not.toContain(made.toString('base64').slice(0, 20));
  });

  it('does not open with the encryption context of another lake', async () => {
    const { bucket, keyId, open } = await aLake();
    await open().make?.();

    const store = s3Store({ bucket, pathStyle: true, client });
    const context = { 'hourlake:lake': 's3://another-lake' };
    const requests = kmsRequests({ keyId, context }, client);
    const finding = kmsKey(keyId, { store, url: 's3://another-lake' }, requests).find();

    await expect(finding).rejects.toMatchObject({
      name: 'KeyError',
      retryable: false,
      message: expect.stringMatching(
        /^KMS could not carry out kms:Decrypt on \S+ with the encryption context hourlake:lake=s3:\/\/another-lake: InvalidCiphertextException.* It was wrapped for another lake, or was changed\./,
      ),
    });
  });

  it('cannot be made or opened with a key that is disabled or does not exist', async () => {
    const { keyId, lake, open } = await aLake();
    await open().make?.();
    await kms.send(new DisableKeyCommand({ KeyId: keyId }));
    const missing = 'alias/not-there';

    const disabled = open().find();
    const absent = kmsKey(missing, (await aLake()).lake, requestsOf(missing, lake.url)).make?.();

    await expect(disabled).rejects.toThrow(/DisabledException.* Enable the key in KMS\.$/);
    await expect(absent).rejects.toThrow(/NotFoundException.* Name a KMS key of this account/);
  });
});

it('an error of a key that another KMS key wrapped says which key to name', () => {
  // The emulator looks at the wrapped key only.
  const wrong = Object.assign(new Error('Wrong key'), { name: 'IncorrectKeyException' });

  const { message } = kmsError(wrong, { action: 'kms:Decrypt', resource: 'alias/a-key' });

  expect(message).toContain('Name the KMS key that wrapped it.');
});

describe('a denial of KMS', () => {
  // The emulator denies nobody anything.
  it('names the permission, the key and the encryption context, and nothing of the request', () => {
    const denial = Object.assign(
      new Error(
        'User: arn:aws:sts::111122223333:assumed-role/analyst/me is not authorized to perform: kms:Decrypt on this resource because no identity-based policy allows the kms:Decrypt action',
      ),
      { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } },
    );

    const error = kmsError(denial, {
      action: 'kms:Decrypt',
      resource: 'alias/a-key with the encryption context hourlake:lake=s3://a-lake',
    });

    expect(error).toBeInstanceOf(KeyError);
    expect(error.retryable).toBe(false);
    expect(error.message).toMatch(
      /^Permission for kms:Decrypt on alias\/a-key with the encryption context hourlake:lake=s3:\/\/a-lake was denied: AccessDeniedException: User: .* Grant it to the role or user that owns these credentials/,
    );
  });
});

async function newKmsKey(): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  return KeyMetadata?.Arn ?? '';
}

function requestsOf(keyId: string, url: string) {
  return kmsRequests({ keyId, context: { 'hourlake:lake': url } }, client);
}

/** A new bucket and a new KMS key, and the provider as each new process opens it. */
async function aLake() {
  const bucket = `test-${randomUUID()}`;
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const keyId = await newKmsKey();
  const url = `s3://${bucket}`;
  const lake = { store: s3Store({ bucket, pathStyle: true, client }), url };
  // Each process has a store of its own.
  const open = () => {
    const store = s3Store({ bucket, pathStyle: true, client });
    return kmsKey(keyId, { store, url }, requestsOf(keyId, url));
  };
  return { bucket, keyId, lake, open };
}
