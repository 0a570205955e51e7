import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, grouped, inBytes } from '../../../bin/terminal/numbers.ts';

describe('grouped', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [14_512, '14,512'],
    [1_234_567, '1,234,567'],
    [-123_456, '-123,456'],
    [-1_234, '-1,234'],
  ])('writes %i as %s', (number, text) => {
    expect(grouped(number)).toBe(text);
  });

  it('writes any whole number in groups of three that can be read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        const text = grouped(number);

        expect(text).toMatch(/^-?\d{1,3}(,\d{3})*$/);
        expect(Number(text.replaceAll(',', ''))).toBe(number);
      }),
    );
  });
});

describe('inBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1_449, '1.4 kB'],
    [1_400_000, '1.4 MB'],
    [28_300_000_000, '28.3 GB'],
    [2_000_000_000_000, '2.0 TB'],
    [1_500_000_000_000_000, '1500.0 TB'],
  ])('writes %i as %s', (bytes, text) => {
    expect(inBytes(bytes)).toBe(text);
  });

  it('is right to half of its last digit', () => {
    const powers = new Map([
      ['B', 1],
      ['kB', 1e3],
      ['MB', 1e6],
      ['GB', 1e9],
      ['TB', 1e12],
    ]);
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        const [value, unit] = inBytes(bytes).split(' ');

        const power = powers.get(unit ?? '') ?? Number.NaN;
        expect(Math.abs(Number(value) * power - bytes)).toBeLessThanOrEqual(0.05001 * power);
      }),
    );
  });
});

describe('counted', () => {
  it.each([
    [0, '0 hours'],
    [1, '1 hour'],
    [2, '2 hours'],
    [1001, '1,001 hours'],
  ])('counts %i as %s', (count, text) => {
    expect(counted(count, 'hour')).toBe(text);
  });
});
