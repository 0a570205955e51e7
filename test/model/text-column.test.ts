import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumnOf } from '../text-column-of.ts';

const texts = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 300 });

describe('a column of text', () => {
  it('gives back what was written, whatever it was', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const column = textColumnOf(written);

        expect([...column]).toEqual(written);
        expect(column.at(written.length)).toBeUndefined();
        expect(column.length).toBe(written.length);
      }),
    );
  });

  it('keeps a byte order mark at the start of a text', () => {
    expect([...textColumnOf(['\ufeffa', '\ufeff'])]).toEqual(['\ufeffa', '\ufeff']);
  });

  it('has each text in UTF-8 behind its length', () => {
    const { bytes } = textColumnOf(['é', '']);

    expect([...bytes]).toEqual([2, 0, 0, 0, 0xc3, 0xa9, 0, 0, 0, 0]);
  });
});
