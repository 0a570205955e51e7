import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidV7 } from '../../brazil/texts.ts';

const times = fc.nat(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
const uint32 = fc.nat(2 ** 32 - 1);
const uniques = fc.nat(2 ** 30 - 1);

describe('uuidV7', () => {
  it('has the time first, the version and variant in their places, and the unique number last', () => {
    expect(uuidV7(0x019a9f5e13b1, 0, 0, 1)).toBe('019a9f5e-13b1-7000-8000-000000000001');
    expect(uuidV7(0, 0, 0, 0)).toBe('00000000-0000-7000-8000-000000000000');
  });

  it('uses 26 bits of one random number and 18 of the other', () => {
    const all = 2 ** 32 - 1;

    expect(uuidV7(0, all, 0, 0)).toBe('00000000-0000-7fff-bfff-000000000000');
    expect(uuidV7(0, 0, all, 0)).toBe('00000000-0000-7000-8000-ffffc0000000');
    expect(uuidV7(2 ** 48 - 1, all, all, 2 ** 30 - 1)).toBe('ffffffff-ffff-7fff-bfff-ffffffffffff');
  });

  it('agrees with the example of RFC 9562, appendix A.6', () => {
    // rand_a is 0xCC3, rand_b is 0x18C4DC0C0C07398F.
    const [high, low, unique] = [0xcc3018c4, 0xdc0c0c07398f / 2 ** 30, 0xdc0c0c07398f % 2 ** 30];

    const id = uuidV7(0x017f22e279b0, high, Math.floor(low), unique);

    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('has the format of RFC 9562: lower-case hexadecimal digits, version 7, variant 10', () => {
    fc.assert(
      fc.property(times, uint32, uint32, uniques, (time, high, low, unique) => {
        const id = uuidV7(time, high, low, unique);

        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('contains the exact time', () => {
    fc.assert(
      fc.property(times, uint32, uint32, uniques, (time, high, low, unique) => {
        const id = uuidV7(time, high, low, unique);

        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(time);
      }),
    );
  });

  it('sorts as text by time', () => {
    fc.assert(
      fc.property(times, times, uint32, uniques, (one, other, random, unique) => {
        fc.pre(one < other);

        const [early, late] = [
          uuidV7(one, random, random, unique),
          uuidV7(other, ~random >>> 0, ~random >>> 0, unique),
        ];

        expect(early < late).toBe(true);
      }),
    );
  });

  it('differs for different unique numbers, even if everything else is equal', () => {
    fc.assert(
      fc.property(times, uint32, uint32, uniques, uniques, (time, high, low, one, other) => {
        fc.pre(one !== other);

        expect(uuidV7(time, high, low, one)).not.toBe(uuidV7(time, high, low, other));
      }),
    );
  });

  it('keeps the unique number separate: different numbers never give the same id', () => {
    const parts = fc.tuple(times, uint32, uint32, uniques);
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        fc.pre(one[3] !== other[3]);

        expect(uuidV7(...one)).not.toBe(uuidV7(...other));
      }),
    );
  });
});
