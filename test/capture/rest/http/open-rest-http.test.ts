import { describe, expect, it } from 'vitest';
import { openRestHttp } from '../../../../lib/capture/rest/http/open-rest-http.ts';
import { anApi, secrets, virtualTime } from './an-api.ts';
import { apiServer } from './api-server.ts';

describe('an API over HTTP', () => {
  it('answers with the text of a page, its size, its links and when it was complete', async () => {
    const server = await apiServer(() => ({
      headers: { link: ['</b>; rel="next"', '</z>; rel="last"'] },
      body: '\ufeff["ção"]',
    }));
    const time = virtualTime(1_000);
    const ask = anApi({ baseUrl: `${server.origin}/v1/` }, time);

    const answer = await ask('a?b=%C3%A7');

    expect(answer).toEqual({
      url: new URL(`${server.origin}/v1/a?b=%C3%A7`),
      status: 200,
      text: '["ção"]',
      bytes: 12,
      link: '</b>; rel="next", </z>; rel="last"',
      time: 1_000,
    });
    expect(server.asked).toMatchObject([{ method: 'GET', path: '/v1/a?b=%C3%A7', body: '' }]);
  });

  it('asks for JSON, with the headers of the job in place of its own', async () => {
    const server = await apiServer(() => ({}));
    const plain = anApi({ baseUrl: server.origin });
    const own = anApi({ baseUrl: server.origin, headers: { Accept: 'a/b', 'X-Version': '2' } });

    await plain('/');
    await own('/');

    expect(server.asked).toMatchObject([
      { headers: { accept: 'application/json' } },
      { headers: { accept: 'a/b', 'x-version': '2' } },
    ]);
  });

  it('reads no secret and asks nothing before the first page', async () => {
    const server = await apiServer(() => ({}));
    const { readSecret, read } = secrets({ TOKEN: 't' });

    anApi({ baseUrl: server.origin, auth: { kind: 'bearer', token: 'env:TOKEN' } }, { readSecret });

    expect(read).toEqual([]);
    expect(server.asked).toEqual([]);
  });

  it.each([
    [400, /answered 400\. Check the path and the parameters/],
    [401, /answered 401\. Declare in "auth"/],
    [403, /answered 403\. Check that the account .* may read this/],
    [404, /answered 404\. Check the base URL and the path/],
    [304, /answered 304\. /],
  ])('fails once and for all with status %i', async (status, message) => {
    const server = await apiServer(() => ({ status, body: status === 304 ? '' : '{"e":1}' }));
    const ask = anApi({ baseUrl: server.origin });

    const asking = ask('/a');

    await expect(asking).rejects.toThrow(message);
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError', retryable: false });
    expect(server.asked).toHaveLength(1);
  });

  it('ends the connection of an answer that it does not read', async () => {
    let isEnded: (sent: boolean) => void = () => {};
    const ended = new Promise<boolean>((resolve) => {
      isEnded = resolve;
    });
    const server = await apiServer(() => (response) => {
      response.on('close', () => isEnded(response.writableFinished));
      response.writeHead(403);
      response.write('and so on');
    });
    const ask = anApi({ baseUrl: server.origin });

    await expect(ask('/a')).rejects.toThrow('answered 403');

    expect(await ended).toBe(false);
  });

  it('sends nothing to another origin than that of its base URL', async () => {
    const other = await apiServer(() => ({}));
    const server = await apiServer(() => ({}));
    const { readSecret } = secrets({ TOKEN: 't' });
    const ask = anApi(
      { baseUrl: server.origin, auth: { kind: 'bearer', token: 'env:TOKEN' } },
      { readSecret },
    );

    const asking = ask(`${other.origin}/next`);

    await expect(asking).rejects.toThrow(/shows, page 1: the API points to another host/);
    expect(other.asked).toEqual([]);
    expect(server.asked).toEqual([]);
  });

  it.each([0, -1, Number.NaN])('cannot be opened for %d requests a second', (requestsPerSecond) => {
    const open = () => anApi({ baseUrl: 'http://127.0.0.1', requestsPerSecond });

    expect(open).toThrow(/more than 0 requests a second/);
  });

  it.each([
    ['x y', 'a'],
    ['', 'a'],
    ['x', 'a\nb: c'],
    ['x', 'ção'],
  ])('cannot be opened with the header %j: %j', (name, value) => {
    const { now, sleep } = virtualTime();
    const { readSecret } = secrets({});
    const api = { baseUrl: 'http://127.0.0.1', headers: { [name]: value } };

    const open = () => openRestHttp(api, { now, sleep, readSecret });

    expect(open).toThrow(/headers with names of HTTP/);
  });
});

