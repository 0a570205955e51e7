import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAscii } from '../../lib/brazil/plain-ascii.ts';
import { anyText } from '../any-text.ts';

describe('plainAscii', () => {
  it.each([
    ['João', 'joao'],
    ['Conceição', 'conceicao'],
    ['Antônia', 'antonia'],
    ['Müller', 'muller'],
    ['Davi Lucca', 'davilucca'],
    ["D'Ávila", 'davila'],
    ['áàâãäéêíóôõúüçñ', 'aaaaaeeiooouucn'],
    ['ÁÇ', 'ac'],
    ['', ''],
    ['123 山田', ''],
  ])('writes %j as %j', (name, plain) => {
    expect(plainAscii(name)).toBe(plain);
  });

  it('treats decomposed and composed letters the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aãâáçéêíõôóúüÃÇÉ xyz') }), (name) => {
        expect(plainAscii(name.normalize('NFD'))).toBe(plainAscii(name.normalize('NFC')));
      }),
    );
  });

  it('returns only letters from a to z, for any text', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(plainAscii(name)).toMatch(/^[a-z]*$/);
      }),
    );
  });

  it('keeps every plain letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]*$/), (name) => {
        expect(plainAscii(name)).toBe(name.toLowerCase());
      }),
    );
  });
});
