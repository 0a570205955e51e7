import { cpf as independent } from 'cpf-cnpj-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCpf, isValidCpf } from '../../lib/brazil/cpf.ts';
import { cpfOf, impossibleCpfOf } from './texts.ts';

const bases = fc.nat(999_999_999);
const elevenDigits = fc.stringMatching(/^\d{11}$/);

describe('CPFs, compared with an independent implementation', () => {
  it('get the same check digits', () => {
    fc.assert(
      fc.property(bases, (base) => {
        const allEqual = base % 111_111_111 === 0;

        expect(independent.isValid(cpfOf(base))).toBe(!allEqual);
      }),
      { numRuns: 2000 },
    );
  });

  it('are valid for both or for neither', () => {
    fc.assert(
      fc.property(elevenDigits, (digits) => {
        expect(isValidCpf(digits)).toBe(independent.isValid(digits));
      }),
      { numRuns: 2000 },
    );
  });

  it('have the same format', () => {
    fc.assert(
      fc.property(elevenDigits, (digits) => {
        expect(formatCpf(digits)).toBe(independent.format(digits));
      }),
    );
  });

  it('that are impossible are valid for neither, have the format of a CPF and differ from each other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(bases, { minLength: 2, maxLength: 100 }), (some) => {
        const written = some.map(impossibleCpfOf);

        for (const cpf of written) {
          expect(cpf).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/);
          expect(isValidCpf(cpf)).toBe(false);
          expect(independent.isValid(cpf)).toBe(false);
        }
        expect(new Set(written).size).toBe(some.length);
      }),
    );
  });
});
