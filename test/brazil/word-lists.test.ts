import { describe, expect, it } from 'vitest';
import {
  exampleDomains,
  fakerGivenNames,
  fakerNameSuffixes,
  fakerStreetKinds,
  fakerSurnames,
} from '../../lib/brazil/faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from '../../lib/brazil/given-names.ts';
import { occupationRows } from '../../lib/brazil/occupations.ts';
import { neighbourhoods, streetNames } from '../../lib/brazil/streets.ts';
import { particles, surnameRows } from '../../lib/brazil/surnames.ts';

const lists: [name: string, words: readonly string[]][] = [
  ['given names of women', givenNameRows.filter((row) => row[1] === 'F').map(([name]) => name)],
  ['given names of men', givenNameRows.filter((row) => row[1] === 'M').map(([name]) => name)],
  ['second given names of women', secondGivenNames.F],
  ['second given names of men', secondGivenNames.M],
  ['given names of women from faker', fakerGivenNames.F],
  ['given names of men from faker', fakerGivenNames.M],
  ['surnames', surnameRows.map(([surname]) => surname)],
  ['surnames from faker', fakerSurnames],
  ['streets', streetNames],
  ['neighbourhoods', neighbourhoods],
  ['occupations of men', occupationRows.map(([masculine]) => masculine)],
  ['occupations of women', occupationRows.map(([, feminine]) => feminine)],
];

describe('the word lists', () => {
  it.each(lists)('have no duplicate in %s', (_, words) => {
    expect(words.length).toBeGreaterThan(20);
    expect(new Set(words).size).toBe(words.length);
  });

  it.each(lists)('have composed letters and single spaces in %s', (_, words) => {
    const odd = words.filter(
      (word) => !/^\p{L}[\p{L}\d'.-]*( [\p{L}\d][\p{L}\d'.-]*)*$/u.test(word),
    );

    expect(odd).toEqual([]);
    expect(words.map((word) => word.normalize('NFC'))).toEqual(words);
  });
});

describe('given names', () => {
  it('have counts in thousands for eight decades from 1930, not all 0', () => {
    const weights = givenNameRows.map(([, , ...decades]) => decades);

    const wrong = weights.filter(
      (decades) => decades.length !== 8 || !decades.every((weight) => weight >= 0),
    );
    const unborne = weights.filter((decades) => !decades.some((weight) => weight > 0));

    expect(firstDecade).toBe(1930);
    expect(wrong).toEqual([]);
    expect(unborne).toEqual([]);
  });
});

describe('surnames', () => {
  it('are single words with a weight', () => {
    const wrong = surnameRows.filter(([surname, weight]) => surname.includes(' ') || !(weight > 0));

    expect(wrong).toEqual([]);
  });

  it('have Portuguese particles, each for a surname in the list', () => {
    const known = new Set(surnameRows.map(([surname]) => surname));

    const stray = Object.keys(particles).filter((surname) => !known.has(surname));

    expect(stray).toEqual([]);
    expect([...new Set(Object.values(particles))].sort()).toEqual(['da', 'das', 'de', 'do', 'dos']);
  });

  it('do not include the suffixes, which would be written twice', () => {
    const suffixes = surnameRows.filter(([surname]) => fakerNameSuffixes.includes(surname));

    expect(suffixes).toEqual([]);
  });
});

describe('occupations', () => {
  it('have a weight and adult ages', () => {
    const wrong = occupationRows.filter(
      ([, , weight, from, to]) => !(weight > 0 && from >= 18 && to <= 99 && from < to),
    );

    expect(wrong).toEqual([]);
  });

  it.each([
    ['Enfermeiro', 'Enfermeira'],
    ['Ator', 'Atriz'],
    ['Dentista', 'Dentista'],
  ])('include %s and %s', (masculine, feminine) => {
    const row = occupationRows.find(([known]) =>
      known.toLowerCase().endsWith(masculine.toLowerCase()),
    );

    expect(row?.[1].toLowerCase()).toContain(feminine.toLowerCase());
  });
});

describe('the words of faker', () => {
  it('have only domains reserved for documentation', () => {
    expect([...exampleDomains].sort()).toEqual(['example.com', 'example.net', 'example.org']);
  });

  it('have Júnior in full among the suffixes', () => {
    expect([...fakerNameSuffixes].sort()).toEqual(['Filho', 'Júnior', 'Neto']);
  });

  it('have kinds of street where people live', () => {
    expect([...fakerStreetKinds].sort()).toEqual(['Alameda', 'Avenida', 'Rua', 'Travessa']);
  });
});
