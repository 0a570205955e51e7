import { areaCodeRows } from '../../brazil/area-codes.ts';
import { CPFS_PER_REGION } from '../../brazil/cpf.ts';
import { MOBILES_PER_AREA_CODE } from '../../brazil/phone.ts';
import { states } from '../../brazil/states.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { numberRanges, type WeeklyExpectation } from './number-ranges.ts';

/** Numbers that each part of Brazil gives to the people who live there, such as CPFs. */
export interface NumberPlan {
  /** Name of one number, in messages: `CPF`. */
  readonly number: string;
  /** Name of one part, in messages: `fiscal region`. */
  readonly part: string;
  /** Name of the numbers in the keys of permutations. */
  readonly key: string;
  /** How many numbers each part has. */
  readonly size: number;
  /** The share of all people who live in a part, for each part: 0 to 1. */
  readonly shares: ReadonlyMap<number, number>;
}

/** CPFs, by the fiscal region that issues them. */
export const cpfs: NumberPlan = {
  number: 'CPF',
  part: 'fiscal region',
  key: 'cpf',
  size: CPFS_PER_REGION,
  shares: sharesOf(states.map(({ fiscalRegion, population }) => [fiscalRegion, population])),
};

/** Mobile phone numbers, by area code. */
export const mobiles: NumberPlan = {
  number: 'phone number',
  part: 'area code',
  key: 'phone',
  size: MOBILES_PER_AREA_CODE,
  shares: sharesOf(areaCodeRows),
};

/**
 * Whether no number of a plan repeats between two hours, both inclusive. All parts have equally
 * many numbers, so the part with the most people runs out of them first.
 *
 * @param expected expected accounts in each hour of the week, in all parts together
 */
export function areUnique(
  { size, shares }: NumberPlan,
  expected: WeeklyExpectation,
  { first, last }: { readonly first: Hour; readonly last: Hour },
): boolean {
  const largest = Math.max(...shares.values());
  const ranges = numberRanges(expected, largest);
  return ranges.between(periodIndex(first), periodIndex(last) + 1) <= size;
}

/** From the residents of each part, or of several areas of it. */
function sharesOf(rows: readonly (readonly [part: number, residents: number])[]) {
  const everybody = rows.reduce((sum, [, residents]) => sum + residents, 0);
  const shares = new Map<number, number>();
  for (const [part, residents] of rows) {
    shares.set(part, (shares.get(part) ?? 0) + residents / everybody);
  }
  return shares;
}
