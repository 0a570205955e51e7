import { weightedPick } from '../model/weighted.ts';
import type { Sex } from './names.ts';
import { type OccupationRow, occupationRows } from './occupations.ts';

const OLDEST = 99;

const pickers: readonly ((uint32: number) => OccupationRow)[] = Array.from(
  { length: OLDEST - 18 + 1 },
  (_, years) =>
    weightedPick(
      occupationRows.filter(([, , , from, to]) => 18 + years >= from && 18 + years <= to),
      ([, , weight]) => weight,
    ),
);

/**
 * Picks an occupation that somebody of this age can have, the common ones more often, in the form
 * for the sex; from one 32-bit integer.
 *
 * @param age complete years, 18 to 99
 */
export function pickOccupation(sex: Sex, age: number, uint32: number): string {
  const pick = pickers[age - 18];
  if (pick === undefined) throw new TypeError(`no occupations at age ${age}`);
  const [masculine, feminine] = pick(uint32);
  return sex === 'F' ? feminine : masculine;
}
