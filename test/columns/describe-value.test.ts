import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeValue } from '../../lib/columns/describe-value.ts';

describe('the words for a value', () => {
  it.each([
    ['João da Silva', 'a string of 13 characters'],
    ['x', 'a string of 1 character'],
    ['', 'a string of 0 characters'],
    ['a\ud800', 'a string of 2 characters with lone surrogates'],
    [20_261_120, 'an integer of 8 digits'],
    [-7, 'an integer of 1 digit'],
    [2 ** 53, 'an integer of 16 digits'],
    [1e21, 'an integer of 22 digits'],
    [1.5, 'a number that is not an integer'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'a boolean'],
    [new Date(0), 'a Date'],
    [['a', 'b'], 'an array of 2 elements'],
    [Buffer.from('abc'), 'a Uint8Array of 3 bytes'],
    [{ constructor: { name: 'João' } }, 'an object'],
    [Object.create(null), 'an object'],
  ])('of %o are %s', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });

  it('are the type of a bigint, a symbol and a function', () => {
    expect([12n, Symbol('João'), () => 'João'].map(describeValue)).toEqual([
      'a bigint',
      'a symbol',
      'a function',
    ]);
  });

  it('depend on the type and the length of a value only', () => {
    const text = (length: number) =>
      fc.string({ unit: 'grapheme-ascii', minLength: length, maxLength: length });
    const integer = (digits: number) =>
      fc.integer({ min: 10 ** (digits - 1), max: 10 ** digits - 1 });
    const list = (length: number) =>
      fc.array(fc.jsonValue(), { minLength: length, maxLength: length });
    const object = () => fc.dictionary(fc.string(), fc.jsonValue());
    const kinds = fc.constantFrom<((length: number) => fc.Arbitrary<unknown>)[]>(
      text,
      integer,
      list,
      object,
    );
    const twins = fc
      .tuple(kinds, fc.integer({ min: 1, max: 15 }))
      .chain(([kind, length]) => fc.tuple(kind(length), kind(length)));

    fc.assert(
      fc.property(twins, ([one, other]) => {
        expect(describeValue(one)).toBe(describeValue(other));
      }),
    );
  });
});
