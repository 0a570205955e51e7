import fc from 'fast-check';

/** Text of any characters: Latin letters with and without accents as often as all others together. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x24f }), fc.integer({ min: 0, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code)),
});
