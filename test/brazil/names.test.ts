import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakerGivenNames, fakerNameSuffixes } from '../../lib/brazil/faker-words.ts';
import { givenNameRows } from '../../lib/brazil/given-names.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { type NameDraws, nameOf, type SexLetter } from './texts.ts';

const DRAWS = 6000;

const uint32 = fc.nat(2 ** 32 - 1);
const sexes = fc.constantFrom<SexLetter>('F', 'M');
const years = fc.integer({ min: 1930, max: 2009 });
const draws: fc.Arbitrary<NameDraws> = fc.record({
  given: uint32,
  secondGiven: uint32,
  form: uint32,
  surname: uint32,
  secondSurname: uint32,
  thirdSurname: uint32,
  particles: uint32,
});

const streams = Object.fromEntries(
  ['given', 'secondGiven', 'form', 'surname', 'secondSurname', 'thirdSurname', 'particles'].map(
    (choice) => [choice, randomStream('names', choice)],
  ),
);

describe('drawNames', () => {
  it('has words of composed letters separated by single spaces, for any draws', () => {
    fc.assert(
      fc.property(sexes, fc.integer({ min: 1800, max: 2200 }), draws, (sex, year, drawn) => {
        const { full, first, last } = nameOf(sex, year, drawn);

        for (const name of [full, first, last]) {
          expect(name).toMatch(/^\p{L}+( \p{L}+)*$/u);
          expect(name).toBe(name.normalize('NFC'));
        }
      }),
    );
  });

  it('begins with the first given name and ends with the last surname and any suffix', () => {
    fc.assert(
      fc.property(sexes, years, draws, (sex, year, drawn) => {
        const { full, first, last } = nameOf(sex, year, drawn);

        const suffixes =
          sex === 'M' ? ['', ...fakerNameSuffixes.map((suffix) => ` ${suffix}`)] : [''];
        const endings = suffixes.map((suffix) => `${last}${suffix}`);
        expect(full.startsWith(`${first} `)).toBe(true);
        expect(endings.some((ending) => full.endsWith(` ${ending}`))).toBe(true);
      }),
    );
  });

  it.each(['F', 'M'] as const)('never repeats the first given name as the second (%s)', (sex) => {
    // The last two digits of the form are 00, so every name has a second given name.
    const names = namesOf(sex, 1955, { form: 0 });

    const twice = names.filter(({ full, first }) => full.startsWith(`${first} ${first} `));

    expect(twice).toEqual([]);
  });

  it('never makes Maria Maria', () => {
    const marias = namesOf('F', 1955).filter(({ first }) => first === 'Maria');

    const twice = marias.filter(({ full }) => full.startsWith('Maria Maria '));

    expect(marias.length).toBeGreaterThan(500);
    expect(twice).toEqual([]);
  });

  it('depends only on the sex, the year and the draws', () => {
    fc.assert(
      fc.property(sexes, years, draws, draws, (sex, year, drawn, other) => {
        const before = nameOf(sex, year, drawn);
        nameOf(sex, year, other);

        expect(nameOf(sex, year, drawn)).toEqual(before);
      }),
    );
  });

  it.each([
    ['F', 1900, 1930],
    ['M', 1929, 1939],
    ['F', 2010, 2009],
    ['M', 2100, 2000],
  ] as const)('uses the nearest decade for an unlisted year (%s, %i)', (sex, year, known) => {
    const names = namesOf(sex, year);

    expect(names).toEqual(namesOf(sex, known));
  });
});

describe('the given names of a decade', () => {
  it.each(['Enzo', 'Kauã', 'Thiago'])('do not include %s for people born in 1940', (name) => {
    const row = givenNameRows.find(([known]) => known === name);

    const bearers = namesOf('M', 1940).filter(({ first }) => first === name);

    expect(row?.[3]).toBe(0);
    expect(bearers).toEqual([]);
  });

  it('include Enzo for people born in 2005', () => {
    const bearers = namesOf('M', 2005).filter(({ first }) => first === 'Enzo');

    expect(bearers.length).toBeGreaterThan(0);
  });

  it.each([
    ['Jéssica', 1994, 1964],
    ['Vera', 1954, 1994],
    ['Maria', 1954, 1994],
    ['Ana', 2004, 1934],
  ])('include %s more often in %i than in %i', (name, popular, unpopular) => {
    const [most, least] = [popular, unpopular].map(
      (year) => namesOf('F', year).filter(({ first }) => first === name).length,
    );

    expect(most).toBeGreaterThan(2 * (least ?? 0));
  });

  it.each(['F', 'M'] as const)('belong to the sex (%s)', (sex) => {
    const known = givenNameRows.filter((row) => row[1] === sex).map(([name]) => name);
    const allowed = new Set([...known, ...fakerGivenNames[sex]]);

    const strange = namesOf(sex, 1985).filter(({ first }) => !allowed.has(first));

    expect(strange).toEqual([]);
  });
});

function namesOf(
  sex: SexLetter,
  year: number,
  fixed: Partial<NameDraws> = {},
): ReturnType<typeof nameOf>[] {
  return Array.from({ length: DRAWS }, (_, row) => {
    const drawn = Object.entries(streams).map(([choice, stream]) => [choice, stream.uint32(row)]);
    // The streams have the same names as the draws.
    return nameOf(sex, year, { ...(Object.fromEntries(drawn) as NameDraws), ...fixed });
  });
}
