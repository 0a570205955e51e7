import { aessiv } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AesSiv } from '../../lib/protect/aes-siv.ts';

/** RFC 5297, appendix A.1. */
const A1 = {
  key: 'fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
  associated: '101112131415161718191a1b1c1d1e1f2021222324252627',
  plain: '112233445566778899aabbccddee',
  sealed: '85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c',
};

/** RFC 5297, appendix A.2: two pieces of associated data and a nonce. */
const A2 = {
  key: '7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f',
  associated: [
    '00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100',
    '102030405060708090a0',
    '09f911029d74e35bd84156c5635688c0',
  ],
  plain:
    '7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553',
  sealed:
    '7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d',
};

const anyKey = fc.constantFrom(32, 48, 64).chain((length) => bytes(length, length));
const anyValues = fc.array(bytes(0, 40), { minLength: 1, maxLength: 20 });

describe('AES-SIV', () => {
  it('seals and opens vector A.1 of RFC 5297', () => {
    const siv = new AesSiv(hex(A1.key), hex(A1.associated));

    const [sealed] = siv.seal([hex(A1.plain)]);

    expect(sealed).toEqual(hex(A1.sealed));
    expect(siv.open(hex(A1.sealed))).toEqual(hex(A1.plain));
  });

  it('comes from a package that seals vector A.2 of RFC 5297', () => {
    const sealed = aessiv(hex(A2.key), ...A2.associated.map(hex)).encrypt(hex(A2.plain));

    expect(sealed).toEqual(hex(A2.sealed));
  });

  it('gives the bytes of the package for values of every length', () => {
    fc.assert(
      fc.property(anyKey, bytes(0, 40), anyValues, (key, associated, values) => {
        const sealed = new AesSiv(key, associated).seal(values);

        expect(sealed).toEqual(values.map((value) => aessiv(key, associated).encrypt(value)));
      }),
    );
  });

  it('opens what it sealed', () => {
    fc.assert(
      fc.property(anyKey, bytes(0, 40), anyValues, (key, associated, values) => {
        const siv = new AesSiv(key, associated);

        const opened = siv.seal(values).map((each) => siv.open(each));

        expect(opened).toEqual(values);
      }),
    );
  });

  it('does not open bytes of which one bit was changed, or that were cut', () => {
    const siv = new AesSiv(new Uint8Array(64).fill(7), Buffer.from('a domain'));
    const [sealed = new Uint8Array()] = siv.seal([Buffer.from('fourteen bytes')]);
    const changed = Array.from({ length: sealed.length * 8 }, (_, bit) => {
      const copy = Uint8Array.from(sealed);
      copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
      return copy;
    });
    const cut = Array.from(sealed, (_, length) => sealed.subarray(0, length));

    const opened = [...changed, ...cut].map((bytes) => siv.open(bytes));

    expect(opened).toHaveLength(30 * 9);
    expect(new Set(opened)).toEqual(new Set([undefined]));
  });

  it('does not open with another key or other associated data', () => {
    const key = new Uint8Array(64).fill(7);
    const [sealed = new Uint8Array()] = new AesSiv(key, Buffer.from('a')).seal([Buffer.from('x')]);

    expect(new AesSiv(key, Buffer.from('b')).open(sealed)).toBeUndefined();
    expect(
      new AesSiv(
        key.map((byte) => byte + 1),
        Buffer.from('a'),
      ).open(sealed),
    ).toBeUndefined();
    expect(new AesSiv(key, Buffer.from('a')).open(sealed)).toEqual(Uint8Array.from([0x78]));
  });
});

function hex(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

function bytes(minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength });
}
