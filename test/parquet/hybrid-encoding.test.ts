import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitPacked, bitWidth } from '../../lib/parquet/hybrid-encoding.ts';

describe('bit packing', () => {
  it('is undone bit by bit, at every width', () => {
    const packings = fc
      .integer({ min: 1, max: 24 })
      .chain((width) =>
        fc.tuple(fc.constant(width), fc.array(fc.nat(2 ** width - 1), { maxLength: 300 })),
      );
    fc.assert(
      fc.property(packings, ([width, numbers]) => {
        const bytes = bitPacked(numbers, width);

        expect(unpacked(bytes, width, numbers.length)).toEqual(numbers);
      }),
    );
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [255, 8],
    [256, 9],
    [2 ** 20, 21],
  ])('needs for numbers up to %i the width %i', (largest, width) => {
    expect(bitWidth(largest)).toBe(width);
  });
});

/** As the format describes it: one bit after the other, the lowest first. */
function unpacked(bytes: Uint8Array, width: number, count: number): number[] {
  let header = 0;
  let at = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    header += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  expect(header % 2).toBe(1);
  expect(bytes.length - at).toBe(((header - 1) / 2) * width);
  expect((header - 1) / 2).toBe(Math.ceil(count / 8));
  return Array.from({ length: count }, (_, row) => {
    let number = 0;
    for (let bit = 0; bit < width; bit += 1) {
      const place = row * width + bit;
      number += (((bytes[at + (place >> 3)] ?? 0) >> (place & 7)) & 1) * 2 ** bit;
    }
    return number;
  });
}
