import { createHmac } from 'node:crypto';
import { AesSiv } from './aes-siv.ts';
import { derivedKey, type KeyPurpose } from './master-key.ts';
import { tokenOf } from './token.ts';

/** Turns values in UTF-8 into tokens, in the same order; `null` stays `null`. */
export type ProtectValues = (values: readonly (Uint8Array | null)[]) => (string | null)[];

/** AES-256-SIV takes two keys of 32 bytes. */
const SIV_KEY_BYTES = 64;

const HMAC_KEY_BYTES = 32;

const encoder = new TextEncoder();

/**
 * Protects the values of one domain. Each value is protected as it stands, whether it is well-formed
 * or not: equal values give equal tokens, and values in another spelling give others.
 *
 * @param key 64 bytes
 * @example
 * protectorOf(new Uint8Array(64), { method: 'hmac', domain: 'a' })([null]) // => [null]
 */
export function protectorOf(key: Uint8Array, purpose: KeyPurpose): ProtectValues {
  return purpose.method === 'siv' ? sivProtector(key, purpose) : hmacProtector(key, purpose);
}

/**
 * The cipher of the `siv` tokens of one domain, whose associated data is the name of the domain.
 *
 * @param key 64 bytes
 */
export function sivOf(key: Uint8Array, domain: string): AesSiv {
  const own = derivedKey(key, { method: 'siv', domain }, SIV_KEY_BYTES);
  return new AesSiv(own, encoder.encode(domain));
}

function sivProtector(key: Uint8Array, { domain }: KeyPurpose): ProtectValues {
  const siv = sivOf(key, domain);
  return (values) => {
    const sealed = siv.seal(values.filter((value) => value !== null));
    let next = 0;
    return values.map((value) => {
      if (value === null) return null;
      const bytes = sealed[next] as Uint8Array;
      next += 1;
      return tokenOf('siv', bytes);
    });
  };
}

function hmacProtector(key: Uint8Array, purpose: KeyPurpose): ProtectValues {
  const own = derivedKey(key, purpose, HMAC_KEY_BYTES);
  return (values) =>
    values.map((value) =>
      value === null ? null : tokenOf('hmac', createHmac('sha256', own).update(value).digest()),
    );
}
