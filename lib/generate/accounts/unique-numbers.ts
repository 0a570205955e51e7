import { cpfBase } from '../../brazil/cpf.ts';
import { EMAIL_TOKENS } from '../../brazil/email-tokens.ts';
import { InputError } from '../../errors.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { permutation } from '../../model/permutation.ts';
import { cpfs, mobiles, type NumberPlan } from './number-plans.ts';
import { type NumberRanges, numberRanges, type WeeklyExpectation } from './number-ranges.ts';

/**
 * Gives the number of an account, from its part of the country and the number of earlier accounts of
 * the hour in that part (the rank). It throws InputError if the hour has more accounts in the part
 * than its range has numbers.
 */
export type NumberOf = (part: number, rank: number) => number;

/** Numbers that no other account of a lake has, computed without state or lookup. */
export interface UniqueNumbers {
  /** Gives the nine digits before the check digits of a CPF, by fiscal region. */
  cpfBases(hour: Hour): NumberOf;
  /** Gives the mobile number within an area code. */
  mobiles(hour: Hour): NumberOf;
  /** Maps the nine digits of a CPF to a unique token of an e-mail address. */
  emailToken(base: number): number;
  /** Maps the nine digits of a CPF to 30 unique bits of an id. */
  idBits(base: number): number;
}

/** The numbers of one part of the country. */
interface Part {
  readonly ranges: NumberRanges;
  readonly scatter: (number: number) => number;
}

/** The range that an hour owns in a part. */
interface OwnedRange {
  readonly first: number;
  readonly length: number;
  readonly scatter: (number: number) => number;
}

/** Values of nine digits. */
const CPF_BASES = 1_000_000_000;

/**
 * Numbers the accounts of each hour within the ranges of {@link numberRanges}. A keyed permutation
 * scatters the ranges, so that consecutive accounts do not have consecutive numbers. E-mail
 * addresses and ids are unique because they are permutations of the CPF.
 *
 * @param expected expected accounts in each hour of the week, in the whole country
 */
export function uniqueNumbers(seed: string, expected: WeeklyExpectation): UniqueNumbers {
  const cpfsOf = numbersOfPlan(cpfs, seed, expected);
  return {
    cpfBases(hour) {
      const numberOf = cpfsOf(hour);
      return (fiscalRegion, rank) => cpfBase(fiscalRegion, numberOf(fiscalRegion, rank));
    },
    mobiles: numbersOfPlan(mobiles, seed, expected),
    emailToken: permutation(EMAIL_TOKENS, [seed, 'email']),
    idBits: permutation(CPF_BASES, [seed, 'id']),
  };
}

function numbersOfPlan(
  plan: NumberPlan,
  seed: string,
  expected: WeeklyExpectation,
): (hour: Hour) => NumberOf {
  const { key, size, shares } = plan;
  const parts: (Part | undefined)[] = [];

  function partOf(part: number, hour: Hour): Part {
    const share = shares.get(part);
    if (share === undefined) throw tooMany(hour, plan, { part, most: 0 });
    parts[part] ??= {
      ranges: numberRanges(expected, share),
      scatter: permutation(size, [seed, key, String(part)]),
    };
    return parts[part];
  }

  function ownedBy(part: number, hour: Hour): OwnedRange {
    const { ranges, scatter } = partOf(part, hour);
    const index = periodIndex(hour);
    // Ranges wrap around at the end of the numbers, because a lake may begin at any hour.
    const first = ((ranges.before(index) % size) + size) % size;
    return { first, length: ranges.length(index), scatter };
  }

  return (hour) => {
    const owned: (OwnedRange | undefined)[] = [];
    return (part, rank) => {
      owned[part] ??= ownedBy(part, hour);
      const { first, length, scatter } = owned[part];
      if (rank >= length) throw tooMany(hour, plan, { part, most: length });
      const number = first + rank;
      return scatter(number < size ? number : number - size);
    };
  };
}

function tooMany(
  hour: Hour,
  plan: NumberPlan,
  { part, most }: { readonly part: number; readonly most: number },
): InputError {
  return new InputError({
    expected: `at most ${most} accounts of ${plan.part} ${part} in hour ${hour}`,
    got: 'more',
    advice: `Raise accountsPerHour, which decides how many ${plan.number}s each hour has.`,
  });
}
