import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, plainSpelling } from '../../lib/model/decimal-text.ts';

describe('parseDecimal', () => {
  it.each([
    ['0.02', 0.02],
    ['0', 0],
    ['1', 1],
    ['-0.5', -0.5],
    ['0.0000001', 1e-7],
    ['12.50', 12.5],
  ])('accepts %s', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each([
    ['.02', '0.02'],
    ['0,02', '0.02'],
    [',02', '0.02'],
    ['-.5', '-0.5'],
    ['2.', '2'],
    ['+0.02', '0.02'],
    ['2%', '0.02'],
    ['2,5 %', '0.025'],
    ['1.1%', '0.011'],
    ['2e-2', '0.02'],
    [' 0.02 ', '0.02'],
  ])('refuses %j, and says to write %s', (text, plain) => {
    expect(() => parseDecimal(text)).toThrow(
      `Expected a decimal number such as 0.02, got ${JSON.stringify(text)}. Write ${plain}.`,
    );
  });

  it.each([
    '',
    ' ',
    '.',
    ',',
    '-',
    '%',
    'e5',
    'half',
    '0x10',
    'NaN',
    'Infinity',
    '1,000',
    '-1,000',
  ])('refuses %j without a guess', (text) => {
    expect(() => parseDecimal(text, 0.05)).toThrow(
      `Expected a decimal number such as 0.05, got ${JSON.stringify(text)}. Write digits and a decimal point, for example 0.05.`,
    );
  });

  it.each([
    '1.000,5',
    '1 000',
    '1_000',
    '٠.٥',
    `1${'0'.repeat(400)}`,
    '1e400',
    '1e-9',
    '--1',
    '1.2.3',
  ])('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(/^Expected .+, got .+\. Write digits/);
  });

  it('names a spelling that it accepts, for any text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-+e% ') }),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const plain = plainSpelling(text);

        if (plain !== undefined) expect(String(parseDecimal(plain))).toBe(String(Number(plain)));
      }),
    );
  });

  it('reads every plainly written double as itself', () => {
    const doubles = fc.double({ noNaN: true, min: 1e-6, max: 1e20 });
    fc.assert(
      fc.property(doubles, (value) => {
        expect(parseDecimal(String(value))).toBe(value);
        expect(plainSpelling(String(value))).toBe(String(value));
      }),
    );
  });
});
