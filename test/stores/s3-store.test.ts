import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DifferentObjectError, InputError, MissingObjectError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { fileObjectOf, keysOf, objectOf } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { bucketServer } from './bucket-server.ts';
import { type Answer, type Asked, conditionally, QUICK, s3Refusal, s3Server } from './s3-server.ts';

const MIB = 1024 ** 2;
const HELLO = objectOf('hello');
const OK: Answer = { status: 200, headers: { etag: '"e"' } };
const TAKEN = s3Refusal(412, 'PreconditionFailed');
const ABSENT = s3Refusal(404, 'NoSuchKey');

describe('an S3 store lands an object', () => {
  it('by a request that demands a free key and carries the digest', async () => {
    const server = await s3Server(conditionally(() => OK));

    const outcome = await server.store({ base: 'some/folder' }).putIfAbsent('a/b', HELLO);

    expect(outcome).toBe('created');
    expect(server.asked[0]).toMatchObject({
      method: 'PUT',
      path: '/lake/some/folder/a/b',
      body: Buffer.from('hello'),
      headers: {
        'if-none-match': '*',
        'x-amz-checksum-sha256': base64('hello'),
      },
    });
  });

  it('twice when it is the first one, to see that the server refuses the second put', async () => {
    const server = await s3Server(conditionally(() => OK));
    const store = server.store();

    const outcomes = [await store.putIfAbsent('k', HELLO), await store.putIfAbsent('l', HELLO)];

    expect(outcomes).toEqual(['created', 'created']);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /lake/k',
      'PUT /lake/k',
      'PUT /lake/l',
    ]);
    expect(server.asked[1]?.body).toEqual(server.asked[0]?.body);
  });

  it('again when S3 reports a conflict', async () => {
    const server = await s3Server(
      conditionally((_, number) =>
        number < 3 ? s3Refusal(409, 'ConditionalRequestConflict') : OK,
      ),
    );

    const outcome = await server.store().putIfAbsent('k', HELLO);

    expect(outcome).toBe('created');
    expect(server.asked).toHaveLength(4);
  });

  it('and gives up on a conflict that stays, for the runner to try later', async () => {
    const server = await s3Server(() => s3Refusal(409, 'ConditionalRequestConflict'));

    const landing = server.store({ client: { attempts: 3 } }).putIfAbsent('k', HELLO);

    await expect(landing).rejects.toMatchObject({ name: 'StoreError', retryable: true, key: 'k' });
    expect(server.asked).toHaveLength(3);
  });

  it.each(['silence', 'reset'] as const)(
    'although the first try, which was applied, ended in %s',
    async (end) => {
      const bucket = new Map<string, Buffer>();
      const server = await s3Server((asked, number) => {
        const answer = asS3(bucket, asked);
        return number === 1 ? end : answer;
      });

      const outcome = await server.store().putIfAbsent('k', HELLO);

      expect(outcome).toBe('identical');
      expect(server.asked.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'HEAD']);
      expect(server.asked[2]?.headers['x-amz-checksum-mode']).toBe('ENABLED');
    },
  );

  it('with the whole of a large body in each try', async () => {
    const object = objectOf('x'.repeat(3 * MIB + 1));
    const server = await s3Server(conditionally((_, number) => (number === 1 ? 'reset' : OK)));

    await server.store({ client: { idleTimeoutMs: 5000 } }).putIfAbsent('k', object);

    expect(server.asked.map(({ body }) => body.length)).toEqual(Array(3).fill(3 * MIB + 1));
    expect(server.asked[1]?.headers['content-length']).toBe(String(3 * MIB + 1));
  });

  it('and says that its key is taken by other bytes, without reading them', async () => {
    const bucket = new Map([['/lake/k', Buffer.from('other')]]);
    const server = await s3Server((asked) => asS3(bucket, asked));

    const outcome = await server.store().putIfAbsent('k', HELLO);

    expect(outcome).toBe('taken');
    expect(server.asked.map(({ method }) => method)).toEqual(['PUT', 'HEAD']);
    expect(String(bucket.get('/lake/k'))).toBe('other');
  });

  it('and recognizes an object of another size by its size', async () => {
    const there = { etag: '"e"', 'content-length': '6' };
    const server = await s3Server(({ method }) =>
      method === 'PUT' ? TAKEN : { status: 200, headers: there },
    );

    const outcome = await server.store().putIfAbsent('k', HELLO);

    expect(outcome).toBe('taken');
    expect(server.asked.map(({ method }) => method)).toEqual(['PUT', 'HEAD']);
  });

  it.each([
    ['no digest', undefined],
    ['the digest of digests', `${base64('of parts')}-7`],
  ])('and reads what is there when S3 has %s of it', async (_, digest) => {
    const server = await s3Server(({ method }) => {
      if (method === 'PUT') return TAKEN;
      const headers = { etag: '"e"', ...(digest && { 'x-amz-checksum-sha256': digest }) };
      return method === 'HEAD'
        ? { status: 200, headers: { ...headers, 'content-length': '5' } }
        : { status: 206, headers: { etag: '"e"' }, body: 'hello' };
    });

    const outcome = await server.store().putIfAbsent('k', HELLO);

    expect(outcome).toBe('identical');
    expect(server.asked[2]).toMatchObject({ method: 'GET', headers: { 'if-match': '"e"' } });
  });

  it('and says to try again when what took the key is gone', async () => {
    const server = await s3Server(({ method }) => (method === 'PUT' ? TAKEN : ABSENT));

    const landing = server.store().putIfAbsent('k', HELLO);

    await expect(landing).rejects.toMatchObject({ name: 'StoreError', retryable: true });
  });
});

