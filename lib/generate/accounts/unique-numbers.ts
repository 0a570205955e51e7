import { CPFS_PER_REGION, cpfBase } from '../../brazil/cpf.ts';
import { EMAIL_TOKENS } from '../../brazil/email-tokens.ts';
import { InputError } from '../../errors.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { permutation } from '../../model/permutation.ts';
import { cpfRanges } from './cpf-ranges.ts';
import type { WeeklyExpectation } from './number-ranges.ts';

/** Numbers that no other account of a lake has, computed without state or lookup. */
export interface UniqueNumbers {
  /**
   * Returns a function that gives the nine digits before the check digits of a CPF, from a fiscal
   * region and the number of earlier accounts of the hour in that region (the rank). It throws
   * InputError if the hour has more accounts in the region than its range has numbers.
   */
  cpfBases(hour: Hour): (fiscalRegion: number, rank: number) => number;
  /** Maps the nine digits of a CPF to a unique token of an e-mail address. */
  emailToken(base: number): number;
  /** Maps the nine digits of a CPF to 30 unique bits of an id. */
  idBits(base: number): number;
}

/** The range that an hour owns in a fiscal region. */
interface OwnedRange {
  readonly first: number;
  readonly length: number;
  readonly scatter: (number: number) => number;
}

/** Values of nine digits. */
const CPF_BASES = 1_000_000_000;

/**
 * Numbers the accounts of each hour within the ranges of {@link cpfRanges}. A keyed permutation
 * scatters the ranges, so that consecutive accounts do not have consecutive
 * numbers. E-mail addresses and ids are unique because they are permutations of the CPF.
 *
 * @param expected expected accounts in each hour of the week, in all regions together
 */
export function uniqueNumbers(seed: string, expected: WeeklyExpectation): UniqueNumbers {
  const regions = cpfRanges(expected).map((ranges, fiscalRegion) => ({
    ranges,
    scatter: permutation(CPFS_PER_REGION, [seed, 'cpf', String(fiscalRegion)]),
  }));

  return {
    cpfBases(hour) {
      const index = periodIndex(hour);
      // Ranges wrap around at the end of the region, because a lake may begin at any hour.
      const owned: (OwnedRange | undefined)[] = [];
      const ownedBy = (fiscalRegion: number): OwnedRange => {
        const region = regions[fiscalRegion];
        if (region === undefined) throw tooMany(hour, fiscalRegion, 0);
        const { ranges, scatter } = region;
        const first = ranges.before(index) % CPFS_PER_REGION;
        return { first, length: ranges.length(index), scatter };
      };
      return (fiscalRegion, rank) => {
        owned[fiscalRegion] ??= ownedBy(fiscalRegion);
        const region = owned[fiscalRegion];
        if (rank >= region.length) throw tooMany(hour, fiscalRegion, region.length);
        const number = region.first + rank;
        const inside = number < CPFS_PER_REGION ? number : number - CPFS_PER_REGION;
        return cpfBase(fiscalRegion, region.scatter(inside));
      };
    },
    emailToken: permutation(EMAIL_TOKENS, [seed, 'email']),
    idBits: permutation(CPF_BASES, [seed, 'id']),
  };
}

function tooMany(hour: Hour, fiscalRegion: number, most: number): InputError {
  return new InputError({
    expected: `at most ${most} accounts of fiscal region ${fiscalRegion} in hour ${hour}`,
    got: 'more',
    advice: 'Raise accountsPerHour, which decides how many CPFs each hour has.',
  });
}
