import { weightedPick } from '../model/weighted.ts';
import { wordsOfTexts } from '../model/word-column.ts';
import { ADULT } from './age.ts';
import type { Sex } from './names.ts';
import { shareOfWomen } from './occupation-women.ts';
import { type OccupationRow, occupationRows } from './occupations.ts';

const OLDEST = 99;

/** The titles of all occupations, for men and for women. */
export const occupationWords = wordsOfTexts([
  ...new Set([...occupationRows.map(([man]) => man), ...occupationRows.map(([, woman]) => woman)]),
]);

const numbers = new Map(occupationWords.texts.map((title, number) => [title, number]));

const occupations: readonly Occupation[] = occupationRows.map((row) => ({
  row,
  M: numbers.get(row[0]) ?? 0,
  F: numbers.get(row[1]) ?? 0,
}));

const pickers = { F: pickersByAge('F'), M: pickersByAge('M') };

/**
 * Picks an occupation that is plausible at an age, common ones more often, from one 32-bit integer.
 * The title has the grammatical gender of the person.
 *
 * @param age complete years, 18 to 99
 * @returns its position in {@link occupationWords}
 */
export function pickOccupation(sex: Sex, age: number, uint32: number): number {
  const pick = pickers[sex][age - ADULT];
  if (pick === undefined) throw new TypeError(`no occupations at age ${age}`);
  return pick(uint32)[sex];
}

/** An occupation with the number of its title for each sex. */
interface Occupation {
  readonly row: OccupationRow;
  readonly F: number;
  readonly M: number;
}

function pickersByAge(sex: Sex): readonly ((uint32: number) => Occupation)[] {
  return Array.from({ length: OLDEST - ADULT + 1 }, (_, years) => {
    const age = ADULT + years;
    const possible = occupations.filter(({ row: [, , , from, to] }) => age >= from && age <= to);
    return weightedPick(possible, ({ row }) => weightAt(row, sex, age));
  });
}

function weightAt([occupation, , weight]: OccupationRow, sex: Sex, age: number): number {
  const women = shareOfWomen(occupation);
  const share = sex === 'F' ? women : 1 - women;
  return weight * share * (occupation.includes('posentad') ? retirementAt(age) : 1);
}

/**
 * Factor for retired people: retirement comes gradually, few at 55 and most at 75 (approximate).
 */
function retirementAt(age: number): number {
  return Math.min(4, Math.max(0.1, (age - 54) / 5));
}
