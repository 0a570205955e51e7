import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded } from '../../lib/model/encoded-text.ts';

describe('encoded', () => {
  it('gives the bytes of UTF-8, which later texts do not change', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (written) => {
        const bytes = written.map(encoded);

        expect(bytes.map((text) => Buffer.from(text).toString())).toEqual(written);
      }),
    );
  });

  it('takes nothing that UTF-8 cannot write', () => {
    expect(() => encoded('a\ud800')).toThrow(/lone surrogates/);
  });

  it('does not repeat a text that it refuses', () => {
    expect(() => encoded('Maria\ud800')).toThrow(/^lone surrogates in a text of 6 characters$/);
  });
});
