import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Silence } from '../../../../lib/capture/rest/http/silence.ts';
import { anApi } from './an-api.ts';
import { apiServer } from './api-server.ts';

const TIMEOUT = { timeoutSeconds: 30 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

describe('a connection that is silent for too long', () => {
  it('is given up when no answer begins, and the request is sent again', async () => {
    const server = await apiServer((_, number) => {
      if (number > 1) return { body: '[1]' };
      vi.advanceTimersByTime(30_000);
      return 'silence';
    });
    const ask = anApi({ baseUrl: server.origin, ...TIMEOUT });

    const answer = await ask('/a');

    expect(answer.text).toBe('[1]');
    expect(server.asked).toHaveLength(2);
  });

  it('is given up in the middle of a body', async () => {
    const server = await apiServer(() => (response) => {
      response.writeHead(200).write('["0');
    });
    const thenSilence: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      setImmediate(() => vi.advanceTimersByTime(30_000));
      return response;
    };
    const api = { baseUrl: server.origin, ...TIMEOUT, tries: 2 };
    const ask = anApi(api, { fetch: thenSilence });

    const asking = ask('/a');

    await expect(asking).rejects.toThrow(`${server.origin} sent nothing for 30 s, in try 2 of 2`);
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError', retryable: true });
    expect(server.asked).toHaveLength(2);
  });

  it('is not one whose body keeps arriving', async () => {
    let sendMore = () => {};
    const server = await apiServer(() => (response) => {
      const pieces = ['["', 'slow', ' ', 'body', '"]'];
      sendMore = () => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece);
      };
      sendMore();
    });
    const slow = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        vi.advanceTimersByTime(20_000);
        controller.enqueue(chunk);
        sendMore();
      },
    });
    const slowly: typeof fetch = async (...request) =>
      new Response((await fetch(...request)).body?.pipeThrough(slow));
    const ask = anApi({ baseUrl: server.origin, ...TIMEOUT, tries: 1 }, { fetch: slowly });

    const answer = await ask('/a');

    expect(answer.text).toBe('["slow body"]');
  });
});

describe('silence', () => {
  it('is watched for no longer than timers of Node can', () => {
    const silence = new Silence(10 ** 9, undefined);

    vi.advanceTimersByTime(2 ** 31 - 2);

    expect(silence.signal.aborted).toBe(false);
    silence.end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no listener on the signal of the run', () => {
    const run = new AbortController();
    const silence = new Silence(30, run.signal);

    silence.end();
    run.abort();

    expect(silence.signal.aborted).toBe(false);
  });
});
