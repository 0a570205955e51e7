import { randomBytes, randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { type NewObject, objectOf as objectOfBytes } from '../../lib/lake/object.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type S3StoreOptions, s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf, objectOf, storeContract } from '../contracts/store-contract.ts';
import { clientFor } from './emulator.ts';

const MIB = 1024 ** 2;

storeContract('A bucket', async () => {
  const { open } = await makeBucket();
  return open;
});

storeContract('A folder in a bucket', async () => {
  const { open } = await makeBucket();
  return () => open({ base: 'some/folder' });
});

storeContract('A bucket where every object lands in parts', async () => {
  const { open } = await makeBucket();
  return () => open({ multipartAbove: 0, partSize: 5 * MIB });
});

describe('an S3 store', () => {
  it('keeps the keys of a lake below its folder, and sees no others', async () => {
    const { bucket, client, open } = await makeBucket();
    await open({ base: 'a' }).putIfAbsent('k', objectOf('in a'));
    await open({ base: 'ab' }).putIfAbsent('k', objectOf('in ab'));
    await open().putIfAbsent('top', objectOf('top'));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/', Body: new Uint8Array() }));

    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));

    expect(Contents.map(({ Key }) => Key)).toEqual(['a/', 'a/k', 'ab/k', 'top']);
    expect(await keysOf(open({ base: 'a' }), '')).toEqual(['k']);
    expect(await keysOf(open(), 'a')).toEqual(['a/k']);
  });

  it('leaves the SHA-256 of the object where S3 shows it to anybody', async () => {
    const { bucket, client, open } = await makeBucket();
    const object = objectOf('hello');
    await open().putIfAbsent('k', object);

    const head = await client.send(
      new HeadObjectCommand({ Bucket: bucket, Key: 'k', ChecksumMode: 'ENABLED' }),
    );

    expect(Buffer.from(head.ChecksumSHA256 ?? '', 'base64').toString('hex')).toBe(object.sha256);
  });

  it('refuses bytes that are not those of the digest', async () => {
    const { open } = await makeBucket();
    const wrong = { ...objectOf('hello'), sha256: objectOf('other').sha256 };

    const landing = open().putIfAbsent('k', wrong);

    await expect(landing).rejects.toThrow(/did not arrive as they were sent: BadDigest/);
    expect(await keysOf(open(), '')).toEqual([]);
  });

  it('reads nothing of a range that begins past the end', async () => {
    const { open } = await makeBucket();
    await open().putIfAbsent('k', objectOf('hello'));
    await open().putIfAbsent('empty', objectOf(''));

    const past = await open().read('k', { offset: 5, length: 3 });
    const nothing = await open().read('k', { offset: 1, length: 0 });
    const empty = await open().read('empty', { offset: 0, length: 3 });

    expect([past.length, nothing.length, empty.length]).toEqual([0, 0, 0]);
    await expect(open().read('absent', { offset: 0, length: 0 })).rejects.toThrow(
      /it does not exist/,
    );
  });

  it('takes an object of another tool, which has no SHA-256, by its bytes', async () => {
    const { bucket, client, open } = await makeBucket();
    const bytes = randomBytes(9 * MIB);
    const object = objectOfBytes(bytes);
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: 'k',
        Body: bytes,
        ChecksumAlgorithm: 'CRC32',
      }),
    );

    const same = await open().putIfAbsent('k', object);
    const other = await open().putIfAbsent('k', randomObject(9 * MIB));

    expect([same, other]).toEqual(['identical', 'taken']);
  });

  it('erases all versions of an object in a bucket that keeps versions', async () => {
    const { bucket, client, open } = await makeBucket();
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    for (const text of ['first', 'second']) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: text }));
    }
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));

    const erased = [await open().erase?.('k'), await open().erase?.('k')];

    const left = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    expect(erased).toEqual([true, false]);
    expect([left.Versions ?? [], left.DeleteMarkers ?? []]).toEqual([[], []]);
  });

  it('names the bucket that is not there, whatever it is asked', async () => {
    const { open } = await makeBucket({ create: false });
    const store = open();

    const answers = await Promise.allSettled([
      keysOf(store, ''),
      store.size('k'),
      store.read('k'),
      store.putIfAbsent('k', objectOf('hello')),
    ]);

    const message = expect.stringMatching(/does not exist in us-east-1: NoSuchBucket/);
    expect(answers).toMatchObject(answers.map(() => ({ reason: { message } })));
  });
});

describe('an S3 store, in parts', () => {
  const inParts = { multipartAbove: 6 * MIB, partSize: 5 * MIB };

  it('lands an object above the threshold, and takes it again', async () => {
    const { bucket, client, open } = await makeBucket();
    const object = randomObject(23 * MIB + 7);

    const first = await open(inParts).putIfAbsent('k', object);
    const again = await open(inParts).putIfAbsent('k', object);
    const whole = await open().putIfAbsent('k', object);

    expect([first, again, whole]).toEqual(['created', 'identical', 'identical']);
    expect(sha256(await open().read('k'))).toBe(object.sha256);
    const { ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' }));
    expect(ETag).toMatch(/-5"$/);
  });

  it('refuses other bytes, and leaves no upload behind', async () => {
    const { bucket, client, open } = await makeBucket();
    const object = randomObject(11 * MIB);
    await open(inParts).putIfAbsent('k', object);

    const outcome = await open(inParts).putIfAbsent('k', randomObject(11 * MIB));

    expect(outcome).toBe('taken');
    expect(sha256(await open().read('k'))).toBe(object.sha256);
    expect(await uploadsOf(client, bucket)).toEqual([]);
  });

  it('refuses bytes that are not those of the digest, and leaves no upload behind', async () => {
    const { bucket, client, open } = await makeBucket();
    const wrong = { ...randomObject(11 * MIB), sha256: objectOf('other').sha256 };

    const landing = open(inParts).putIfAbsent('k', wrong);

    await expect(landing).rejects.toThrow(/its content should have SHA-256/);
    expect(await keysOf(open(), '')).toEqual([]);
    expect(await uploadsOf(client, bucket)).toEqual([]);
  });

  it('lets one of two writers win, and leaves no upload behind', async () => {
    const { bucket, client, open } = await makeBucket();
    const object = randomObject(16 * MIB);

    const outcomes = await Promise.all(
      [open(inParts), open(inParts)].map((store) => store.putIfAbsent('k', object)),
    );

    expect(outcomes.sort()).toEqual(['created', 'identical']);
    expect(await uploadsOf(client, bucket)).toEqual([]);
  });
});

interface TestBucket {
  readonly bucket: string;
  /** Another tool that uses the bucket. */
  readonly client: S3Client;
  readonly open: (options?: Partial<S3StoreOptions>) => Store;
}

/** A bucket of its own for a test. */
async function makeBucket({ create = true } = {}): Promise<TestBucket> {
  const bucket = `test-${randomUUID()}`;
  const connection = clientFor(inject('awsEndpoint'));
  const client = new S3Client({ ...connection, forcePathStyle: true });
  onTestFinished(() => client.destroy());
  if (create) await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    bucket,
    client,
    open: (options = {}) => s3Store({ bucket, pathStyle: true, client: connection, ...options }),
  };
}

function randomObject(length: number): NewObject {
  return objectOfBytes(randomBytes(length));
}

async function uploadsOf(client: S3Client, bucket: string): Promise<unknown[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads;
}
