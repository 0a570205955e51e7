import { describe, expect, it } from 'vitest';
import { restDataOf } from '../../../../lib/capture/rest/check/check-rest-data.ts';
import { InputError } from '../../../../lib/errors.ts';

const oauth2 = {
  kind: 'oauth2',
  tokenUrl: 'https://accounts.example.com/token',
  clientId: 'env:EXAMPLE_ID',
  clientSecret: 'aws:example#secret',
};
const child = {
  path: 'shows/{parent.id}/episodes',
  records: 'items',
  paginator: { kind: 'next-link', at: 'next' },
  include: { show_id: 'id' },
};
const request = {
  path: 'shows',
  query: { q: 'data hackers', since: '{period.from}', limit: 50, all: false },
  records: 'shows.items',
  paginator: { kind: 'offset', parameter: 'offset', total: 'shows.total' },
  most: 50,
  child,
};
const data = {
  job: 'podcasts',
  contract: { ceiling: 5 },
  api: {
    baseUrl: 'https://api.example.com/v1',
    auth: oauth2,
    headers: { 'accept-language': 'pt' },
  },
  request,
  fields: { publisher: 'owner.name' },
  incremental: { field: 'release_date', newestFirst: true },
  limits: { pages: 10, megabytes: 5 },
};

/** The data with another value at a path; `undefined` takes the member away. */
function changed(path: string, value: unknown, from: unknown = data): unknown {
  const [name = '', ...others] = path.split('/');
  const object = from as Record<string, unknown>;
  const given = others.length === 0 ? value : changed(others.join('/'), value, object[name] ?? {});
  const { [name]: _, ...rest } = object;
  return given === undefined ? rest : { ...rest, [name]: given };
}

