import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../../bin/terminal/wrapped.ts';

describe('wrapped', () => {
  it('breaks between words, and begins each line below the first word', () => {
    const lines = wrapped('one two three four', { lead: '-> ', width: 12 });

    expect(lines).toEqual(['-> one two', '   three', '   four']);
  });

  it('gives a word that fits no line one of its own', () => {
    const lines = wrapped('a longer-than-that b', { lead: '', width: 5 });

    expect(lines).toEqual(['a', 'longer-than-that', 'b']);
  });

  it('leaves a text alone that has all the room', () => {
    const lines = wrapped('one two', { lead: '  ', width: Number.POSITIVE_INFINITY });

    expect(lines).toEqual(['  one two']);
  });

  it('keeps every word in order, and every line within the width where its words are', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 80 }), (all, width) => {
        const lines = wrapped(all.join(' '), { lead: '-> ', width });

        expect(lines.join(' ').replace('-> ', '').split(/ +/)).toEqual(all);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
