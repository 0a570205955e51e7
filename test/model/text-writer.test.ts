import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded } from '../../lib/model/piece.ts';
import { stringOf, TextWriter } from '../../lib/model/text-writer.ts';

describe('a writer of text', () => {
  it('writes pieces one after the other, of any length', () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (rows) => {
        expect([...columnOf(rows)]).toEqual(rows.map((written) => written.join('')));
      }),
    );
  });

  it('grows as it has to', () => {
    const long = Array<string>(10).fill('x'.repeat(100));

    const column = columnOf(Array.from({ length: 500 }, () => long));

    expect(new Set(column)).toEqual(new Set([long.join('')]));
  });

  it('takes no text that is longer than it has room for', () => {
    expect(() =>
      columnOf([['x'.repeat(255), 'x'.repeat(255), 'x'.repeat(255), 'x'.repeat(255), 'x']]),
    ).toThrow(/a text of 1021 bytes/);
    expect(() => columnOf([Array<string>(12).fill('x'.repeat(100))])).toThrow(RangeError);
  });

  it('writes numbers as JavaScript does, with zeros in front', () => {
    const below = (limit: number) => fc.nat(limit - 1);
    fc.assert(
      fc.property(below(100), below(1000), below(10_000), (two, three, four) => {
        expect(stringOf((out) => out.digits2(two))).toBe(padded(two, 10, 2));
        expect(stringOf((out) => out.digits3(three))).toBe(padded(three, 10, 3));
        expect(stringOf((out) => out.digits4(four))).toBe(padded(four, 10, 4));
      }),
    );
    fc.assert(
      fc.property(below(2 ** 16), below(2 ** 32), below(1296), (short, long, pair) => {
        expect(stringOf((out) => out.hex4(short))).toBe(padded(short, 16, 4));
        expect(stringOf((out) => out.hex8(long))).toBe(padded(long, 16, 8));
        expect(stringOf((out) => out.base36Digits2(pair))).toBe(padded(pair, 36, 2));
      }),
    );
  });
});

/** A column of texts, each of some pieces. */
function columnOf(rows: readonly (readonly string[])[]) {
  const out = new TextWriter(rows.length);
  for (const pieces of rows) {
    out.begin();
    for (const piece of pieces) out.piece(encoded(piece));
    out.end();
  }
  return out.column();
}

function padded(number: number, base: number, width: number): string {
  return number.toString(base).padStart(width, '0');
}
