import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  destinationOf,
  onOrigin,
  parseOrigins,
} from '../../../../lib/capture/rest/http/origins.ts';

const NONE = new Map<string, string>();

describe('replaced origins', () => {
  it('are read from texts', () => {
    const origins = parseOrigins([
      'https://api.test=http://127.0.0.1:4700',
      'HTTPS://Login.test:443/=http://stand-in:80',
    ]);

    expect([...origins]).toEqual([
      ['https://api.test', 'http://127.0.0.1:4700'],
      ['https://login.test', 'http://stand-in'],
    ]);
  });

  it.each([
    '',
    'https://api.test',
    'https://api.test=',
    'https://api.test=http://a=http://b',
    'api.test=http://127.0.0.1',
    'https://api.test/v1=http://127.0.0.1',
    'https://api.test?a=http://127.0.0.1',
    'https://user:hunter2@api.test=http://127.0.0.1',
    'https://api.test=ftp://127.0.0.1',
    'file:///a=http://127.0.0.1',
  ])('are not read from %j, which is not repeated', (text) => {
    const parse = () => parseOrigins(['https://a.test=http://127.0.0.1', text]);

    expect(parse).toThrow(/got text 2, which is not of that form\. /);
    expect(parse).not.toThrow(/hunter2/);
  });

  it('are named once', () => {
    const texts = ['https://a.test=http://127.0.0.1', 'https://a.test/=http://127.0.0.1:1'];

    expect(() => parseOrigins(texts)).toThrow(/text 2, which replaces an origin a second time/);
  });

  it('keep path and query as they are', () => {
    const origins = new Map([['https://api.test', 'http://127.0.0.1:4700']]);
    const url = new URL('https://u:p@api.test//v1/%2e%2E/a%20b?c=%C3%A7&d#e');

    const { href } = destinationOf(url, { origins, aim: 'read a' });

    expect(href).toBe(`http://127.0.0.1:4700${url.pathname}?c=%C3%A7&d`);
  });

  it('change nothing but the origin of any URL', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, query) => {
        const url = new URL('https://api.test');
        url.pathname = path;
        url.search = query;

        const moved = onOrigin('http://127.0.0.1:4700', url);

        expect(moved.origin).toBe('http://127.0.0.1:4700');
        expect(`${moved.pathname}${moved.search}`).toBe(`${url.pathname}${url.search}`);
      }),
    );
  });
});

describe('a request without encryption', () => {
  it.each([
    'http://127.0.0.1/a',
    'http://127.9.8.7:80/a',
    'http://localhost:4700/a',
    'http://[::1]:4700/a',
    'https://api.test/a',
  ])('may be sent to %s', (text) => {
    const url = new URL(text);

    expect(destinationOf(url, { origins: NONE, aim: 'read a' }).href).toBe(url.href);
  });

  it.each([
    ['http://api.test/secret', 'http'],
    ['http://127.0.0.1.api.test/secret', 'http'],
    ['http://localhost.api.test/secret', 'http'],
    ['http://10.0.0.1/secret', 'http'],
    ['http://0.0.0.0/secret', 'http'],
    ['ftp://api.test/secret', 'another protocol'],
    ['file:///secret', 'another protocol'],
    ['data:,secret', 'another protocol'],
  ])('is not sent to %s', (text, protocol) => {
    const send = () => destinationOf(new URL(text), { origins: NONE, aim: 'read a' });

    expect(send).toThrow(`Expected a URL with https to read a, got one with ${protocol}. `);
    expect(send).not.toThrow(/secret/);
  });

  it('may be sent to any origin that a person names in place of another', () => {
    const origins = parseOrigins(['https://api.test=http://stand-in:4700']);
    const url = new URL('https://api.test/a');

    expect(destinationOf(url, { origins, aim: 'read a' }).href).toBe('http://stand-in:4700/a');
  });
});
