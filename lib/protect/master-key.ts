import { hkdfSync } from 'node:crypto';
import { KEY_VERSION } from '../model/source-key.ts';

export { KEY_VERSION };

/** How a column is protected with a key: `siv` can be revealed, `hmac` is one way. */
export type KeyedMethod = 'siv' | 'hmac';

/** What a derived key is for. */
export interface KeyPurpose {
  readonly method: KeyedMethod;
  /** What the values are, whatever their column is called: `cpf`. */
  readonly domain: string;
}

/** Bytes of the check value in {@link keyId}: enough that no two keys share it by chance. */
const CHECK_BYTES = 8;

/**
 * Tells one key from others: its version and a check value in hexadecimal. It is derived from the key
 * and says nothing about it, so that it may be written down.
 *
 * @param key 64 bytes
 * @example
 * keyId(new Uint8Array(64)) // => '1:290fd51252f581d7'
 */
export function keyId(key: Uint8Array): string {
  return `${KEY_VERSION}:${Buffer.from(derived(key, 'check', CHECK_BYTES)).toString('hex')}`;
}

/**
 * Whether a text is what {@link keyId} returns for some key.
 *
 * @example
 * isKeyId('1:0123456789abcdef') // => true
 */
export function isKeyId(text: string): boolean {
  return /^[1-9]\d*:[0-9a-f]{16}$/.test(text);
}

/**
 * The key for one method and one domain, derived by HKDF-SHA-512 (RFC 5869) without a salt. Keys for
 * different purposes are independent of each other.
 *
 * @param key 64 bytes
 * @param bytes length of the derived key
 * @example
 * derivedKey(new Uint8Array(64), { method: 'siv', domain: 'a' }, 64).length // => 64
 */
export function derivedKey(
  key: Uint8Array,
  { method, domain }: KeyPurpose,
  bytes: number,
): Uint8Array {
  return derived(key, `${method}/${domain}`, bytes);
}

function derived(key: Uint8Array, purpose: string, bytes: number): Uint8Array {
  const info = `hourlake/${KEY_VERSION}/${purpose}`;
  return new Uint8Array(hkdfSync('sha512', key, '', info, bytes));
}
