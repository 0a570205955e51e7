import { describe, expect, it } from 'vitest';
import { objectOf } from '../contracts/store-contract.ts';
import { type Answer, type Asked, conditionally, s3Refusal, s3Server } from './s3-server.ts';

const IGNORED = /this server overwrites objects despite If-None-Match\. .*conditional writes\.$/;
const HELLO = objectOf('hello');

describe('an S3 store on a server that ignores If-None-Match', () => {
  it('finds it out by the first object, and keeps other bytes away from it', async () => {
    const bucket = anyBucket();
    const server = await s3Server(bucket.answer);
    const store = server.store();

    const first = await store.putIfAbsent('k', HELLO).catch((error: unknown) => error);
    const requests = server.asked.length;
    const second = await store.putIfAbsent('k', objectOf('OTHER')).catch((error: unknown) => error);
    const replaced = await store
      .replace('k', objectOf('OTHER'), HELLO.sha256)
      .catch((error: unknown) => error);

    for (const error of [first, second, replaced]) {
      expect(error).toMatchObject({ name: 'StoreError', key: 'k', retryable: false });
      expect(error).toHaveProperty('message', expect.stringMatching(IGNORED));
    }
    expect(server.asked).toHaveLength(requests);
    expect(bucket.texts()).toEqual({ '/lake/k': 'hello' });
  });

  it('lets one of many objects reach it that are stored at once', async () => {
    const bucket = anyBucket();
    const server = await s3Server(bucket.answer);
    const store = server.store();
    const keys = Array.from({ length: 8 }, (_, number) => `k${number}`);

    const outcomes = await Promise.allSettled(keys.map((key) => store.putIfAbsent(key, HELLO)));

    expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
    expect(Object.keys(bucket.texts())).toHaveLength(1);
    expect(server.asked).toHaveLength(2);
  });

  it('finds it out by the first upload in parts', async () => {
    const bucket = anyBucket();
    const server = await s3Server(bucket.answer);
    const store = server.store({ multipartAbove: 4, partSize: 3 });

    const landing = store.putIfAbsent('k', HELLO);

    await expect(landing).rejects.toThrow(IGNORED);
    expect(bucket.texts()).toEqual({ '/lake/k': 'hello' });
  });

  it('finds it out by the first upload in parts also when it honours the condition of a put', async () => {
    const bucket = anyBucket();
    const honouring = conditionally(bucket.answer);
    const server = await s3Server((asked, number) =>
      asked.method === 'PUT' ? honouring(asked, number) : bucket.answer(asked),
    );
    const store = server.store({ multipartAbove: 5, partSize: 3 });

    const small = await store.putIfAbsent('k', HELLO);
    const large = store.putIfAbsent('l', objectOf('hello again'));

    expect(small).toBe('created');
    await expect(large).rejects.toThrow(IGNORED);
    await expect(store.putIfAbsent('m', HELLO)).rejects.toThrow(IGNORED);
    expect(bucket.texts()).toEqual({ '/lake/k': 'hello', '/lake/l': 'hello again' });
  });
});

describe('an S3 store on a server that honours If-None-Match', () => {
  it('is sure of it after a put that was refused, and puts nothing twice then', async () => {
    const bucket = anyBucket();
    const server = await s3Server(conditionally(bucket.answer));
    await server.store().putIfAbsent('k', HELLO);
    const store = server.store();
    const before = server.asked.length;

    const outcomes = [await store.putIfAbsent('k', HELLO), await store.putIfAbsent('l', HELLO)];

    expect(outcomes).toEqual(['identical', 'created']);
    expect(server.asked.slice(before).map(({ method }) => method)).toEqual([
      'PUT',
      'HEAD',
      'GET',
      'PUT',
    ]);
  });

  it('stores many objects at once, and puts one of them twice', async () => {
    const bucket = anyBucket();
    const server = await s3Server(conditionally(bucket.answer));
    const store = server.store();
    const keys = Array.from({ length: 8 }, (_, number) => `k${number}`);

    const outcomes = await Promise.all(keys.map((key) => store.putIfAbsent(key, HELLO)));

    expect(outcomes).toEqual(Array(8).fill('created'));
    expect(Object.keys(bucket.texts())).toHaveLength(8);
    expect(server.asked).toHaveLength(9);
  });

  it('is not sure of it when the second put fails, and says to try again', async () => {
    const bucket = anyBucket();
    const honouring = conditionally(bucket.answer);
    const server = await s3Server((asked, number) =>
      number === 2 ? s3Refusal(503, 'ServiceUnavailable') : honouring(asked, number),
    );
    const store = server.store({ client: { attempts: 1 } });

    const failing = store.putIfAbsent('k', HELLO);
    await expect(failing).rejects.toMatchObject({ name: 'StoreError', retryable: true });
    const outcomes = [await store.putIfAbsent('k', HELLO), await store.putIfAbsent('l', HELLO)];

    expect(outcomes).toEqual(['identical', 'created']);
  });

  it('lets the next object wait for the end of one that fails, and then takes its turn', async () => {
    const bucket = anyBucket();
    const honouring = conditionally(bucket.answer);
    const server = await s3Server((asked, number) =>
      number === 1 ? s3Refusal(403, 'AccessDenied') : honouring(asked, number),
    );
    const store = server.store();

    const outcomes = await Promise.allSettled([
      store.putIfAbsent('k', HELLO),
      store.putIfAbsent('l', HELLO),
    ]);

    expect(outcomes).toMatchObject([
      { reason: { name: 'StoreError' } },
      { status: 'fulfilled', value: 'created' },
    ]);
  });
});

/** A bucket that overwrites whatever the request says; uploads in parts of three bytes included. */
function anyBucket() {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Buffer[]>();

  function answer({ method, path, query, body }: Asked): Answer {
    const upload = query.get('uploadId') ?? '';
    if (method === 'POST' && query.has('uploads')) {
      const id = `u${parts.size}`;
      parts.set(id, []);
      return xml(`<R><UploadId>${id}</UploadId></R>`);
    }
    if (method === 'POST') {
      objects.set(path, Buffer.concat(parts.get(upload) ?? []));
      return xml('<R><ETag>"e"</ETag></R>');
    }
    if (method === 'PUT' && query.has('partNumber')) {
      const uploaded = parts.get(upload) ?? [];
      uploaded[Number(query.get('partNumber')) - 1] = body;
      return { status: 200, headers: { etag: '"part"' } };
    }
    if (method === 'PUT') objects.set(path, body);
    if (method === 'DELETE') return { status: 204 };
    return { status: 200, headers: { etag: '"e"' }, body: String(objects.get(path) ?? '') };
  }

  return {
    answer,
    texts: () => Object.fromEntries([...objects].map(([path, bytes]) => [path, String(bytes)])),
  };
}

function xml(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
