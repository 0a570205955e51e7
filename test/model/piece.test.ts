import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded, encodedAll, initialOf, pieceText } from '../../lib/model/piece.ts';

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 60 });

describe('a piece', () => {
  it('has the text that was encoded, which later pieces do not change', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const pieces = written.map(encoded);
        encodedAll(written);

        expect(pieces.map(pieceText)).toEqual(written);
      }),
    );
  });

  it('is 0 only if it is empty, whatever came before it', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const empty = written.map(encoded).filter((piece) => piece === 0);

        expect(empty.length).toBe(written.filter((text) => text === '').length);
      }),
    );
  });

  it('has an initial, unless it is empty', () => {
    expect(pieceText(initialOf(encoded('maria')))).toBe('m');
    expect(pieceText(initialOf(encoded('')))).toBe('');
  });

  it('takes nothing that UTF-8 cannot write', () => {
    expect(() => encoded('a\ud800')).toThrow(/lone surrogates/);
  });

  it('does not repeat a text that it refuses', () => {
    expect(() => encoded('Maria\ud800')).toThrow(/^lone surrogates in a text of 6 characters$/);
    expect(() => encoded('Maria'.repeat(60))).toThrow(/^a piece of 300 bytes$/);
  });

  it('is as long as 255 bytes', () => {
    expect(pieceText(encoded('é'.repeat(127)))).toBe('é'.repeat(127));
    expect(pieceText(encoded('x'.repeat(255)))).toBe('x'.repeat(255));
    expect(() => encoded('é'.repeat(128))).toThrow(RangeError);
  });
});