describe('an S3 store, in parts', () => {
  const inParts = { multipartAbove: 10, partSize: 4 };
  const object = objectOf('0123456789a');

  it('sends each with its digest, and demands a free key at the end', async () => {
    const server = await s3Server(conditionally(asUpload()));

    const outcome = await server.store(inParts).putIfAbsent('k', object);

    const [start, ...rest] = server.asked.slice(0, 5);
    const parts = rest.slice(0, 3).sort((a, b) => partOf(a) - partOf(b));
    expect(outcome).toBe('created');
    expect(start?.headers).toMatchObject({
      'x-amz-checksum-algorithm': 'SHA256',
      'x-amz-checksum-type': 'COMPOSITE',
    });
    expect(parts.map(({ body }) => String(body))).toEqual(['0123', '4567', '89a']);
    expect(parts.map(({ headers }) => headers['x-amz-checksum-sha256'])).toEqual(
      ['0123', '4567', '89a'].map(base64),
    );
    expect(rest[3]).toMatchObject({ method: 'POST', headers: { 'if-none-match': '*' } });
    expect(String(rest[3]?.body)).toContain(`<ChecksumSHA256>${base64('89a')}</ChecksumSHA256>`);
  });

  it('twice when it is the first one, and leaves no part of the second upload', async () => {
    const server = await s3Server(conditionally(asUpload()));
    const store = server.store(inParts);

    const outcomes = [await store.putIfAbsent('k', object), await store.putIfAbsent('l', object)];

    const [upload, again] = [server.asked.slice(0, 5), server.asked.slice(5, 10)];
    expect(outcomes).toEqual(['created', 'created']);
    expect(again.map(methodOf).sort()).toEqual(upload.map(methodOf).sort());
    expect(server.asked[10]?.method).toBe('DELETE');
    expect(server.asked.slice(11).every(({ path }) => path === '/lake/l')).toBe(true);
    expect(server.asked.slice(11)).toHaveLength(5);
  });

  it('aborts what it started when a part is refused, after all others have ended', async () => {
    const events: string[] = [];
    const server = await s3Server(async (asked, number) => {
      if (partOf(asked) === 1) return s3Refusal(400, 'Odd');
      if (partOf(asked) > 1) await sleep(100);
      events.push(`${asked.method} ${partOf(asked)}`);
      return asUpload()(asked, number);
    });

    const landing = server.store(inParts).putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/s3:PutObject on s3:\/\/lake\/k: Odd\. /);
    expect([...events].sort()).toEqual(['DELETE 0', 'POST 0', 'PUT 2', 'PUT 3']);
    expect(events.at(-1)).toBe('DELETE 0');
    expect(server.asked.at(-1)?.query.get('uploadId')).toBe('u1');
  });

  it('refuses an object whose digest is not the one of its parts', async () => {
    const server = await s3Server(asUpload({ composite: `${base64('other')}-3` }));

    const landing = server.store(inParts).putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/did not arrive as they were sent: BadDigest/);
  });

  it('takes an end that was carried out but got no response for done', async () => {
    let over = false;
    const server = await s3Server((asked, number) => {
      if (asked.method === 'HEAD') {
        return {
          status: 200,
          headers: {
            'content-length': '11',
            'x-amz-checksum-sha256': composite(['0123', '4567', '89a']),
          },
        };
      }
      if (asked.method !== 'POST' || asked.query.has('uploads')) return asUpload()(asked, number);
      if (over) return s3Refusal(404, 'NoSuchUpload');
      over = true;
      return 'reset';
    });

    const outcome = await server.store(inParts).putIfAbsent('k', object);

    expect(outcome).toBe('identical');
    expect(server.asked.filter(({ method }) => method === 'GET')).toEqual([]);
  });

  it.each(['bytes', 'file'] as const)(
    'sends all parts again when its end meets a conflict, from %s',
    async (kind) => {
      const from = kind === 'bytes' ? object : await fileObjectOf('0123456789a');
      let ends = 0;
      const server = await s3Server(
        conditionally((asked, number) => {
          if (!isEnd(asked)) return asUpload()(asked, number);
          ends += 1;
          return ends < 3
            ? s3Refusal(409, 'ConditionalRequestConflict')
            : asUpload()(asked, number);
        }),
      );

      const outcome = await server.store(inParts).putIfAbsent('k', from);

      const upTo = server.asked.findIndex((asked) => isEnd(asked) && ends >= 3);
      const sent = server.asked.filter((asked) => partOf(asked) > 0).map(({ body }) => `${body}`);
      expect(upTo).toBeGreaterThan(0);
      expect(outcome).toBe('created');
      // Two uploads that met a conflict, one that did not, and one that proves the condition.
      expect(sent.sort()).toEqual(
        ['0123', '4567', '89a'].flatMap((part) => Array(4).fill(part)).sort(),
      );
      expect(server.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(3);
    },
  );

  it('gives up on a conflict that stays, and removes the parts', async () => {
    const server = await s3Server((asked, number) =>
      isEnd(asked) ? s3Refusal(409, 'ConditionalRequestConflict') : asUpload()(asked, number),
    );

    const landing = server.store(inParts).putIfAbsent('k', object);

    await expect(landing).rejects.toMatchObject({ retryable: true });
    const [ends, aborts] = [server.asked.filter(isEnd), server.asked.filter(isAbort)];
    expect(ends).toHaveLength(4);
    expect(aborts).toHaveLength(4);
    expect(server.asked.at(-1)?.method).toBe('DELETE');
  });
});

