import { WeightedNumbers } from '../model/weighted.ts';
import { wordsOfTexts } from '../model/word-column.ts';
import { ADULT } from './age.ts';
import { shareOfWomen } from './occupation-women.ts';
import { type OccupationRow, occupationRows } from './occupations.ts';
import { type Sex, WOMAN } from './sex.ts';

const OLDEST = 99;

/** The titles of all occupations, for men and for women. */
export const occupationWords = wordsOfTexts([
  ...new Set([...occupationRows.map(([man]) => man), ...occupationRows.map(([, woman]) => woman)]),
]);

const numbers = new Map(occupationWords.texts.map((title, number) => [title, number]));

/** For each sex, the weights of each age from {@link ADULT} on. */
const pickers = ([0, 1] as const).map(pickersByAge);

/**
 * Picks an occupation that is plausible at an age, common ones more often, from one 32-bit integer.
 * The title has the grammatical gender of the person.
 *
 * @param age complete years, 18 to 99
 * @returns its position in {@link occupationWords}
 */
export function pickOccupation(sex: Sex, age: number, uint32: number): number {
  const picker = pickers[sex]?.[age - ADULT];
  if (picker === undefined) throw new TypeError(`no occupations at age ${age}`);
  return picker.pick(uint32);
}

/**
 * The occupations of people, each from one 32-bit integer.
 *
 * @returns positions in {@link occupationWords}
 */
export function drawOccupations(
  sexes: Uint8Array,
  ages: Uint8Array,
  draws: Uint32Array,
): Uint16Array {
  const occupations = new Uint16Array(draws.length);
  for (let row = 0; row < draws.length; row += 1) {
    const [sex, age] = [sexes[row] as Sex, ages[row] as number];
    occupations[row] = pickOccupation(sex, age, draws[row] as number);
  }
  return occupations;
}

function pickersByAge(sex: Sex): readonly WeightedNumbers[] {
  const titles = occupationRows.map(([man, woman]) => (sex === WOMAN ? woman : man));
  const numbersOfTitles = titles.map((title) => numbers.get(title) ?? 0);
  return Array.from({ length: OLDEST - ADULT + 1 }, (_, years) => {
    const weights = occupationRows.map((row) => weightAt(row, sex, ADULT + years));
    return new WeightedNumbers(numbersOfTitles, weights);
  });
}

/** 0 outside the ages at which people have the occupation. */
function weightAt([occupation, , weight, from, to]: OccupationRow, sex: Sex, age: number): number {
  if (age < from || age > to) return 0;
  const women = shareOfWomen(occupation);
  const share = sex === WOMAN ? women : 1 - women;
  return weight * share * (occupation.includes('posentad') ? retirementAt(age) : 1);
}

/**
 * Factor for retired people: retirement comes gradually, few at 55 and most at 75 (approximate).
 */
function retirementAt(age: number): number {
  return Math.min(4, Math.max(0.1, (age - 54) / 5));
}
