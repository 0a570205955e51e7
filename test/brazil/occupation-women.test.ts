import { describe, expect, it } from 'vitest';
import { occupationWords, pickOccupation } from '../../lib/brazil/occupation.ts';
import { genderedOccupations, shareOfWomen } from '../../lib/brazil/occupation-women.ts';
import { occupationRows } from '../../lib/brazil/occupations.ts';
import { type SexLetter, sexOf } from './texts.ts';

describe('occupations whose share of women is far from one half', () => {
  it('are all in the list of occupations, each named once', () => {
    const known = new Set(occupationRows.map(([masculine]) => masculine));

    const unknown = genderedOccupations.filter((occupation) => !known.has(occupation));

    expect(unknown).toEqual([]);
    expect(genderedOccupations.length).toBeGreaterThan(150);
  });

  it('are picked for women and men in these shares', () => {
    const counts = new Map<string, number>();
    const draws = Array.from({ length: 200_000 }, (_, draw) => (draw * 2_654_435_761) % 2 ** 32);
    for (const draw of draws) {
      for (const sex of ['F', 'M'] as const) {
        const occupation = occupationOf(sex, 40, draw);
        counts.set(occupation, (counts.get(occupation) ?? 0) + 1);
      }
    }

    const women = counts.get('Pedreira') ?? 0;
    const men = counts.get('Pedreiro') ?? 0;

    expect(women / (women + men)).toBeLessThan(3 * shareOfWomen('Pedreiro'));
    expect(counts.get('Empregada doméstica')).toBeGreaterThan(
      5 * (counts.get('Empregado doméstico') ?? 0),
    );
  });

  it('make retirement more common with age', () => {
    const shareAt = (age: number) => {
      const draws = Array.from({ length: 5000 }, (_, draw) => (draw * 2_654_435_761) % 2 ** 32);
      const retired = draws.filter((draw) => /posentad/.test(occupationOf('M', age, draw)));
      return retired.length / draws.length;
    };

    const shares = [54, 58, 62, 66, 70, 75].map(shareAt);

    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.at(-1)).toBeGreaterThan(0.5);
  });
});

function occupationOf(sex: SexLetter, age: number, draw: number): string {
  return occupationWords.texts[pickOccupation(sexOf(sex), age, draw)] ?? '';
}
