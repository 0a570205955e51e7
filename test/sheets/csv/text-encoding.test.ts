import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../../lib/errors.ts';
import { decodeText, encodingOf } from '../../../lib/sheets/csv/text-encoding.ts';

const text = 'BOTICÁRIO — R$ 10';

function decoded(bytes: Uint8Array): readonly string[] {
  const encoding = encodingOf(bytes);
  return [encoding, [...decodeText(bytes, encoding)].join('')];
}

describe('text', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 (big-endian)', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is decoded from %s without its mark', (encoding, bytes) => {
    expect(decoded(bytes)).toEqual([encoding, text]);
  });

  it('is decoded from Windows-1252, each byte of it', () => {
    const bytes = Buffer.from(Array.from({ length: 255 }, (_, byte) => byte + 1));

    const [encoding, got] = decoded(bytes);

    expect(encoding).toBe('Windows-1252');
    expect(got?.length).toBe(255);
    expect(got?.slice(0x7f, 0x9f)).toBe(
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
    );
    expect(got?.slice(0x9f)).toBe(bytes.subarray(0x9f).toString('latin1'));
  });

  it('is UTF-8 only when its last byte is', () => {
    const bytes = Buffer.concat([Buffer.from(text.repeat(100_000)), Buffer.from([0xc1])]);

    const [encoding, got] = decoded(bytes);

    expect(encoding).toBe('Windows-1252');
    expect(got?.endsWith('Á')).toBe(true);
  });

  it.each([
    ['UTF-8', Buffer.from('é€😀'.repeat(300_000))],
    ['UTF-16', Buffer.from(`\ufeff${'é€😀'.repeat(300_000)}`, 'utf16le')],
  ])('of %s is decoded in pieces that cut no character', (_, bytes) => {
    const pieces = [...decodeText(bytes, encodingOf(bytes))];

    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe('é€😀'.repeat(300_000));
  });

  it.each([
    ['a NUL character', Buffer.from('ID;MARCA\0')],
    ['a NUL character', Buffer.from('ID;MARCA', 'utf16le')],
    ['bytes that are not UTF-16', Buffer.from([0xff, 0xfe, 0x41])],
    ['bytes that are not UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])],
  ])('is refused with %s', (got, bytes) => {
    expect(() => decoded(bytes)).toThrow(CaptureError);
    expect(() => decoded(bytes)).toThrow(`got ${got}. Save it as "CSV UTF-8"`);
  });
});
