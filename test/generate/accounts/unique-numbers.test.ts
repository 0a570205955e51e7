import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaCodeRows } from '../../../lib/brazil/area-codes.ts';
import { fiscalRegionOf, isValidCpf } from '../../../lib/brazil/cpf.ts';
import { EMAIL_TOKENS } from '../../../lib/brazil/email-tokens.ts';
import { MOBILES_PER_AREA_CODE } from '../../../lib/brazil/phone.ts';
import { InputError } from '../../../lib/errors.ts';
import { parseHour, periodFromIndex } from '../../../lib/model/period.ts';
import { cpfOf } from '../../brazil/texts.ts';
import { flat } from './flat-numbers.ts';

const hour = parseHour('2026-11-20T13');
const regions = Array.from({ length: 10 }, (_, region) => region);

describe('cpfBases', () => {
  // A contract with every lake of this version: the same account always has the same CPF.
  it('gives the same bases as ever', () => {
    const numbers = flat('seed', 600);

    const bases = [0, 1, 2].map((rank) => numbers.cpfBases(hour)(8, rank));

    expect(bases).toEqual([682_454_718, 927_773_368, 183_688_798]);
  });

  it('is the start of a valid CPF of the fiscal region', () => {
    // A late hour takes a pass over all years before it: most are of the next two centuries.
    const anyHour = fc
      .oneof(
        { weight: 9, arbitrary: fc.nat(2_250_000) },
        { weight: 1, arbitrary: fc.nat(70_389_527) },
      )
      .map((index) => periodFromIndex('hour', index));
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 1_000_000 }),
        anyHour,
        fc.constantFrom(...regions),
        fc.nat(18), // Every range of an hour has more than 18 numbers.
        (seed, accountsPerHour, anHour, region, rank) => {
          const numbers = flat(seed, accountsPerHour);

          const cpf = cpfOf(numbers.cpfBases(anHour)(region, rank));

          expect(isValidCpf(cpf)).toBe(true);
          expect(fiscalRegionOf(cpf)).toBe(region);
        },
      ),
    );
  });

  it('does not show the order of the accounts', () => {
    const numbers = flat('seed', 600);
    const ranks = Array.from({ length: 200 }, (_, rank) => rank);

    const bases = ranks.map((rank) => numbers.cpfBases(hour)(8, rank));
    const rising = bases.slice(1).filter((base, before) => base > (bases[before] ?? 0)).length;

    expect(rising).toBeGreaterThan(75);
    expect(rising).toBeLessThan(125);
  });

  it('differs with another seed', () => {
    const [one, other] = ['one', 'other'].map((seed) => flat(seed, 600).cpfBases(hour)(8, 0));

    expect(one).not.toBe(other);
  });

  it.each([
    [1, 0],
    [1, 8],
    [600, 8],
    [1_000_000, 2],
  ])(
    'rejects a rank beyond the range of an hour (mean %i, region %i)',
    (accountsPerHour, region) => {
      const numbers = flat('seed', accountsPerHour);

      expect(() => numbers.cpfBases(hour)(region, accountsPerHour + 100)).toThrow(InputError);
    },
  );

  it('names the region and the hour with too many accounts, and the setting to raise', () => {
    const numbers = flat('seed', 1);

    expect(() => numbers.cpfBases(hour)(8, 1000)).toThrow(
      /accounts of fiscal region 8 in hour 2026-11-20T13, got more\. Raise accountsPerHour/,
    );
  });

  it('rejects a fiscal region that does not exist', () => {
    const numbers = flat('seed', 600);

    expect(() => numbers.cpfBases(hour)(10, 0)).toThrow(InputError);
  });

  // Region 8 is São Paulo with 21.9% of the population; region 4 has 9.6%.
  it.each([
    [8, 0.219],
    [4, 0.096],
  ])('has room for seven standard deviations above the mean (region %i)', (region, share) => {
    const wrong = [1, 100, 10_000, 1_000_000].filter((accountsPerHour) => {
      const numbers = flat('seed', accountsPerHour);
      const mean = share * accountsPerHour * 0.99;
      const rank = Math.floor(mean + 7 * Math.sqrt(mean));
      return !Number.isInteger(numbers.cpfBases(hour)(region, rank));
    });

    expect(wrong).toEqual([]);
  });
});

describe('mobiles', () => {
  it('gives the same numbers as ever', () => {
    const numbers = flat('seed', 600);

    expect([0, 1, 2].map((rank) => numbers.mobiles(hour)(11, rank))).toEqual([
      16_582_837, 34_020_185, 19_138_486,
    ]);
  });

  it('gives numbers that an area code has', () => {
    const areaCodes = fc.constantFrom(...areaCodeRows.map(([areaCode]) => areaCode));
    const hours = fc.nat(1_000_000).map((index) => periodFromIndex('hour', index));
    fc.assert(
      fc.property(fc.string(), areaCodes, hours, fc.nat(18), (seed, areaCode, anHour, rank) => {
        const number = flat(seed, 600).mobiles(anHour)(areaCode, rank);

        expect(Number.isInteger(number)).toBe(true);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(MOBILES_PER_AREA_CODE);
      }),
    );
  });

  it('names the area code and the hour with too many accounts', () => {
    expect(() => flat('seed', 1).mobiles(hour)(11, 1000)).toThrow(
      /accounts of area code 11 in hour 2026-11-20T13, got more\. Raise accountsPerHour/,
    );
  });

  it('rejects an area code that does not exist', () => {
    expect(() => flat('seed', 600).mobiles(hour)(10, 0)).toThrow(InputError);
  });
});

describe('emailToken and idBits', () => {
  it('give the same numbers as every earlier version', () => {
    const numbers = flat('seed', 600);

    expect(numbers.emailToken(123_456_789)).toBe(1_661_352_010);
    expect(numbers.idBits(123_456_789)).toBe(1_691_691);
  });

  it('do not depend on the mean, so changing the mean keeps them unique', () => {
    const [few, many] = [1, 100_000].map((accountsPerHour) => flat('seed', accountsPerHour));

    expect(few?.emailToken(529_982_247)).toBe(many?.emailToken(529_982_247));
    expect(few?.idBits(529_982_247)).toBe(many?.idBits(529_982_247));
  });

  it('differ for different CPFs, and fit their fields', () => {
    const { emailToken, idBits } = flat('seed', 600);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(999_999_999), { maxLength: 200 }), (bases) => {
        const tokens = bases.map(emailToken);
        const bits = bases.map(idBits);

        expect(new Set(tokens).size).toBe(bases.length);
        expect(new Set(bits).size).toBe(bases.length);
        expect(tokens.every((token) => token >= 0 && token < EMAIL_TOKENS)).toBe(true);
        expect(bits.every((bit) => bit >= 0 && bit < 2 ** 30)).toBe(true);
      }),
    );
  });
});
