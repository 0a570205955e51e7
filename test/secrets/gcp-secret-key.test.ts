import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InputError, KeyError } from '../../lib/errors.ts';
import { crc32c } from '../../lib/gcp/crc32c.ts';
import type { GoogleAnswer, GoogleRequest } from '../../lib/gcp/google-http.ts';
import { reasonOf } from '../../lib/gcp/google-http.ts';
import { gcpSecretKey, gcpSecretText, parseGcpSecret } from '../../lib/secrets/gcp-secret-key.ts';
import { openKey } from '../../lib/secrets/open-key.ts';
import { isSecretReference, readSecret } from '../../lib/secrets/secret-text.ts';
import { keyProviderContract } from '../contracts/key-provider-contract.ts';

const secret = 'projects/p/secrets/s';

function answer(status: number, body: unknown): GoogleAnswer {
  return { status, body, reason: reasonOf(status, body), header: () => undefined };
}

function payload(bytes: Uint8Array, checksum = crc32c(bytes)): GoogleAnswer {
  const data = Buffer.from(bytes).toString('base64');
  return answer(200, { name: 'a', payload: { data, dataCrc32c: String(checksum) } });
}

/** Secret Manager that gives these answers, one after the other. */
function answering(...answers: readonly GoogleAnswer[]) {
  const asked: GoogleRequest[] = [];
  const left = [...answers];
  const http = async (request: GoogleRequest) => {
    asked.push(request);
    return left.shift() ?? answer(500, undefined);
  };
  return { asked, options: { http, sleep: async () => {} } };
}

function textOf(text: string): GoogleAnswer {
  return payload(new TextEncoder().encode(text));
}

keyProviderContract('A secret of Google Cloud', async () => {
  let stored: string | undefined;
  const http = async () => (stored === undefined ? answer(404, {}) : textOf(stored));
  return {
    open: () => gcpSecretKey({ secret }, { http }),
    async put(text) {
      stored = text;
    },
  };
});

describe('a secret of Google Cloud', () => {
  it('is read by one request, in its latest version', async () => {
    const { asked, options } = answering(textOf('ção'));

    expect(await gcpSecretText({ secret }, options)).toBe('ção');
    expect(asked).toEqual([
      {
        method: 'GET',
        url: 'https://secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/latest:access',
      },
    ]);
  });

  it('has versions and fields', async () => {
    const { asked, options } = answering(textOf('{"url": "postgres://a"}'));

    expect(await gcpSecretText({ secret, version: '3', field: 'url' }, options)).toBe(
      'postgres://a',
    );
    expect(asked[0]?.url).toMatch(/\/versions\/3:access$/);
  });

  it('may not be there', async () => {
    expect(await gcpSecretText({ secret }, answering(answer(404, {})).options)).toBeUndefined();
  });

  it('is asked for again when Secret Manager fails', async () => {
    const { asked, options } = answering(
      answer(503, undefined),
      answer(429, undefined),
      textOf('a'),
    );

    expect(await gcpSecretText({ secret }, options)).toBe('a');
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['damaged', payload(Uint8Array.of(97, 98, 99), 7), 'arrived damaged', true],
    ['no text', payload(Uint8Array.of(0xff, 0xfe)), 'to be a text in UTF-8, got 2 bytes', false],
    [
      'denied',
      answer(403, { error: { status: 'PERMISSION_DENIED', message: 'abc' } }),
      'permission secretmanager.versions.access is missing (PERMISSION_DENIED). Grant the role "Secret Manager Secret Accessor"',
      false,
    ],
  ])('is an error without the secret when it is %s', async (_, wrong, words, retryable) => {
    const error: unknown = await gcpSecretText({ secret }, answering(wrong).options).catch(
      (thrown) => thrown,
    );

    expect(error).toBeInstanceOf(KeyError);
    expect(error).toMatchObject({ message: expect.stringContaining(words), retryable });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('abc');
  });
});

describe('a reference to a secret of Google Cloud', () => {
  it.each([
    ['projects/p/secrets/s', { secret, version: undefined, field: undefined }],
    ['projects/p/secrets/s#a', { secret, version: undefined, field: 'a' }],
    ['projects/p/secrets/s/versions/latest', { secret, version: 'latest', field: undefined }],
  ])('is %s', (text, name) => {
    expect(parseGcpSecret(text)).toEqual(name);
  });

  it.each(['s', 'projects/p/secrets/', 'projects/p/secrets/s/t', 'projects/../secrets/s?a', ''])(
    'is not %j',
    (text) => {
      expect(parseGcpSecret(text)).toBeUndefined();
    },
  );

  it('names a key, and any other secret', async () => {
    const places = { environment: {}, resolvePath: (path: string) => path };

    expect(openKey(`gcp:${secret}#key`, places).name).toBe(`gcp:${secret}#key`);
    expect(isSecretReference(`gcp:${secret}`)).toBe(true);
    await expect(readSecret('gcp:a-secret', 'a URL', places)).rejects.toThrow(KeyError);
    expect(() => openKey('gcp:a-secret', places)).toThrow(InputError);
  });
});
