import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CPFS_PER_REGION, cpfBase } from '../../lib/brazil/cpf.ts';

const regions = fc.integer({ min: 0, max: 9 });
const numbers = fc.nat(CPFS_PER_REGION - 1);

describe('cpfBase', () => {
  it.each(Array.from({ length: 10 }, (_, region) => region))(
    'skips only the base whose digits are all equal (region %i)',
    (region) => {
      const equal = region * 111_111_111;
      const around = [-1, 0, 1].map((step) => region * 11_111_111 + step);
      const numbered = around.filter((number) => number >= 0 && number < CPFS_PER_REGION);

      const bases = numbered.map((number) => cpfBase(region, number));

      const neighbours = [equal - 10, equal + 10, equal + 20];
      expect(bases).toEqual(neighbours.filter((base) => base >= 0 && base <= 999_999_999));
    },
  );

  it('gives every base once', () => {
    const pairs = fc.tuple(regions, numbers);
    fc.assert(
      fc.property(fc.uniqueArray(pairs, { selector: String, maxLength: 200 }), (some) => {
        const bases = some.map(([region, number]) => cpfBase(region, number));

        expect(new Set(bases).size).toBe(some.length);
      }),
    );
  });

  it('uses the whole region: the last number gives the last base', () => {
    expect(cpfBase(0, CPFS_PER_REGION - 1)).toBe(999_999_990);
    expect(cpfBase(8, CPFS_PER_REGION - 1)).toBe(999_999_998);
    expect(cpfBase(9, CPFS_PER_REGION - 1)).toBe(999_999_989);
  });
});
