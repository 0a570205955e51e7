import { describe, expect, it } from 'vitest';
import { occupationWords, pickOccupation } from '../../lib/brazil/occupation.ts';
import { shareOfWomen } from '../../lib/brazil/occupation-women.ts';
import { occupationRows } from '../../lib/brazil/occupations.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { chiSquared, chiSquaredLimit, tally } from '../chi-squared.ts';
import { type SexLetter, sexOf } from './texts.ts';

const DRAWS = 20_000;

const ages = Array.from({ length: 99 - 18 + 1 }, (_, years) => 18 + years);
const stream = randomStream('occupation');

describe('pickOccupation', () => {
  it.each([
    ['F', 1],
    ['M', 0],
  ] as const)('picks a plausible occupation, in the form for the sex (%s)', (sex, form) => {
    const wrong = ages.flatMap((age) => {
      const plausible = new Set(possibleAt(age).map((row) => row[form]));
      const picked = Array.from({ length: 1000 }, (_, row) =>
        occupationOf(sex, age, stream.uint32(row)),
      );
      return picked.filter((occupation) => !plausible.has(occupation));
    });

    expect(wrong).toEqual([]);
  });

  it.each([18, 30, 50])(
    'picks occupations in proportion to the men of that age who work in them (age %i)',
    (age) => {
      const rows = possibleAt(age);
      const weights = rows.map(([masculine, , weight]) => weight * (1 - shareOfWomen(masculine)));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const numbers = new Map(rows.map(([masculine], number) => [masculine, number]));

      const picked = Array.from({ length: DRAWS }, (_, row) =>
        occupationOf('M', age, stream.uint32(row)),
      );

      const counts = tally(
        picked.map((occupation) => numbers.get(occupation) ?? -1),
        rows.length,
      );
      const { observed, expected } = binned(
        counts,
        weights.map((weight) => (weight / total) * DRAWS),
      );
      expect(chiSquared(observed, expected)).toBeLessThan(chiSquaredLimit(expected.length - 1));
    },
  );

  it('makes more than half of the people retired at 80, few at 50 and none at 30', () => {
    const retired = [30, 50, 80].map((age) => {
      const picked = Array.from({ length: 2000 }, (_, row) =>
        occupationOf('F', age, stream.uint32(row)),
      );
      return picked.filter((occupation) => /aposentad|pensionista/i.test(occupation)).length / 2000;
    });

    expect(retired[0]).toBe(0);
    expect(retired[1]).toBeLessThan(0.1);
    expect(retired[2]).toBeGreaterThan(0.5);
  });

  it.each([17, 100, 18.5])('rejects the age %d', (age) => {
    expect(() => occupationOf('F', age, 0)).toThrow(TypeError);
  });
});

function possibleAt(age: number) {
  return occupationRows.filter(([, , , from, to]) => age >= from && age <= to);
}

/** Groups the rare ones, because chi-squared needs expected counts of five or more. */
function binned(counts: readonly number[], means: readonly number[]) {
  const common = means.flatMap((mean, bin) => (mean >= 5 ? [bin] : []));
  const rest = means.flatMap((mean, bin) => (mean < 5 ? [bin] : []));
  const pick = (values: readonly number[]) => [
    ...common.map((bin) => values[bin] ?? 0),
    rest.reduce((sum, bin) => sum + (values[bin] ?? 0), 0),
  ];
  return { observed: pick(counts), expected: pick(means) };
}

function occupationOf(sex: SexLetter, age: number, draw: number): string {
  return occupationWords.texts[pickOccupation(sexOf(sex), age, draw)] ?? '';
}
