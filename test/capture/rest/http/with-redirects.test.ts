import { describe, expect, it } from 'vitest';
import { anApi, secrets } from './an-api.ts';
import { type ApiServer, type Asked, apiServer, type Reply } from './api-server.ts';

function opened({ origin }: ApiServer) {
  const { readSecret } = secrets({ TOKEN: 't' });
  return anApi({ baseUrl: origin, auth: { kind: 'bearer', token: 'env:TOKEN' } }, { readSecret });
}

/** Redirects `/0` to `/1`, and so on, up to some number. */
function upTo(last: number): (asked: Asked) => Reply {
  return ({ path }) => {
    const number = Number(path.slice(1));
    return number < last
      ? { status: 302, headers: { location: `/${number + 1}` } }
      : { body: '[1]' };
  };
}

describe('a redirect within the origin', () => {
  it.each([301, 302, 303, 307, 308])('of status %i is followed, authorized', async (status) => {
    const server = await apiServer(({ path }) =>
      path === '/a/b' ? { status, headers: { location: '../c?d=1#e' } } : { body: '[1]' },
    );
    const ask = opened(server);

    const answer = await ask('/a/b');

    expect(answer).toMatchObject({ url: new URL(`${server.origin}/c?d=1`), text: '[1]' });
    expect(server.asked).toMatchObject([
      { method: 'GET', path: '/a/b', headers: { authorization: 'Bearer t' } },
      { method: 'GET', path: '/c?d=1', headers: { authorization: 'Bearer t' } },
    ]);
  });

  it('may lead to five others', async () => {
    const server = await apiServer(upTo(5));

    const answer = await opened(server)('/0');

    expect(answer.url.pathname).toBe('/5');
  });

  it('may not lead to six others', async () => {
    const server = await apiServer(upTo(6));

    const asking = opened(server)('/0');

    await expect(asking).rejects.toThrow(/shows, page 1: more than 5 redirects/);
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError' });
    expect(server.asked).toHaveLength(6);
  });

  it('stays there, whatever its path looks like', async () => {
    const other = await apiServer(() => ({}));
    const { host } = new URL(other.origin);
    const server = await apiServer(({ path, headers }) =>
      path === '/a'
        ? { status: 302, headers: { location: `http://x:y@${headers.host}//${host}/b` } }
        : { body: '[1]' },
    );

    const answer = await opened(server)('/a');

    expect(answer.url.href).toBe(`${server.origin}//${host}/b`);
    expect(other.asked).toEqual([]);
  });

  it.each([
    ['no header "location"', {}],
    ['one that is no URL', { location: 'http://[' }],
  ])('with %s fails', async (_, headers) => {
    const server = await apiServer(() => ({ status: 302, headers }));

    const asking = opened(server)('/a');

    await expect(asking).rejects.toThrow(/status 302 without a usable header "location"/);
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError' });
  });
});

describe('a redirect to elsewhere', () => {
  it.each<readonly [string, (other: URL, own: URL) => string]>([
    ['another port', (other) => `${other.origin}/b`],
    ['another host', (other) => `http://localhost:${other.port}/b`],
    ['another host, without a protocol', (other) => `//${other.host}/b`],
    ['another host, behind a user name', (other, own) => `http://${own.host}@${other.host}/b`],
    ['another protocol', (_, own) => `https://${own.host}/b`],
    ['no protocol of the web', () => 'data:application/json,[]'],
  ])('is not followed: %s', async (_, location) => {
    const other = await apiServer(() => ({}));
    const server = await apiServer(({ headers }) => {
      const own = new URL(`http://${headers.host}`);
      return { status: 302, headers: { location: location(new URL(other.origin), own) } };
    });

    const asking = opened(server)('/a');

    await expect(asking).rejects.toThrow(
      /^Could not read shows, page 1: the API points to another host, port or protocol/,
    );
    await expect(asking).rejects.toMatchObject({ name: 'CaptureError', retryable: false });
    expect(other.asked).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });
});
