import { describe, expect, it } from 'vitest';
import { particles, surnameRows } from '../../lib/brazil/surnames.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { type NameDraws, nameOf, type SexLetter } from './texts.ts';

const DRAWS = 10_000;

const connecting = new Set(['da', 'das', 'de', 'do', 'dos']);
const suffixes = new Set(['Filho', 'Neto', 'Júnior']);

describe('the forms of names', () => {
  it.each([[16, 70, 14]])(
    'have one surname in %i%%, two in %i%% and three in %i%% of names',
    (...shares) => {
      // Without a second given name: the last two digits of the form are 99.
      const names = namesOf('F', (draw) => draw - (draw % 100) + 99);

      const counts = names.map(({ full, first }) => surnamesIn(full.slice(first.length)).length);

      const measured = [1, 2, 3].map((count) => shareOf(counts, (other) => other === count));
      measured.forEach((share, position) => {
        // A surname drawn twice is written once, so some names have one surname fewer.
        expect(Math.abs(share * 100 - (shares[position] ?? 0))).toBeLessThan(4);
      });
    },
  );

  it('never repeat a surname', () => {
    const names = namesOf('F', () => 9999);

    const twice = names.filter(({ full, first }) => {
      const surnames = surnamesIn(full.slice(first.length));
      return new Set(surnames).size < surnames.length;
    });

    expect(twice).toEqual([]);
  });

  it('have a particle only before a surname that takes it', () => {
    const names = namesOf('M', (draw) => draw);

    const wrong = names.filter(({ full }) => {
      const words = full.split(' ');
      return words.some(
        (word, at) => connecting.has(word) && particles[words[at + 1] ?? ''] !== word,
      );
    });

    expect(names.some(({ full }) => full.includes(' da '))).toBe(true);
    expect(wrong).toEqual([]);
  });

  it('omit about half of the particles', () => {
    const silvas = namesOf('F', () => 99).filter(({ last }) => last === 'Silva');

    const withIt = shareOf(silvas, ({ full }) => full.endsWith('da Silva'));

    expect(silvas.length).toBeGreaterThan(500);
    expect(withIt).toBeGreaterThan(0.45);
    expect(withIt).toBeLessThan(0.55);
  });

  it('give a suffix to about 3% of men and to no woman', () => {
    const isSuffixed = ({ full }: { full: string }) => suffixes.has(full.split(' ').at(-1) ?? '');

    const men = shareOf(
      namesOf('M', (draw) => draw),
      isSuffixed,
    );
    const women = shareOf(
      namesOf('F', (draw) => draw),
      isSuffixed,
    );

    expect(men).toBeGreaterThan(0.025);
    expect(men).toBeLessThan(0.035);
    expect(women).toBe(0);
  });

  it('have Silva as the most common last surname, as in Brazil', () => {
    const lasts = namesOf('F', (draw) => draw).map(({ last }) => last);
    const commonest = surnameRows.slice(0, 5).map(([surname]) => surname);

    const shares = commonest.map((surname) => shareOf(lasts, (last) => last === surname));

    expect(commonest[0]).toBe('Silva');
    expect(Math.max(...shares)).toBe(shares[0]);
    expect(Number(shares[0])).toBeGreaterThan(1.5 * Number(shares[4]));
  });
});

function surnamesIn(text: string): string[] {
  return text.split(' ').filter((word) => word !== '' && !connecting.has(word));
}

function shareOf<Item>(items: readonly Item[], fits: (item: Item) => boolean): number {
  return items.filter(fits).length / items.length;
}

/** Many names of people born in 1985. `formOf` may fix parts of the form. */
function namesOf(sex: SexLetter, formOf: (draw: number) => number): ReturnType<typeof nameOf>[] {
  const draw = (choice: keyof NameDraws, row: number) => randomStreams[choice].uint32(row);
  return Array.from({ length: DRAWS }, (_, row) =>
    nameOf(sex, 1985, {
      given: draw('given', row),
      secondGiven: draw('secondGiven', row),
      form: formOf(draw('form', row)),
      surname: draw('surname', row),
      secondSurname: draw('secondSurname', row),
      thirdSurname: draw('thirdSurname', row),
      particles: draw('particles', row),
    }),
  );
}

const randomStreams = {
  given: randomStream('forms', 'given'),
  secondGiven: randomStream('forms', 'second-given'),
  form: randomStream('forms', 'form'),
  surname: randomStream('forms', 'surname'),
  secondSurname: randomStream('forms', 'second-surname'),
  thirdSurname: randomStream('forms', 'third-surname'),
  particles: randomStream('forms', 'particles'),
};