describe('an S3 store replaces an object', () => {
  const WORLD = objectOf('world');
  const SEEN: Answer = {
    status: 200,
    headers: { etag: '"seen"', 'content-length': '5', 'x-amz-checksum-sha256': base64('hello') },
  };

  it('in one request that demands the ETag of the bytes that were seen', async () => {
    const server = await s3Server(({ method }) => (method === 'HEAD' ? SEEN : OK));

    const outcome = await server.store({ base: 'some' }).replace('k', WORLD, HELLO.sha256);

    expect(outcome).toBe('replaced');
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'PUT']);
    expect(server.asked[1]).toMatchObject({
      path: '/lake/some/k',
      body: Buffer.from('world'),
      headers: { 'if-match': '"seen"', 'x-amz-checksum-sha256': base64('world') },
    });
    expect(server.asked[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('of another tool, whose bytes it reads under that ETag', async () => {
    const server = await s3Server(({ method }) => {
      if (method === 'PUT') return OK;
      const headers = { etag: '"seen"', 'content-length': '5' };
      return method === 'HEAD' ? { status: 200, headers } : { status: 206, headers, body: 'hello' };
    });

    const outcome = await server.store().replace('k', WORLD, HELLO.sha256);

    expect(outcome).toBe('replaced');
    expect(server.asked[1]).toMatchObject({ method: 'GET', headers: { 'if-match': '"seen"' } });
  });

  it('not when it changes between the look and the request', async () => {
    let looks = 0;
    const server = await s3Server(({ method }) => {
      if (method === 'PUT') return TAKEN;
      looks += 1;
      const digest = base64(looks === 1 ? 'hello' : 'newer');
      return { status: 200, headers: { ...SEEN.headers, 'x-amz-checksum-sha256': digest } };
    });

    const replacing = server.store().replace('k', WORLD, HELLO.sha256);

    await expect(replacing).rejects.toThrow(DifferentObjectError);
    await expect(replacing).rejects.toThrow(
      `Expected s3://lake/k to still hold SHA-256 ${HELLO.sha256}, got SHA-256 ${objectOf('newer').sha256}. Nothing was overwritten.`,
    );
  });

  it.each(['silence', 'reset'] as const)(
    'although the first try, which was applied, ended in %s',
    async (end) => {
      let stored = 'hello';
      const server = await s3Server(({ method, headers }) => {
        if (method === 'HEAD') {
          const digest = base64(stored);
          return { ...SEEN, headers: { ...SEEN.headers, 'x-amz-checksum-sha256': digest } };
        }
        if (stored !== 'hello' || headers['if-match'] !== '"seen"') return TAKEN;
        stored = 'world';
        return end;
      });

      const outcome = await server.store().replace('k', WORLD, HELLO.sha256);

      expect(outcome).toBe('replaced');
      expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'PUT', 'PUT', 'HEAD']);
    },
  );

  it('that another one replaces by the same bytes while it is being read', async () => {
    let looks = 0;
    const server = await s3Server(({ method }) => {
      if (method === 'GET') return TAKEN;
      looks += 1;
      const headers = { etag: `"${looks}"`, 'content-length': '5' };
      const digest = { 'x-amz-checksum-sha256': base64('world') };
      return { status: 200, headers: looks === 1 ? headers : { ...headers, ...digest } };
    });

    const outcome = await server.store().replace('k', WORLD, HELLO.sha256);

    expect(outcome).toBe('replaced');
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET', 'HEAD']);
  });

  it('not when the server returns no ETag', async () => {
    const server = await s3Server(() => ({
      status: 200,
      headers: { 'content-length': '5', 'x-amz-checksum-sha256': base64('hello') },
    }));

    const replacing = server.store().replace('k', WORLD, HELLO.sha256);

    await expect(replacing).rejects.toThrow(
      /Could not replace s3:\/\/lake\/k: the server returned no ETag/,
    );
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('not when the role may only store new objects', async () => {
    const server = await s3Server(({ method }) =>
      method === 'HEAD' ? SEEN : s3Refusal(403, 'AccessDenied'),
    );

    const replacing = server.store().replace('k', WORLD, HELLO.sha256);

    await expect(replacing).rejects.toThrow(
      /Permission for s3:PutObject on arn:aws:s3:::lake\/k was denied/,
    );
  });
});

describe('an S3 store lists', () => {
  it('2,500 keys in three requests', async () => {
    const keys = Array.from({ length: 2500 }, (_, number) => `base/job/${number}`);
    const server = await s3Server(({ query }) => {
      const from = Number(query.get('continuation-token') ?? 0);
      const page = keys.slice(from, from + 1000);
      return pageOf(page, from + 1000 < keys.length ? String(from + 1000) : undefined);
    });

    const listed = await keysOf(server.store({ base: 'base' }), 'job');

    expect(listed).toEqual(keys.map((key) => key.slice('base/'.length)).sort());
    expect(server.asked.map(({ query }) => query.get('prefix'))).toEqual(
      Array.from({ length: 3 }, () => 'base/job/'),
    );
  });

  it('no sign of a folder that a console made', async () => {
    const server = await s3Server(() => pageOf(['base/', 'base/a/', 'base/a/&amp;b'], undefined));

    const listed = await keysOf(server.store({ base: 'base' }), '');

    expect(listed).toEqual(['a/&b']);
  });
});

describe('an S3 store whose role may list only some folders', () => {
  it('knows that an object is missing although S3 only denies to read it', async () => {
    const { endpoint } = await bucketServer({ listsBelow: 'a/' });
    const store = storeAt(endpoint);
    await store.putIfAbsent('a/k.more', HELLO);

    await expect(store.read('a/k')).rejects.toThrow(MissingObjectError);
    await expect(store.size('a/k')).rejects.toThrow(MissingObjectError);
  });

  it('is told which permission it lacks elsewhere', async () => {
    const { endpoint } = await bucketServer({ listsBelow: 'a/' });

    const reading = storeAt(endpoint).read('b/k');

    await expect(reading).rejects.toThrow(
      /Permission for s3:GetObject on arn:aws:s3:::lake\/b\/k was denied.*Without s3:ListBucket/,
    );
  });
});

describe('an S3 store erases', () => {
  it('every version of an object and every marker of its removal, from all pages', async () => {
    const server = await s3Server(({ method, query }) => {
      if (method === 'DELETE') return { status: 204 };
      return query.get('version-id-marker') === 'v2'
        ? versionsOf('<Version><Key>base/k</Key><VersionId>v3</VersionId></Version>')
        : versionsOf(
            '<DeleteMarker><Key>base/k</Key><VersionId>v1</VersionId></DeleteMarker><Version><Key>base/k</Key><VersionId>v2</VersionId></Version>',
            { key: 'base/k', version: 'v2' },
          );
    });

    const erased = await server.store({ base: 'base' }).erase?.('k');

    const removals = server.asked.filter(({ method }) => method === 'DELETE');
    expect(erased).toBe(true);
    expect(removals.map(({ path, query }) => [path, query.get('versionId')]).sort()).toEqual([
      ['/lake/base/k', 'v1'],
      ['/lake/base/k', 'v2'],
      ['/lake/base/k', 'v3'],
    ]);
  });

  it('no version of a longer key, and does not ask for more of these', async () => {
    const server = await s3Server(() =>
      versionsOf('<Version><Key>k.more</Key><VersionId>v1</VersionId></Version>', {
        key: 'k.more',
        version: 'v1',
      }),
    );

    expect(await server.store().erase?.('k')).toBe(false);
    expect(server.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['s3:ListBucketVersions', 'arn:aws:s3:::lake', 'GET'],
    ['s3:DeleteObjectVersion', 'arn:aws:s3:::lake/k', 'DELETE'],
  ])('and names %s when it is denied', async (action, resource, denied) => {
    const server = await s3Server(({ method }) =>
      method === denied
        ? s3Refusal(403, 'AccessDenied')
        : versionsOf('<Version><Key>k</Key><VersionId>v1</VersionId></Version>'),
    );

    await expect(server.store().erase?.('k')).rejects.toThrow(
      `Permission for ${action} on ${resource} was denied: AccessDenied. Grant it to the role`,
    );
  });
});

describe('an S3 store reads', () => {
  it('again what broke off halfway', async () => {
    const server = await s3Server((_, number) => ({
      status: 200,
      body: 'hello',
      ...(number === 1 && { breakAfter: 2 }),
    }));

    const bytes = await server.store().read('k');

    expect(String(Buffer.from(bytes))).toBe('hello');
    expect(server.asked).toHaveLength(2);
  });

  it('again what does not have the checksum that came with it', async () => {
    const server = await s3Server((_, number) => ({
      status: 200,
      headers: { 'x-amz-checksum-sha256': base64('hello') },
      body: number === 1 ? 'jello' : 'hello',
    }));

    const bytes = await server.store().read('k');

    expect(String(Buffer.from(bytes))).toBe('hello');
  });

  it('a range by asking for no more than it', async () => {
    const server = await s3Server(() => ({ status: 206, body: 'ell' }));

    await server.store().read('k', { offset: 1, length: 3 });

    expect(server.asked[0]?.headers.range).toBe('bytes=1-3');
  });

  it('a range of nothing by asking whether the object is there', async () => {
    const server = await s3Server(() => ({ status: 200, body: 'hello' }));

    const bytes = await server.store().read('k', { offset: 1, length: 0 });

    expect(bytes.length).toBe(0);
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('nothing of a range that begins past the end', async () => {
    const server = await s3Server(() => s3Refusal(416, 'InvalidRange'));

    const bytes = await server.store().read('k', { offset: 5, length: 3 });

    expect(bytes.length).toBe(0);
  });
});

describe('an S3 store', () => {
  it('names the owner of the bucket in every request', async () => {
    const upload = asUpload();
    const server = await s3Server(
      conditionally((asked, number) => {
        if (asked.query.has('list-type')) return pageOf([], undefined);
        if (asked.query.has('uploads') || asked.query.has('uploadId')) return upload(asked, number);
        return asked.method === 'PUT' ? OK : { status: 200, body: 'hello' };
      }),
    );
    const store = server.store({ expectedOwner: '111122223333', multipartAbove: 10, partSize: 4 });

    await keysOf(store, '');
    await store.size('k');
    await store.read('k');
    await store.putIfAbsent('k', HELLO);
    await store.putIfAbsent('parts', objectOf('0123456789a')).catch(() => {});
    await store.replace('k', HELLO, objectOf('').sha256).catch(() => {});

    const owners = server.asked.map(({ headers }) => headers['x-amz-expected-bucket-owner']);
    // What is stored for the first time is put twice, and the second upload is aborted.
    expect(owners).toHaveLength(1 + 1 + 1 + 2 * 1 + (2 * 5 + 1) + 2);
    expect(new Set(owners)).toEqual(new Set(['111122223333']));
  });

  it('refuses an owner that is no account', () => {
    expect(() => s3Store({ bucket: 'lake', expectedOwner: '1111-2222-3333' })).toThrow(InputError);
  });

  it('has nothing to sweep, and asks nobody', async () => {
    const server = await s3Server(() => OK);

    expect(await server.store().leftovers()).toBe(0);
    expect(await server.store().sweep()).toBe(0);
    expect(server.asked).toEqual([]);
  });

  it.each(['bytes', 'a file'])('lets a process end that has used it, with %s', async (kind) => {
    const file = join(await temporaryFolder(), 'body');
    const zeros = new Uint8Array(5 * MIB);
    await writeFile(file, zeros);
    const server = await s3Server((asked) =>
      asked.method === 'PUT' ? TAKEN : { status: 200, body: 'hello' },
    );
    const options = {
      bucket: 'lake',
      pathStyle: true,
      client: { ...QUICK, endpoint: server.endpoint, idleTimeoutMs: 60_000 },
    };
    const store = new URL('../../lib/stores/s3-store.ts', import.meta.url);
    const script = `
      const { s3Store } = await import(${JSON.stringify(store.href)});
      const store = s3Store(${JSON.stringify(options)});
      await store.read('k');
      const body = ${kind === 'bytes' ? 'new Uint8Array(5 * 1024 ** 2)' : JSON.stringify({ path: file })};
      await store.putIfAbsent('k', { body, size: 5 * 1024 ** 2, sha256: '${sha256(zeros)}' }).catch(() => {});
      console.log('done');
    `;

    const ended = await runScript(script);

    expect(ended).toMatchObject({ code: 0, stdout: 'done\n' });
    // The server keeps idle connections for 5 seconds: the process must not wait for that.
    expect(ended.afterDoneMs).toBeLessThan(3000);
  });
});

/** As S3 would, for objects by path. */
function asS3(bucket: Map<string, Buffer>, { method, path, body, headers }: Asked): Answer {
  const there = bucket.get(path);
  if (method === 'PUT') {
    if (there !== undefined && headers['if-none-match'] === '*') return TAKEN;
    bucket.set(path, body);
    return OK;
  }
  if (there === undefined) return ABSENT;
  return {
    status: 200,
    headers: { etag: '"e"', 'x-amz-checksum-sha256': base64(there) },
    body: String(there),
  };
}

/** As S3 would, for an object in the parts of these tests. */
function asUpload({ composite: given = composite(['0123', '4567', '89a']) } = {}) {
  return ({ method, query }: Asked, _number: number): Answer => {
    if (method === 'POST' && query.has('uploads')) {
      return xml(
        '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>',
      );
    }
    if (method === 'POST') {
      return xml(
        `<CompleteMultipartUploadResult><ETag>"e-3"</ETag><ChecksumSHA256>${given}</ChecksumSHA256></CompleteMultipartUploadResult>`,
      );
    }
    return method === 'DELETE' ? { status: 204 } : OK;
  };
}

function pageOf(keys: readonly string[], next: string | undefined): Answer {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const more =
    next === undefined
      ? '<IsTruncated>false</IsTruncated>'
      : `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
  return xml(`<ListBucketResult>${contents}${more}</ListBucketResult>`);
}

function storeAt(endpoint: string): Store {
  return s3Store({ bucket: 'lake', pathStyle: true, client: { ...QUICK, endpoint } });
}

/** A page of versions, and the last one of it when there are more pages. */
function versionsOf(versions: string, last?: { key: string; version: string }): Answer {
  const more =
    last === undefined
      ? '<IsTruncated>false</IsTruncated>'
      : `<IsTruncated>true</IsTruncated><NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.version}</NextVersionIdMarker>`;
  return xml(`<ListVersionsResult>${versions}${more}</ListVersionsResult>`);
}

function xml(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function base64(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('base64');
}

function composite(parts: readonly string[]): string {
  const digests = parts.map((part) => createHash('sha256').update(part).digest());
  return `${base64(Buffer.concat(digests))}-${parts.length}`;
}

function partOf({ query }: Asked): number {
  return Number(query.get('partNumber'));
}

function methodOf(asked: Asked): string {
  return `${asked.method} ${partOf(asked)}`;
}

/** Whether a request ends a multipart upload. */
function isEnd({ method, query }: Asked): boolean {
  return method === 'POST' && query.has('uploadId');
}

function isAbort({ method }: Asked): boolean {
  return method === 'DELETE';
}

/** Runs a module of its own process, and says how long it lived after it had printed. */
function runScript(
  script: string,
): Promise<{ code: number | null; stdout: string; afterDoneMs: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  let stdout = '';
  let done = 0;
  child.stdout.on('data', (text) => {
    stdout += text;
    done = Date.now();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, afterDoneMs: Date.now() - done }));
  });
}
