import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mojibake } from '../../../lib/generate/accounts/mojibake.ts';
import { anyText } from '../../any-text.ts';

describe('mojibake', () => {
  it.each([
    ['João', 'JoÃ£o'],
    ['Conceição', 'ConceiÃ§Ã£o'],
    ['Ângela', 'Ã‚ngela'],
    ['Élida', 'Ã‰lida'],
    ['Óscar', 'Ã“scar'],
    ['Álvaro', 'Ã\u0081lvaro'],
    ['São José', 'SÃ£o JosÃ©'],
  ])('reads the UTF-8 of %s as Windows-1252', (text, misread) => {
    expect(mojibake(text)).toBe(misread);
  });

  it('leaves ASCII unchanged, and changes everything else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const isAscii = Buffer.byteLength(text) === text.length;

        expect(mojibake(text) === text).toBe(isAscii);
      }),
    );
  });

  it('gives one character for each byte, so different texts stay different', () => {
    const bytes = Array.from({ length: 0x800 }, (_, code) => mojibake(String.fromCharCode(code)));

    expect(new Set(bytes).size).toBe(0x800);
    expect(new Set(bytes.join('')).size).toBeGreaterThan(128 + 64);
    for (const [code, text] of bytes.entries()) expect(text).toHaveLength(code < 0x80 ? 1 : 2);
  });
});
