import { describe, expect, it } from 'vitest';
import type { RestAuth } from '../../../../lib/capture/rest/rest-data.ts';
import { KeyError } from '../../../../lib/errors.ts';
import { anApi, errorOf, secrets, virtualTime } from './an-api.ts';
import { type ApiServer, type Asked, apiServer, type Reply } from './api-server.ts';

const SECRETS = { ID: 'the id', SECRET: 'a:b+c/d=é', TOKEN: 'own-token' };

/** A token endpoint that numbers its tokens, and an API that accepts the ones of a test. */
interface Service {
  readonly server: ApiServer;
  readonly auth: RestAuth;
  /** The requests for tokens. */
  readonly logins: () => readonly Asked[];
  /** The requests for pages. */
  readonly pages: () => readonly Asked[];
}

async function aService({
  token = (number) => ({ body: JSON.stringify({ access_token: `t${number}`, expires_in: 3600 }) }),
  page = () => ({ body: '[1]' }),
  scope,
}: {
  token?: (number: number) => Reply;
  page?: (authorization: string, number: number) => Reply;
  scope?: string;
} = {}): Promise<Service> {
  let [tokens, asked] = [0, 0];
  const server = await apiServer(({ path, headers }) => {
    if (path === '/token') {
      tokens += 1;
      return token(tokens);
    }
    asked += 1;
    return page(headers.authorization ?? '', asked);
  });
  const tokenUrl = `${server.origin}/token`;
  const names = { clientId: 'env:ID', clientSecret: 'env:SECRET' };
  return {
    server,
    auth: { kind: 'oauth2', tokenUrl, ...names, ...(scope === undefined ? {} : { scope }) },
    logins: () => server.asked.filter(({ path }) => path === '/token'),
    pages: () => server.asked.filter(({ path }) => path !== '/token'),
  };
}

function opened({ server, auth }: Service, time = virtualTime()) {
  const { readSecret, read } = secrets(SECRETS);
  const ask = anApi({ baseUrl: server.origin, auth }, { readSecret, ...time });
  return { ask, read };
}

