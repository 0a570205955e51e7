import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CPFS_PER_REGION, cpfBase, fiscalRegionOf, isValidCpf } from '../../lib/brazil/cpf.ts';
import { cpfOf } from './texts.ts';

const ALL_EQUAL = Array.from({ length: 10 }, (_, digit) => String(digit).repeat(11));

const regions = fc.integer({ min: 0, max: 9 });
const numbers = fc.nat(CPFS_PER_REGION - 1);
const elevenDigits = fc.nat(99_999_999_999).map((number) => String(number).padStart(11, '0'));

/** A fiscal region and a number within it. */
const generated = fc.tuple(regions, numbers).map(([region, number]) => cpfBase(region, number));

describe('cpfOf', () => {
  it.each([
    [123_456_789, '123.456.789-09'],
    [123_456_787, '123.456.787-39'],
    [0, '000.000.000-00'],
    [1, '000.000.001-91'],
    [529_982_247, '529.982.247-25'],
  ])('completes %i to %s', (base, cpf) => {
    expect(cpfOf(base)).toBe(cpf);
  });

  it('agrees with the rule as the Receita Federal states it', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (base) => {
        expect(cpfOf(base)).toBe(writtenOut(base));
      }),
    );
  });

  it('gives a valid CPF of its fiscal region for every number', () => {
    fc.assert(
      fc.property(regions, numbers, (region, number) => {
        const cpf = cpfOf(cpfBase(region, number));

        expect(cpf).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/);
        expect(isValidCpf(cpf)).toBe(true);
        expect(fiscalRegionOf(cpf)).toBe(region);
      }),
    );
  });
});

describe('isValidCpf', () => {
  it('accepts a CPF with and without points and hyphen', () => {
    expect(isValidCpf('123.456.789-09')).toBe(true);
    expect(isValidCpf('12345678909')).toBe(true);
  });

  it.each(ALL_EQUAL)('rejects %s, although its check digits are correct', (digits) => {
    const [nine, check] = [digits.slice(0, 9), digits.slice(9)];

    expect(cpfOf(Number(nine)).slice(-2)).toBe(check);
    expect(isValidCpf(digits)).toBe(false);
  });

  it.each([
    '',
    '1234567890',
    '123456789090',
    '123.456.78909',
    '123456789-09',
    '123.456.789.09',
    ' 123.456.789-09',
    '123.456.789-09\n',
    '１２３.456.789-09',
    'abc.def.ghi-jk',
  ])('rejects %j', (text) => {
    expect(isValidCpf(text)).toBe(false);
  });

  it('accepts eleven digits exactly when the rule of the Receita Federal does', () => {
    fc.assert(
      fc.property(elevenDigits, generated, (digits, base) => {
        const right = writtenOut(base).replace(/\D/g, '');

        expect(isValidCpf(digits)).toBe(followsTheRule(digits));
        expect(isValidCpf(right)).toBe(followsTheRule(right));
      }),
    );
  });

  // The rule maps the remainders 0 and 1 both to 0, so it cannot detect two kinds of error: the
  // first digit off by one, and the sixth off by two or nine. It must detect all others.
  it('detects any single wrong digit, except for the two errors that the rule cannot detect', () => {
    const position = fc.integer({ min: 0, max: 10 });
    const slip = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(generated, position, slip, (base, at, by) => {
        const digits = cpfOf(base).replace(/\D/g, '');
        const right = Number(digits[at]);
        const wrong = (right + by) % 10;
        const off = Math.abs(wrong - right);
        fc.pre(!(at === 0 && off === 1) && !(at === 5 && (off === 2 || off === 9)));

        const slipped = digits.slice(0, at) + wrong + digits.slice(at + 1);

        expect(isValidCpf(slipped)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The rule of the Receita Federal, digit by digit: weights 10 to 2, then 11 to 2. */
function writtenOut(base: number): string {
  const [a, b, c, d, e, f, g, h, i] = [...String(base).padStart(9, '0')].map(Number) as Nine;
  const digit = (sum: number) => (sum % 11 < 2 ? 0 : 11 - (sum % 11));
  const j = digit(10 * a + 9 * b + 8 * c + 7 * d + 6 * e + 5 * f + 4 * g + 3 * h + 2 * i);
  const k = digit(11 * a + 10 * b + 9 * c + 8 * d + 7 * e + 6 * f + 5 * g + 4 * h + 3 * i + 2 * j);
  return `${a}${b}${c}.${d}${e}${f}.${g}${h}${i}-${j}${k}`;
}

type Nine = [number, number, number, number, number, number, number, number, number];

function followsTheRule(digits: string): boolean {
  const right = writtenOut(Number(digits.slice(0, 9))).replace(/\D/g, '');
  return digits === right && !ALL_EQUAL.includes(digits);
}
