import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RestAuth } from '../../../../lib/capture/rest/rest-data.ts';
import { HourlakeError } from '../../../../lib/errors.ts';
import { anApi, errorOf, secrets } from './an-api.ts';
import { apiServer, type Reply } from './api-server.ts';

/** In the URL, the secrets, the token, and all that the server says. */
const PLANTED = /planted/i;

const FINE: Reply = { body: '["planted"]' };
const TOKEN: Reply = { body: '{"access_token":"planted","expires_in":60}' };

interface Case {
  readonly page?: Reply;
  readonly token?: Reply;
  readonly secret?: string;
  readonly auth?: RestAuth;
  readonly mostBytes?: number;
  /** Where the page is, when it is not on the server. */
  readonly at?: string;
}

const cases: Readonly<Record<string, Case>> = {
  'a refused page': { page: says(403) },
  'a page that is missing': { page: says(404) },
  'a service that fails': { page: says(500) },
  'a service that asks for patience': { page: says(429, { 'retry-after': '9999' }) },
  'a refused token': { page: says(401) },
  'a connection that breaks': { page: 'reset' },
  'a body that is cut': { page: { body: '["planted"]', cutAfter: 9 } },
  'a body that is too large': { page: FINE, mostBytes: 9 },
  'a body that is no UTF-8': { page: { body: Buffer.from('planted \xff', 'latin1') } },
  'a body that is not compressed': {
    page: { body: 'planted', headers: { 'content-encoding': 'gzip' } },
  },
  'a redirect to elsewhere': { page: says(302, { location: 'https://planted.test/planted' }) },
  'a redirect to nowhere': { page: says(302, { location: 'http://[planted' }) },
  'redirects without an end': { page: says(302, { location: '/planted' }) },
  'an answer that is no HTTP': { page: ({ socket }) => socket?.end('planted\r\n\r\n') },
  'wrong secrets': { token: says(401) },
  'an endpoint of tokens that fails': { token: says(503) },
  'an answer without a token': { token: { body: '{"planted":' } },
  'a token that is no header': { token: { body: '{"access_token":"planted\\n"}' } },
  'a wrong key': { page: says(401), auth: { kind: 'header', name: 'x-key', value: 'env:KEY' } },
  'a key that is no header': { secret: 'planted\n1', auth: { kind: 'bearer', token: 'env:KEY' } },
  'a link to elsewhere': { at: 'https://planted:planted@api.test/planted' },
  'a link without encryption': { at: 'http://planted.test/planted' },
};

describe('an error shows no value, not even to --debug', () => {
  it.each(Object.entries(cases))('after %s', async (_, what) => {
    const { page = FINE, token = TOKEN, secret = 'planted', mostBytes = 1_000, at } = what;
    const server = await apiServer(({ path }) => (path === '/token' ? token : page));
    const { readSecret } = secrets({ KEY: secret });
    const tokenUrl = `${server.origin}/token`;
    const auth = what.auth ?? {
      kind: 'oauth2' as const,
      tokenUrl,
      clientId: 'env:KEY',
      clientSecret: 'env:KEY',
    };
    const ask = anApi({ baseUrl: server.origin, auth, tries: 2 }, { readSecret });

    const error = await errorOf(ask(at ?? '/planted?planted=planted', mostBytes));

    expect(error).toBeInstanceOf(HourlakeError);
    expect(everythingOf(error)).not.toMatch(PLANTED);
    expect(everythingOf(error)).not.toContain(
      Buffer.from('planted').toString('base64').slice(0, 8),
    );
  });
});

function says(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response: ServerResponse) => {
    response.writeHead(status, 'planted', { 'x-planted': 'planted', ...headers });
    response.end('planted');
  };
}

/** All that an error shows anywhere: message, stack, fields and causes. */
function everythingOf(error: unknown): string {
  return inspect(error, { depth: null, showHidden: true, maxStringLength: null });
}
