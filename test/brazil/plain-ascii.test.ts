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

  it('writes a letter with its accent apart as it writes both in one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aãâáçéêíõôóúüÃÇÉ xyz') }), (name) => {
        expect(plainAscii(name.normalize('NFD'))).toBe(plainAscii(name.normalize('NFC')));
      }),
    );
  });

  it('gives letters from a to z alone, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(plainAscii(name)).toMatch(/^[a-z]*$/);
      }),
    );
  });

  it('loses no plain letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]*$/), (name) => {
        expect(plainAscii(name)).toBe(name.toLowerCase());
      }),
    );
  });
});
