import { rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewObject } from '../../lib/lake/object.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { objectOf } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Answer, conditionally, QUICK, s3Refusal, s3Server } from './s3-server.ts';

const MIB = 1024 ** 2;
const OK: Answer = { status: 200, headers: { etag: '"e"' } };
const PATIENT = { idleTimeoutMs: 5_000 };

describe('an S3 store sends a file', () => {
  it('in one request of known length and digest, which its signature covers', async () => {
    const { object } = await aFile('x'.repeat(3 * MIB + 1));
    const server = await s3Server(conditionally(() => OK));

    const outcome = await server.store({ client: PATIENT }).putIfAbsent('k', object);

    expect(outcome).toBe('created');
    expect(server.asked).toHaveLength(2);
    for (const { headers, body } of server.asked) {
      expect(objectOf(String(body)).sha256).toBe(object.sha256);
      expect(headers['content-length']).toBe(String(object.size));
      expect(headers['x-amz-content-sha256']).toBe(object.sha256);
      expect(headers['x-amz-checksum-sha256']).toBe(
        Buffer.from(object.sha256, 'hex').toString('base64'),
      );
      expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-content-sha256/);
    }
  });

  it.each([
    ['reset', 'reset' as const],
    ['a status of 503', s3Refusal(503, 'ServiceUnavailable')],
    ['a conflict', s3Refusal(409, 'ConditionalRequestConflict')],
  ])('whole in each try, after %s', async (_, answer) => {
    const { object } = await aFile('x'.repeat(MIB + 1));
    const server = await s3Server(conditionally((_, number) => (number === 1 ? answer : OK)));

    const outcome = await server.store({ client: PATIENT }).putIfAbsent('k', object);

    expect(outcome).toBe('created');
    expect(server.asked.map(({ body }) => body.length)).toEqual(Array(3).fill(MIB + 1));
  });

  it('never to its end when it changed since its digest was taken', async () => {
    const { object, path } = await aFile('x'.repeat(2 * MIB + 1));
    await writeFile(path, 'y'.repeat(2 * MIB + 1));
    const server = await s3Server(() => OK);

    const landing = server.store({ client: PATIENT }).putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/Could not write s3:\/\/lake\/k: .*SHA-256.*Nothing was/);
    await expect(landing).rejects.toMatchObject({ name: 'StoreError', retryable: false });
    expect(server.asked).toEqual([]);
  });

  it('never to its end when it is cut while it is sent', async () => {
    const { object, path } = await aFile('x'.repeat(2 * MIB));
    const server = await s3Server(async (_, number) => {
      if (number === 1) await truncate(path, MIB + 7);
      return s3Refusal(503, 'ServiceUnavailable');
    });

    const landing = server.store({ client: PATIENT }).putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/should have 2097152 bytes and has only 1048583/);
    expect(server.asked).toHaveLength(1);
  });

  it('not in parts when it is gone', async () => {
    const { object, path } = await aFile('0123456789');
    await rm(path);
    const server = await s3Server(({ method }) =>
      method === 'POST'
        ? { status: 200, body: '<R><UploadId>u1</UploadId></R>' }
        : { status: method === 'DELETE' ? 204 : 200 },
    );

    const landing = server.store({ multipartAbove: 5, partSize: 4 }).putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/its file cannot be read \(ENOENT/);
    expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  it.each([1, 5])('of %i MiB, and ends with a response that comes before the body', async (mib) => {
    const { object } = await aFile('x'.repeat(mib * MIB));
    const endpoint = await serverThatRefusesAtOnce();
    const store = s3Store({ bucket: 'lake', client: { ...QUICK, ...PATIENT, endpoint } });

    const landing = store.putIfAbsent('k', object);

    await expect(landing).rejects.toThrow(/Permission for s3:PutObject .* was denied/);
  });
});

async function aFile(text: string): Promise<{ object: NewObject; path: string }> {
  const path = join(await temporaryFolder(), 'body');
  await writeFile(path, text);
  return { object: { ...objectOf(text), body: { path } }, path };
}

/** A server that looks at the head of a request only. */
async function serverThatRefusesAtOnce(): Promise<string> {
  const server = createServer(refuse).on('checkContinue', refuse);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function refuse(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'application/xml' });
  response.end('<Error><Code>AccessDenied</Code><Message>No.</Message></Error>');
}
