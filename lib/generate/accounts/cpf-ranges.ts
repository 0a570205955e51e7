import { CPFS_PER_REGION } from '../../brazil/cpf.ts';
import { states } from '../../brazil/states.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { type NumberRanges, numberRanges, type WeeklyExpectation } from './number-ranges.ts';

const FISCAL_REGIONS = 10;

const population = residentsOf(states);

/**
 * Gives each hour a range of the CPFs of each fiscal region, long enough for all its accounts.
 *
 * @param expected expected accounts in each hour of the week, in all regions together
 * @returns the ranges by fiscal region, 0 to 9
 */
export function cpfRanges(expected: WeeklyExpectation): readonly NumberRanges[] {
  return Array.from({ length: FISCAL_REGIONS }, (_, fiscalRegion) => {
    const share =
      residentsOf(states.filter((state) => state.fiscalRegion === fiscalRegion)) / population;
    return numberRanges((year) => expected(year).map((accounts) => accounts * share));
  });
}

/** Whether no CPF repeats between two hours, both inclusive. */
export function areUnique(
  ranges: readonly NumberRanges[],
  { first, last }: { readonly first: Hour; readonly last: Hour },
): boolean {
  const [from, to] = [periodIndex(first), periodIndex(last) + 1];
  return ranges.every((region) => region.between(from, to) <= CPFS_PER_REGION);
}

function residentsOf(some: readonly { readonly population: number }[]): number {
  return some.reduce((sum, { population }) => sum + population, 0);
}
