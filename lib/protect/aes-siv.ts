/**
 * AES-SIV (RFC 5297), the cipher of the package `@noble/ciphers`: no other file loads it. The version
 * is pinned exactly, because the bytes of a lake depend on it.
 */
import { type Cipher, createCipheriv } from 'node:crypto';
import { aessiv, cmac } from '@noble/ciphers/aes.js';

/** Bytes of an AES block, and of the synthetic IV in front of each sealed value. */
const BLOCK = 16;

/** The bits of a synthetic IV that the counter of CTR does not use (RFC 5297, section 2.5). */
const CLEARED = [8, 12] as const;

/**
 * Seals values deterministically: equal values give equal bytes, and the bytes open only with the
 * same key and associated data.
 *
 * The package seals 18,000 values of 14 bytes a second on one core, a day of 24 x 50,000 rows in over
 * a minute. Values shorter than a block need only two AES blocks each, so they are sealed many at a
 * time by the AES of `node:crypto`, with the same bytes (test/protect/aes-siv.test.ts).
 */
export class AesSiv {
  readonly #key: Uint8Array;
  readonly #associated: Uint8Array;
  readonly #mac: Cipher;
  readonly #counter: Cipher;
  /** What a short value, padded to a block, is combined with before its block is encrypted. */
  readonly #mask: Uint8Array;

  /**
   * @param key 32, 48 or 64 bytes: the first half authenticates, the second half encrypts
   * @param associated associated data, which is not part of the sealed bytes
   */
  constructor(key: Uint8Array, associated: Uint8Array) {
    const macKey = key.subarray(0, key.length / 2);
    this.#key = key;
    this.#associated = associated;
    this.#mac = blockCipher(macKey);
    this.#counter = blockCipher(key.subarray(key.length / 2));
    // Section 2.4, up to the last string: D = dbl(CMAC(zero)) xor CMAC(associated).
    const beforeValue = combined(
      doubled(cmac(new Uint8Array(BLOCK), macKey)),
      cmac(associated, macKey),
    );
    // The CMAC of one whole block is its encryption after the first subkey, dbl(AES(zero)).
    const subkey = doubled(this.#mac.update(new Uint8Array(BLOCK)));
    this.#mask = combined(doubled(beforeValue), subkey);
  }

  /**
   * Seals values: of each, the synthetic IV (16 bytes) and the encrypted value, in the same order.
   *
   * @example
   * new AesSiv(new Uint8Array(64), new Uint8Array()).seal([new Uint8Array(14)])[0].length // => 30
   */
  seal(values: readonly Uint8Array[]): Uint8Array[] {
    const short = values.filter(({ length }) => length < BLOCK);
    const sealedShort = this.#sealShort(short);
    let next = 0;
    return values.map((value) => {
      if (value.length >= BLOCK) return this.#cipher().encrypt(value);
      const sealed = sealedShort[next] as Uint8Array;
      next += 1;
      return sealed;
    });
  }

  /** The value that was sealed; `undefined` if the key, the associated data or the bytes are others. */
  open(sealed: Uint8Array): Uint8Array | undefined {
    if (sealed.length < BLOCK) return undefined;
    try {
      return this.#cipher().decrypt(sealed);
    } catch {
      // The package throws only when the value is not authentic: the length was checked before.
      return undefined;
    }
  }

  /** One cipher seals or opens one value. */
  #cipher(): ReturnType<typeof aessiv> {
    return aessiv(this.#key, this.#associated);
  }

  #sealShort(values: readonly Uint8Array[]): Uint8Array[] {
    if (values.length === 0) return [];
    const blocks = new Uint8Array(values.length * BLOCK);
    for (const [index, value] of values.entries()) {
      const start = index * BLOCK;
      blocks.set(value, start);
      blocks[start + value.length] = 0x80;
      for (let byte = 0; byte < BLOCK; byte += 1) {
        blocks[start + byte] = (blocks[start + byte] as number) ^ (this.#mask[byte] as number);
      }
    }
    const ivs = this.#mac.update(blocks);
    const counters = Uint8Array.from(ivs);
    for (let start = 0; start < counters.length; start += BLOCK) {
      for (const byte of CLEARED) {
        counters[start + byte] = (counters[start + byte] as number) & 0x7f;
      }
    }
    const streams = this.#counter.update(counters);
    return values.map((value, index) => {
      const start = index * BLOCK;
      const sealed = new Uint8Array(BLOCK + value.length);
      sealed.set(ivs.subarray(start, start + BLOCK));
      for (let byte = 0; byte < value.length; byte += 1) {
        sealed[BLOCK + byte] = (value[byte] as number) ^ (streams[start + byte] as number);
      }
      return sealed;
    });
  }
}

/** AES on single blocks. It is used only on blocks that AES-SIV defines, never on values as they are. */
function blockCipher(key: Uint8Array): Cipher {
  return createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
}

/** Multiplication by two in GF(2^128), `dbl` of RFC 5297, section 2.3. */
function doubled(block: Uint8Array): Uint8Array {
  const twice = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >>> 7));
  if ((block[0] as number) & 0x80) twice[BLOCK - 1] = (twice[BLOCK - 1] as number) ^ 0x87;
  return twice;
}

function combined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] as number));
}