describe('client credentials', () => {
  it('get a token with the id and the secret, and use it for all pages', async () => {
    const service = await aService({ scope: 'a b' });
    const { ask, read } = opened(service);

    await ask('/1');
    await ask('/2');

    const [login, ...more] = service.logins();
    const coded = Buffer.from('the+id:a%3Ab%2Bc%2Fd%3D%C3%A9').toString('base64');
    expect(more).toEqual([]);
    expect(login).toMatchObject({
      method: 'POST',
      headers: {
        authorization: `Basic ${coded}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=a+b',
    });
    expect(service.pages().map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t1',
      'Bearer t1',
    ]);
    expect(read).toEqual(['env:ID', 'env:SECRET']);
  });

  it('get another token shortly before one ends, and read their secrets once', async () => {
    const service = await aService();
    const time = virtualTime();
    const { ask, read } = opened(service, time);

    await ask('/1');
    time.pass(3_530_000);
    await ask('/2');
    time.pass(10_000);
    await ask('/3');

    expect(service.pages().map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t1',
      'Bearer t1',
      'Bearer t2',
    ]);
    expect(read).toEqual(['env:ID', 'env:SECRET']);
  });

  it.each([
    ['in ten seconds', { expires_in: 10 }, ['t1', 't2']],
    ['at once', { expires_in: 0 }, ['t1', 't2']],
    ['as text', { expires_in: '3600' }, ['t1', 't1']],
    ['at no time that is said', {}, ['t1', 't1']],
  ])('use a token that ends %s', async (_, lifetime, used) => {
    const token = (number: number) => ({
      body: JSON.stringify({ access_token: `t${number}`, token_type: 'Bearer', ...lifetime }),
    });
    const service = await aService({ token });
    const time = virtualTime();
    const { ask } = opened(service, time);

    await ask('/1');
    time.pass(9_500);
    await ask('/2');

    const bearers = service.pages().map(({ headers }) => headers.authorization?.slice(7));
    expect(bearers).toEqual(used);
  });

  it('get one new token when the API refuses theirs in mid-run', async () => {
    const page = (authorization: string, number: number) =>
      number > 2 && authorization === 'Bearer t1' ? { status: 401 } : { body: '[1]' };
    const service = await aService({ page });
    const { ask } = opened(service);

    await ask('/1');
    await ask('/2');
    const answer = await ask('/3');
    await ask('/4');

    expect(answer.text).toBe('[1]');
    expect(service.logins()).toHaveLength(2);
    expect(service.pages().map(({ path }) => path)).toEqual(['/1', '/2', '/3', '/3', '/4']);
  });

  it('get one token for all requests that need one at once', async () => {
    const page = (authorization: string) =>
      authorization === 'Bearer t1' ? { status: 401 } : { body: '[1]' };
    const service = await aService({ page });
    const { ask } = opened(service);

    const answers = await Promise.all(['/1', '/2', '/3', '/4'].map((path) => ask(path)));

    expect(answers.map(({ text }) => text)).toEqual(Array(4).fill('[1]'));
    expect(service.logins()).toHaveLength(2);
  });

  it('are wrong when the API refuses a second token, too', async () => {
    const service = await aService({ page: () => ({ status: 401 }) });
    const { ask } = opened(service);

    const error = await errorOf(ask('/1'));

    expect(error).toBeInstanceOf(KeyError);
    expect(error).toMatchObject({
      message: `Expected ${service.server.origin} to accept the credentials in env:ID and env:SECRET, got status 401. Check that they are those of this API and still valid, or store new ones.`,
    });
    expect(service.logins()).toHaveLength(2);
    expect(service.pages()).toHaveLength(2);
  });

  it.each([400, 401, 403])('are wrong when the token endpoint answers %i', async (status) => {
    const service = await aService({ token: () => ({ status, body: '{"error":"words"}' }) });
    const { ask } = opened(service);

    const error = await errorOf(ask('/1'));

    expect(error).toBeInstanceOf(KeyError);
    expect(error).toMatchObject({
      message: `Expected ${service.server.origin} to give a token for env:ID and env:SECRET, got status ${status}. Check that both belong to the same application and are not swapped.`,
    });
    expect(service.pages()).toEqual([]);
  });

  it('ask for a token again when the token endpoint fails, also in a later page', async () => {
    const token = (number: number) =>
      number <= 6 ? { status: 503 } : { body: '{"access_token":"t"}' };
    const service = await aService({ token });
    const { ask } = opened(service);

    const first = await errorOf(ask('/1'));
    const second = await ask('/1');

    expect(first).toMatchObject({
      name: 'CaptureError',
      message: expect.stringMatching(/^Could not get a token: .* answered 503, in try 5 of 5/),
    });
    expect(second.text).toBe('[1]');
    expect(service.logins()).toHaveLength(7);
  });

  it.each<readonly [string, Reply]>([
    ['no JSON', { body: 'words' }],
    ['no object', { body: '["words"]' }],
    ['no token', { body: '{"token":"words"}' }],
    ['a token that is no text', { body: '{"access_token":7}' }],
    ['a token of several lines', { body: '{"access_token":"a\\r\\nx: words"}' }],
    ['a token of another type', { body: '{"access_token":"words","token_type":"mac"}' }],
  ])('need another answer than one with %s', async (_, reply) => {
    const service = await aService({ token: () => reply });
    const { ask } = opened(service);

    const error = await errorOf(ask('/1'));

    expect(error).toMatchObject({
      name: 'CaptureError',
      message: `Expected ${service.server.origin} to answer with JSON that has an "access_token" of the type "bearer", got another answer. Check "tokenUrl" against the documentation of the API.`,
    });
    expect(service.pages()).toEqual([]);
  });

  it('are not sent on by a redirect', async () => {
    const other = await apiServer(() => ({ body: '{"access_token":"t"}' }));
    const location = `${other.origin}/token`;
    const service = await aService({ token: () => ({ status: 307, headers: { location } }) });
    const { ask } = opened(service);

    await expect(ask('/1')).rejects.toThrow(/^Could not get a token: \S+ answered 307\. /);

    expect(other.asked).toEqual([]);
    expect(service.logins()).toHaveLength(1);
  });
});

describe('a secret in a header', () => {
  it.each<readonly [string, RestAuth, string, string]>([
    ['bearer', { kind: 'bearer', token: 'env:TOKEN' }, 'authorization', 'Bearer own-token'],
    ['own', { kind: 'header', name: 'X-Api-Key', value: 'env:TOKEN' }, 'x-api-key', 'own-token'],
  ])('of the kind %s is read once, and sent with each request', async (_, auth, name, value) => {
    const service = await aService();
    const { ask, read } = opened({ ...service, auth });

    await ask('/1');
    await ask('/2');

    expect(service.pages().map(({ headers }) => headers[name])).toEqual([value, value]);
    expect(read).toEqual(['env:TOKEN']);
  });

  it('is wrong when the API refuses it', async () => {
    const service = await aService({ page: () => ({ status: 401 }) });
    const { ask } = opened({ ...service, auth: { kind: 'bearer', token: 'env:TOKEN' } });

    const error = await errorOf(ask('/1'));

    expect(error).toBeInstanceOf(KeyError);
    expect(error).toMatchObject({ message: expect.stringContaining('credentials in env:TOKEN, ') });
    expect(service.pages()).toHaveLength(1);
  });

  it.each(['two\nlines', 'a token of a caça', '', 'tab\t'])('cannot be %j', async (secret) => {
    const service = await aService();
    const auth: RestAuth = { kind: 'header', name: 'x-api-key', value: 'env:TOKEN' };
    const { readSecret } = secrets({ TOKEN: secret });
    const ask = anApi({ baseUrl: service.server.origin, auth }, { readSecret });

    const error = await errorOf(ask('/1'));

    expect(error).toBeInstanceOf(KeyError);
    expect(error).toMatchObject({
      message: expect.stringContaining('a secret of visible ASCII characters in env:TOKEN'),
    });
    expect(service.server.asked).toEqual([]);
  });

  it('that is missing fails the page, and is read again for the next one', async () => {
    const service = await aService();
    const missing = new KeyError({ expected: 'a', got: 'b', advice: 'C.' });
    let reads = 0;
    const readSecret = async () => {
      reads += 1;
      if (reads === 1) throw missing;
      return 'own-token';
    };
    const auth: RestAuth = { kind: 'bearer', token: 'env:TOKEN' };
    const ask = anApi({ baseUrl: service.server.origin, auth }, { readSecret });

    const first = await errorOf(ask('/1'));
    const second = await ask('/1');

    expect(first).toBe(missing);
    expect(second.text).toBe('[1]');
  });
});
