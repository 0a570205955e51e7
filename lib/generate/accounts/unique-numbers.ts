import { CPFS_PER_REGION, cpfBase } from '../../brazil/cpf.ts';
import { EMAIL_TOKENS } from '../../brazil/email.ts';
import { states } from '../../brazil/states.ts';
import { InputError } from '../../errors.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { permutation } from '../../model/permutation.ts';
import { type NumberRanges, numberRanges, type WeeklyExpectation } from './number-ranges.ts';

/** Numbers that no other account of a lake has, with no state and no look-up. */
export interface UniqueNumbers {
  /** Whether no number comes twice from the first to the last of these hours. */
  areUnique(first: Hour, last: Hour): boolean;
  /**
   * Gives a function for the nine digits before the check digits of a CPF, of a fiscal region and a
   * rank: how many earlier accounts of the hour are of this region. It throws InputError when the
   * hour has more accounts of the region than its range has numbers.
   */
  cpfBases(hour: Hour): (fiscalRegion: number, rank: number) => number;
  /** Scatters the digits of a CPF over the tokens of e-mail addresses. */
  emailToken(base: number): number;
  /** Scatters the digits of a CPF over 30 bits of an id. */
  idBits(base: number): number;
}

/** The numbers of a fiscal region that an hour owns. */
interface OwnedRange {
  readonly first: number;
  readonly length: number;
  readonly scatter: (number: number) => number;
}

const FISCAL_REGIONS = 10;

/** Nine digits. */
const CPF_BASES = 1_000_000_000;

const population = residentsOf(states);

/**
 * Each hour owns a range of the CPFs of each fiscal region, as long as its expected accounts can
 * need; a keyed permutation scatters the ranges, so that numbers in a row do not show. An e-mail
 * address and an id are unique because the CPF they are scattered from is.
 *
 * @param expected accounts of all regions in the hours of a week
 */
export function uniqueNumbers(seed: string, expected: WeeklyExpectation): UniqueNumbers {
  const regions = Array.from({ length: FISCAL_REGIONS }, (_, fiscalRegion) => {
    const share =
      residentsOf(states.filter((state) => state.fiscalRegion === fiscalRegion)) / population;
    return {
      ranges: numberRanges((year) => expected(year).map((accounts) => accounts * share)),
      scatter: permutation(CPFS_PER_REGION, [seed, 'cpf', String(fiscalRegion)]),
    };
  });

  return {
    areUnique(first, last) {
      const used = ({ ranges }: { ranges: NumberRanges }) =>
        ranges.before(periodIndex(last) + 1) - ranges.before(periodIndex(first));
      return regions.every((region) => used(region) <= CPFS_PER_REGION);
    },
    cpfBases(hour) {
      const index = periodIndex(hour);
      // Ranges follow each other for ever, round and round: a lake may begin at any hour.
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

function residentsOf(some: readonly { readonly population: number }[]): number {
  return some.reduce((sum, { population }) => sum + population, 0);
}

function tooMany(hour: Hour, fiscalRegion: number, most: number): InputError {
  return new InputError({
    expected: `at most ${most} accounts of fiscal region ${fiscalRegion} in hour ${hour}`,
    got: 'more',
    advice: 'Raise accountsPerHour: each hour owns as many CPFs as that mean can need.',
  });
}
