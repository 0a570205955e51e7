import { CPFS_PER_REGION, cpfBase } from '../brazil/cpf.ts';
import { EMAIL_TOKENS } from '../brazil/email.ts';
import { states } from '../brazil/states.ts';
import { InputError } from '../errors.ts';
import { type Hour, hourIndex } from '../model/hour.ts';
import { permutation } from '../model/permutation.ts';

/** Numbers that no other account of a lake has, with no state and no look-up. */
export interface UniqueNumbers {
  /** Within any that many hours in a row no number comes twice. */
  readonly uniqueHours: number;
  /**
   * The nine digits before the check digits of a CPF.
   *
   * @param rank how many earlier accounts of the hour are of this fiscal region
   * @throws InputError when the hour has more accounts of the region than its range has numbers.
   */
  cpfBase(hour: Hour, fiscalRegion: number, rank: number): number;
  /** Scatters the digits of a CPF over the tokens of e-mail addresses. */
  emailToken(base: number): number;
  /** Scatters the digits of a CPF over 30 bits of an id. */
  idBits(base: number): number;
}

const FISCAL_REGIONS = 10;

/** Nine digits. */
const CPF_BASES = 1_000_000_000;

/**
 * Each hour owns a range of the CPFs of each fiscal region, as long as the mean of its accounts can
 * need; a keyed permutation scatters the ranges, so that numbers in a row do not show. An e-mail
 * address and an id are unique because the CPF they are scattered from is.
 *
 * @param accountsPerHour mean of the accounts in an hour: the larger, the fewer hours have a range
 */
export function uniqueNumbers({
  seed,
  accountsPerHour,
}: {
  readonly seed: string;
  readonly accountsPerHour: number;
}): UniqueNumbers {
  const regions = Array.from({ length: FISCAL_REGIONS }, (_, fiscalRegion) => ({
    perHour: numbersPerHour(accountsPerHour, fiscalRegion),
    scatter: permutation(CPFS_PER_REGION, [seed, 'cpf', String(fiscalRegion)]),
  }));
  const fullest = Math.max(...regions.map(({ perHour }) => perHour));
  // The ranges are dealt out in turn, so that a lake may begin at any hour.
  const uniqueHours = Math.floor(CPFS_PER_REGION / fullest);

  return {
    uniqueHours,
    cpfBase(hour, fiscalRegion, rank) {
      const region = regions[fiscalRegion];
      if (region === undefined || rank >= region.perHour) {
        throw tooMany(hour, fiscalRegion, region?.perHour ?? 0);
      }
      const range = hourIndex(hour) % uniqueHours;
      return cpfBase(fiscalRegion, region.scatter(range * region.perHour + rank));
    },
    emailToken: permutation(EMAIL_TOKENS, [seed, 'email']),
    idBits: permutation(CPF_BASES, [seed, 'id']),
  };
}

/**
 * The mean of a region's accounts in an hour, ten standard deviations of a Poisson count and some
 * more for small means: a count beyond that has a probability below 10^-15.
 */
function numbersPerHour(accountsPerHour: number, fiscalRegion: number): number {
  const residents = populationOf(states.filter((state) => state.fiscalRegion === fiscalRegion));
  const mean = (accountsPerHour * residents) / populationOf(states);
  return Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
}

function populationOf(some: readonly { readonly population: number }[]): number {
  return some.reduce((sum, { population }) => sum + population, 0);
}

function tooMany(hour: Hour, fiscalRegion: number, most: number): InputError {
  return new InputError({
    expected: `at most ${most} accounts of fiscal region ${fiscalRegion} in hour ${hour}`,
    got: 'more',
    advice: 'Raise accountsPerHour: each hour owns as many CPFs as that mean can need.',
  });
}