describe('an API whose origin is replaced', () => {
  it('is asked at the other origin, which its answers do not show', async () => {
    const server = await apiServer(({ path }) =>
      path === '/v1/a?b=1'
        ? { status: 302, headers: { location: 'https://api.test/v1/c' } }
        : { body: '[1]' },
    );
    const origins = new Map([['https://api.test', server.origin]]);
    const ask = anApi({ baseUrl: 'https://api.test/v1/' }, { origins });

    const answer = await ask('a?b=1');

    expect(answer).toMatchObject({ url: new URL('https://api.test/v1/c'), text: '[1]' });
  });

  it('may redirect by the name of either origin', async () => {
    const server = await apiServer(({ path, headers }) =>
      path === '/a'
        ? { status: 307, headers: { location: `http://${headers.host}/b` } }
        : { body: '[1]' },
    );
    const origins = new Map([['https://api.test', server.origin]]);
    const ask = anApi({ baseUrl: 'https://api.test' }, { origins });

    const answer = await ask('/a');

    expect(answer.url.href).toBe('https://api.test/b');
  });

  it('gets its tokens from the other origin of the token endpoint', async () => {
    const tokens = await apiServer(() => ({ body: '{"access_token":"t"}' }));
    const server = await apiServer(() => ({}));
    const origins = new Map([
      ['https://login.test', tokens.origin],
      ['https://api.test', server.origin],
    ]);
    const { readSecret } = secrets({ ID: 'i', SECRET: 's' });
    const tokenUrl = 'https://login.test/token?a=1';
    const auth = { kind: 'oauth2', tokenUrl, clientId: 'env:ID', clientSecret: 'env:SECRET' };
    const ask = anApi(
      { baseUrl: 'https://api.test', auth: { ...auth, kind: 'oauth2' } },
      { origins, readSecret },
    );

    await ask('/a');

    expect(tokens.asked).toMatchObject([{ method: 'POST', path: '/token?a=1' }]);
    expect(server.asked).toMatchObject([{ headers: { authorization: 'Bearer t' } }]);
  });
});

describe('a run that ends', () => {
  it('ends the request that it waits for', async () => {
    const run = new AbortController();
    const server = await apiServer(() => {
      run.abort();
      return 'silence';
    });
    const ask = anApi({ baseUrl: server.origin }, { signal: run.signal });

    const asking = ask('/a');

    await expect(asking).rejects.toThrow(/shows, page 1: the run was interrupted/);
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError', retryable: true });
    expect(server.asked).toHaveLength(1);
  });

  it('ends a wait, and asks for nothing more', async () => {
    const run = new AbortController();
    const server = await apiServer(() => ({ status: 503, headers: { 'retry-after': '200' } }));
    const sleep = async (_: number, signal: AbortSignal | undefined) => {
      run.abort();
      signal?.throwIfAborted();
    };
    const ask = anApi({ baseUrl: server.origin }, { signal: run.signal, sleep });

    await expect(ask('/a')).rejects.toThrow('the run was interrupted');

    expect(server.asked).toHaveLength(1);
  });

  it('asks for nothing at all when it ended before', async () => {
    const server = await apiServer(() => ({}));
    const ask = anApi({ baseUrl: server.origin }, { signal: AbortSignal.abort() });

    await expect(ask('/a')).rejects.toThrow('the run was interrupted');

    expect(server.asked).toEqual([]);
  });
});
