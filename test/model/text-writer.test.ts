import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded } from '../../lib/model/encoded-text.ts';
import { stringOf, TextWriter } from '../../lib/model/text-writer.ts';

describe('a writer of text', () => {
  it('grows as it has to', () => {
    const long = 'x'.repeat(1000);

    const column = columnOf(Array.from({ length: 500 }, () => long));

    expect(new Set(column)).toEqual(new Set([long]));
  });

  it('takes no text that is longer than it has room for', () => {
    expect(() => columnOf(['x'.repeat(1100)])).toThrow(/a text of 1100 bytes/);
  });

  it('writes numbers as JavaScript does, with zeros in front', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 0, max: 5 }), (number, zeros) => {
        const widths = [10, 16, 36].map((base) => number.toString(base).length + zeros);
        const [decimal = 0, hex = 0, base36 = 0] = widths;

        expect(stringOf((out) => out.digits(number, decimal))).toBe(padded(number, 10, decimal));
        expect(stringOf((out) => out.hex(number, hex))).toBe(padded(number, 16, hex));
        expect(stringOf((out) => out.base36(number, base36))).toBe(padded(number, 36, base36));
      }),
    );
  });

  it('writes hexadecimal digits of all 32 bits, and base 36 beyond them', () => {
    expect(stringOf((out) => out.hex(0xffffffff, 8))).toBe('ffffffff');
    expect(stringOf((out) => out.base36(36 ** 6 - 1, 6))).toBe('zzzzzz');
  });
});

/** A column of these texts. */
function columnOf(written: readonly string[]) {
  const out = new TextWriter(written.length);
  for (const text of written) out.word(encoded(text));
  return out.column();
}

function padded(number: number, base: number, width: number): string {
  return number.toString(base).padStart(width, '0');
}
