import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fiscalRegionOf, formatCpf } from '../../lib/brazil/cpf.ts';
import { cpfOf } from './texts.ts';

describe('formatCpf', () => {
  it.each(['12345678909', '123.456.789-09', '123 456 789 09', ' 123456789-09\n', '123-456-789-09'])(
    'formats %j',
    (text) => {
      expect(formatCpf(text)).toBe('123.456.789-09');
    },
  );

  it('keeps the check digits, even wrong ones', () => {
    expect(formatCpf('12345678900')).toBe('123.456.789-00');
  });

  it.each(['', '1234567890', '123456789012', '123/456/789/09', 'CPF 12345678909'])(
    'returns undefined for %j',
    (text) => {
      expect(formatCpf(text)).toBeUndefined();
    },
  );

  it('restores the points and the hyphen of any CPF', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (base) => {
        const cpf = cpfOf(base);

        expect(formatCpf(cpf.replace(/\D/g, ''))).toBe(cpf);
        expect(formatCpf(cpf)).toBe(cpf);
      }),
    );
  });
});

describe('fiscalRegionOf', () => {
  it.each([
    ['123.456.789-09', 9],
    ['12345678739', 7],
    ['000.000.001-91', 1],
  ])('is the ninth digit of %s', (cpf, region) => {
    expect(fiscalRegionOf(cpf)).toBe(region);
  });

  it.each(['123.456.789-00', '111.111.111-11', 'nobody'])('is undefined for %s', (text) => {
    expect(fiscalRegionOf(text)).toBeUndefined();
  });
});
