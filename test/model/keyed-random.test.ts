import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  finalize,
  randomFamily,
  randomStream,
  scale,
  streamKey,
} from '../../lib/model/keyed-random.ts';
import { anyText } from '../any-text.ts';

const uint32 = fc.nat(2 ** 32 - 1);
const paths = fc.array(anyText, { maxLength: 4 });

describe('randomStream', () => {
  // A contract with every existing lake: the same seed always gives the same data.
  it('gives the same numbers as every earlier version', () => {
    const stream = randomStream('seed', 'fake_accounts', 'telefone', '2026-11-20T13');

    const numbers = [0, 1, 2, 3, 2 ** 32 - 1].map(stream.uint32);

    expect(numbers).toEqual([
      3_054_407_575, 1_122_733_185, 4_262_659_298, 1_348_812_660, 1_663_399_116,
    ]);
  });

  it('gives a row the same number in any order of calls', () => {
    fc.assert(
      fc.property(paths, fc.array(uint32), uint32, (path, before, row) => {
        const fresh = randomStream(...path).uint32(row);
        const used = randomStream(...path);
        for (const other of before) used.uint32(other);

        const late = used.uint32(row);

        expect(late).toBe(fresh);
      }),
    );
  });

  it('gives integers from 0 to 2^32 - 1, different for every row', () => {
    fc.assert(
      fc.property(paths, fc.uniqueArray(uint32, { maxLength: 200 }), (path, rows) => {
        const numbers = rows.map(randomStream(...path).uint32);

        expect(new Set(numbers).size).toBe(rows.length);
        expect(numbers.every((number) => number === number >>> 0)).toBe(true);
      }),
    );
  });

  it('gives different numbers for another path', () => {
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));

        const numbers = [one, other].map((path) => [0, 1, 2, 3].map(randomStream(...path).uint32));

        expect(numbers[0]).not.toEqual(numbers[1]);
      }),
    );
  });

  it('keeps numbers below a bound', () => {
    fc.assert(
      fc.property(paths, uint32, fc.integer({ min: 1, max: 2 ** 32 }), (path, row, bound) => {
        const number = randomStream(...path).below(row, bound);

        expect(Number.isInteger(number)).toBe(true);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(bound);
      }),
    );
  });

  it('returns the number itself for the bound 2^32', () => {
    const stream = randomStream('seed');

    expect(stream.below(7, 2 ** 32)).toBe(stream.uint32(7));
  });
});

describe('randomFamily', () => {
  it('gives the same numbers as every earlier version', () => {
    const family = randomFamily('seed', 'cartao');

    expect([0, 1, 498_661].map((member) => family.uint32(member, 7))).toEqual([
      3_490_495_286, 4_014_570_214, 2_552_794_342,
    ]);
  });

  it('gives the same with and without opening a stream', () => {
    fc.assert(
      fc.property(paths, uint32, uint32, (path, member, row) => {
        const family = randomFamily(...path);

        expect(family.of(member).uint32(row)).toBe(family.uint32(member, row));
      }),
    );
  });
});

describe('streamKey', () => {
  it('gives the same key as every earlier version', () => {
    expect(streamKey(['seed', 'cpf'])).toEqual([1_801_494_207, 1_584_511_496]);
  });

  it.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [['a', ''], ['a']],
    [['a,b'], ['a', 'b']],
    [['a","b'], ['a', 'b']],
    [['\ud800'], ['\udc00']],
    [['é'], ['e\u0301']],
  ])('distinguishes %j from %j', (one, other) => {
    expect(streamKey(one)).not.toEqual(streamKey(other));
  });
});

describe('finalize', () => {
  // The results of MurmurHash3_x86_32 for an empty input with these seeds.
  it.each([
    [0, 0],
    [1, 0x514e28b7],
    [0xffffffff, 0x81f16f39],
  ])('agrees with MurmurHash3 on %i', (value, published) => {
    expect(finalize(value) >>> 0).toBe(published);
  });
});

describe('scale', () => {
  it('maps the ends of the range to the ends', () => {
    expect(scale(0, 10)).toBe(0);
    expect(scale(2 ** 31, 10)).toBe(5);
    expect(scale(2 ** 32 - 1, 10)).toBe(9);
    expect(scale(2 ** 32 - 1, 1)).toBe(0);
  });

  it('keeps the order', () => {
    fc.assert(
      fc.property(uint32, uint32, fc.integer({ min: 1, max: 2 ** 32 }), (one, other, bound) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];

        expect(scale(low, bound)).toBeLessThanOrEqual(scale(high, bound));
      }),
    );
  });
});
