import { cnpj } from 'cpf-cnpj-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNPJ_ROOTS, isValidCnpj, writeCnpj } from '../../lib/brazil/cnpj.ts';
import { stringOf } from '../../lib/model/text-writer.ts';

const cnpjOf = (root: number) => stringOf((out) => writeCnpj(out, root));

describe('a CNPJ', () => {
  it('is valid by an independent validator, and by our own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: CNPJ_ROOTS }), (root) => {
        expect(cnpj.isValid(cnpjOf(root))).toBe(true);
        expect(isValidCnpj(cnpjOf(root))).toBe(true);
      }),
    );
  });

  it('is that of headquarters, with the root in front', () => {
    expect(cnpjOf(1)).toMatch(/^00\.000\.001\/0001-\d\d$/);
    expect(cnpjOf(CNPJ_ROOTS)).toMatch(/^99\.999\.999\/0001-\d\d$/);
  });

  it('with another check digit is not valid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: CNPJ_ROOTS }),
        fc.integer({ min: 1, max: 9 }),
        (root, add) => {
          const text = cnpjOf(root);
          const wrong = text.slice(0, -1) + ((Number(text.at(-1)) + add) % 10);
          expect(isValidCnpj(wrong)).toBe(false);
          expect(isValidCnpj(wrong)).toBe(cnpj.isValid(wrong));
        },
      ),
    );
  });

  it.each(['', '11222333000181x', '11.222.333/0001-8', '00000000000000', '11 222 333 0001 81'])(
    'is not %j',
    (text) => {
      expect(isValidCnpj(text)).toBe(false);
    },
  );
});
