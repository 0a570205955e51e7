import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { anApi, virtualTime } from './an-api.ts';
import { apiServer, type Reply } from './api-server.ts';

const NOW = Date.UTC(2026, 10, 21);
const FINE: Reply = { body: '[1]' };

/** Asks a server that gives some replies, one after the other. */
async function asking(replies: readonly Reply[], api: { readonly tries?: number } = {}) {
  const server = await apiServer((_, number) => replies[number - 1] ?? FINE);
  const time = virtualTime(NOW);
  const rest = { baseUrl: server.origin, longestWaitSeconds: 300, ...api };
  const answer = anApi(rest, time)('/a');
  await answer.catch(() => {});
  return { answer, asked: server.asked, slept: time.slept };
}

describe('a request is sent again', () => {
  it.each<readonly [string, Reply]>([
    ['a status of 408', { status: 408 }],
    ['a status of 429', { status: 429 }],
    ['a status of 500', { status: 500 }],
    ['a status of 502', { status: 502 }],
    ['a status of 503', { status: 503 }],
    ['a reset', 'reset'],
    ['a body that is cut', { body: '["0123456789"]', cutAfter: 7 }],
    ['a body that is not as compressed as it says', { headers: { 'content-encoding': 'gzip' } }],
  ])('after %s', async (_, reply) => {
    const { answer, asked, slept } = await asking([reply]);

    expect(await answer).toMatchObject({ status: 200, text: '[1]' });
    expect(asked).toHaveLength(2);
    expect(slept).toEqual([500]);
  });

  it('after twice the time each, until the last try failed', async () => {
    const { answer, asked, slept } = await asking(Array(9).fill({ status: 502 }));

    await expect(answer).rejects.toThrow(
      /^Could not read shows, page 1: http:\/\/127\S+ answered 502, in try 5 of 5\. Run the same/,
    );
    await expect(answer).rejects.toMatchObject({ name: 'CaptureError', retryable: true });
    expect(asked).toHaveLength(5);
    expect(slept).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('never, where one try is all', async () => {
    const { answer, asked, slept } = await asking(['reset'], { tries: 1 });

    await expect(answer).rejects.toThrow(/cannot be reached, or the connection broke \(\w+\)/);
    expect(asked).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  it('as soon as the API wants it, and after the usual time where it wants it at once', async () => {
    const after = (header: string): Reply => ({ status: 429, headers: { 'retry-after': header } });

    const { answer, slept } = await asking([
      after('0'),
      after('0'),
      after('120'),
      after('Sat, 21 Nov 2026 00:03:00 GMT'),
    ]);

    expect(await answer).toMatchObject({ text: '[1]' });
    // 121.5 s have passed when the date is read.
    expect(slept).toEqual([500, 1_000, 120_000, 58_500]);
  });

  it.each([
    ['seconds', '301', 301],
    ['a date', 'Sat, 21 Nov 2026 01:00:00 GMT', 3_600],
    ['a day', '86400', 86_400],
  ])('not when the API asks for too long a wait, in %s', async (_, header, seconds) => {
    const reply = { status: 503, headers: { 'retry-after': header } };

    const { answer, asked, slept } = await asking([reply]);

    await expect(answer).rejects.toThrow(
      `the API asks to wait ${seconds} s, and the job waits 300 s at most`,
    );
    await expect(answer).rejects.toMatchObject({ name: 'CaptureError', retryable: true });
    expect(asked).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  it('where nothing listens', async () => {
    const port = await freePort();
    const { slept, ...time } = virtualTime();
    const ask = anApi({ baseUrl: `http://127.0.0.1:${port}`, tries: 3 }, time);

    const answer = ask('/a');

    await expect(answer).rejects.toThrow(
      `http://127.0.0.1:${port} cannot be reached, or the connection broke (ECONNREFUSED), in try 3 of 3`,
    );
    expect(slept).toEqual([500, 1_000]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  server.close();
  await once(server, 'close');
  return address.port;
}
