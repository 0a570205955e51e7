import { KEY_VERSION, type KeyedMethod } from './master-key.ts';

/** What a token is made of. */
export interface Token {
  /** Version of the key, from 1. */
  readonly version: number;
  readonly method: KeyedMethod;
  /** `siv`: the sealed value, 16 bytes longer than the value; `hmac`: 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The letter of each method, after the version. */
const LETTERS: Readonly<Record<KeyedMethod, string>> = { siv: 's', hmac: 'h' };

/** `k`, the version of the key, the letter of the method, a dot, and base64url without padding. */
const TOKEN = /^k([1-9]\d{0,5})([sh])\.([\w-]+)$/;

/**
 * Writes a token of the current version of the key: `k1s.` and base64url.
 *
 * @example
 * tokenOf('siv', Uint8Array.of(1, 2, 3)) // => 'k1s.AQID'
 */
export function tokenOf(method: KeyedMethod, bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return `k${KEY_VERSION}${LETTERS[method]}.${view.toString('base64url')}`;
}

/**
 * Reads a token; `undefined` if the text is not one, or is one in another spelling.
 *
 * @example
 * parseToken('k1s.AQID')?.bytes // => Buffer.from([1, 2, 3])
 * parseToken('123.456.787-39') // => undefined
 */
export function parseToken(text: string): Token | undefined {
  const [, version = '', letter = '', encoded = ''] = TOKEN.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64url');
  // Some bits of the last character are not part of the bytes: only one spelling is a token.
  if (encoded === '' || bytes.toString('base64url') !== encoded) return undefined;
  return {
    version: Number(version),
    method: letter === LETTERS.siv ? 'siv' : 'hmac',
    bytes,
  };
}