describe('the data of an API', () => {
  it('is read as restJob makes it', () => {
    expect(restDataOf(data)).toBe(data);
  });

  it.each([
    ['api', { baseUrl: 'http://127.0.0.1:4700/v1/' }],
    ['api/baseUrl', 'http://[::1]:4700'],
    ['api/auth', { kind: 'bearer', token: 'file:token' }],
    ['api/auth', { kind: 'header', name: 'x-api-key', value: 'aws:ssm:/lake/key' }],
    ['api/requestsPerSecond', 0.5],
    ['api/longestWaitSeconds', 0],
    ['request/records', ''],
    ['request/paginator', { kind: 'single' }],
    ['request/paginator', { kind: 'page', parameter: 'page', first: 0, pages: 'pages' }],
    ['request/paginator', { kind: 'link-header', total: 'total' }],
    ['request/paginator', { kind: 'cursor', parameter: 'cursor', at: 'next' }],
    ['request/child', undefined],
    ['request/child', { ...child, path: 'episodes', query: { show: '{parent.id}' } }],
    ['request/child/child', { ...child, include: { episode_id: 'id' } }],
    ['fields', undefined],
  ])('may have %s %j', (path, value) => {
    expect(() => restDataOf(changed(path, value))).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ['api', undefined, 'Expected api of podcasts to be an object, got nothing.'],
    [
      'api/baseURL',
      'x',
      'api of podcasts to be an object of baseUrl, auth, headers, requestsPerSecond, tries, longestWaitSeconds, timeoutSeconds, got "baseURL". Did you mean "baseUrl"?',
    ],
    [
      'api/baseUrl',
      'api.example.com',
      'api.baseUrl of podcasts to be an https:// URL without query',
    ],
    ['api/baseUrl', 'ftp://api.example.com', 'to be an https:// URL'],
    ['api/baseUrl', 'http://api.example.com', 'to be an https:// URL'],
    ['api/baseUrl', 'https://api.example.com?Segredo=1', 'to be an https:// URL'],
    ['api/baseUrl', 'https://ana:Segredo@api.example.com', 'to be an https:// URL'],
    [
      'api/requestsPerSecond',
      0,
      'api.requestsPerSecond of podcasts to be a number above 0, got 0.',
    ],
    ['api/requestsPerSecond', -1, 'to be a number above 0, got -1.'],
    ['api/tries', 0, 'api.tries of podcasts to be a whole number from 1, got 0.'],
    ['api/tries', 1.5, 'to be a whole number from 1, got 1.5.'],
    [
      'api/headers/Authorization',
      'Segredo',
      'api.headers.Authorization of podcasts to be headers that authorize nothing: secrets belong in auth',
    ],
    ['api/headers/x-api-key', 'Segredo', 'secrets belong in auth'],
    ['api/headers/Cookie', 'Segredo', 'secrets belong in auth'],
    ['api/headers/x', 'a\r\nSegredo: 1', 'to be visible characters of ASCII'],
    [
      'api/auth/kind',
      'oauth',
      'api.auth.kind of podcasts to be one of oauth2, bearer, header, got text. Did you mean "oauth2"?',
    ],
    [
      'api/auth',
      { kind: 'bearer', token: 'Segredo' },
      'api.auth.token of podcasts to be the place of a secret, such as env:NAME or aws:NAME#field, and never the secret itself',
    ],
    [
      'api/auth/clientSecret',
      'Segredo',
      'api.auth.clientSecret of podcasts to be the place of a secret',
    ],
    [
      'api/auth/tokenUrl',
      'http://accounts.example.com/token',
      'api.auth.tokenUrl of podcasts to be an https:// URL',
    ],
    ['api/auth/clientSecrets', 'Segredo', 'got "clientSecrets". Did you mean "clientSecret"?'],
    ['request/path', '/shows', 'request.path of podcasts to be a path relative to the base URL'],
    ['request/path', '../shows', 'to be a path relative'],
    ['request/path', 'shows?q=1', 'to be a path relative'],
    [
      'request/path',
      'shows/{perod}',
      'request.path of podcasts to be text whose placeholders are among {period}, {period.from}, {period.to}, got "{perod}". Did you mean "period"?',
    ],
    ['request/path', 'shows/{parent.id}', 'got "{parent.id}". It has no parent.'],
    ['request/path', 'shows/{period', 'to be text whose braces are those of {period}'],
    [
      'request/query/since',
      '{period.form}',
      'request.query.since of podcasts to be text whose placeholders are among',
    ],
    [
      'request/query/q',
      null,
      'request.query.q of podcasts to be text, a number, true or false, got null.',
    ],
    ['request/records', undefined, 'request.records of podcasts to be text, got nothing.'],
    ['request/records', 'shows..items', 'to be names of members with dots between them'],
    [
      'request/paginator',
      undefined,
      'request.paginator of podcasts to be an object with a kind, got nothing.',
    ],
    [
      'request/paginator/kind',
      'ofset',
      'request.paginator.kind of podcasts to be one of single, offset, page, next-link, link-header, cursor, got text. Did you mean "offset"?',
    ],
    [
      'request/paginator/parameter',
      undefined,
      'request.paginator.parameter of podcasts to be text, got nothing.',
    ],
    [
      'request/paginator/parametr',
      'x',
      'request.paginator of podcasts to be an object of kind, parameter, total, got "parametr". Did you mean "parameter"?',
    ],
    [
      'request/query/offset',
      0,
      'request.paginator.parameter of podcasts to be a parameter that the query does not have, got "offset".',
    ],
    ['request/most', 0, 'request.most of podcasts to be a whole number from 1, got 0.'],
    ['request/include', {}, 'got "include".'],
    [
      'request/child/path',
      'episodes',
      'request.child of podcasts to be a list whose path or query has a member of its parent, such as {parent.id}, got the same list for each parent.',
    ],
    ['request/child/path', 'episodes/{parent.}', 'got "{parent.}"'],
    [
      'request/child/include',
      { publisher: 'owner' },
      'request.child.include of podcasts to be the name of a column that neither fields nor another include has, got "publisher".',
    ],
    ['request/child/child', child, 'request.child.child.include of podcasts'],
    ['fields', { a: 5 }, 'fields.a of podcasts to be text, got 5.'],
    [
      'incremental/newestFirst',
      'yes',
      'incremental.newestFirst of podcasts to be true or false, got text.',
    ],
    ['limits/pages', 0, 'limits.pages of podcasts to be a whole number from 1, got 0.'],
    ['limits/megabytes', 0.5, 'limits.megabytes of podcasts to be a number from 1, got 0.5.'],
    ['limit', {}, 'the data of podcasts to be an object of job, contract'],
    ['contract', [], 'contract of podcasts to be an object, got a list.'],
  ])('is refused with %s %j', (path, value, message) => {
    const open = () => restDataOf(changed(path, value));

    expect(open).toThrow(InputError);
    expect(open).toThrow(message);
    expect(open).toThrow(/ in the file of the job\.$| in its file in jobs\/\.$/);
    expect(open).not.toThrow('Segredo');
  });

  it.each([undefined, null, 'podcasts', [], {}, { job: 5 }])('is not %j', (value) => {
    expect(() => restDataOf(value)).toThrow('Make the job in its file in jobs/ with restJob.');
  });
});
