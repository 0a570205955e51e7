import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerNameSuffixes, fakerSurnames } from './faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from './given-names.ts';
import { particles, surnameRows } from './surnames.ts';

/** As registered at birth. */
export type Sex = 'F' | 'M';

/** A full name, and the two parts of it that an e-mail address is made of. */
export interface PersonName {
  readonly full: string;
  /** First given name, without the second. */
  readonly first: string;
  /** Last surname, without particle or suffix. */
  readonly last: string;
}

/** What a name is drawn from: one 32-bit integer for each choice. */
export interface NameDraws {
  readonly given: number;
  readonly secondGiven: number;
  readonly form: number;
  readonly surname: number;
  readonly secondSurname: number;
  readonly thirdSurname: number;
}

/** The weight of names that only @faker-js/faker knows, so that they come, but seldom. */
const FAKER_ONLY = 0.5;
const FAKER_ONLY_SURNAME = 5;

const DECADES = 8;

const surnames = [
  ...surnameRows.map(([name, weight]) => ({ name, weight })),
  ...missingFrom(
    fakerSurnames,
    surnameRows.map(([name]) => name),
  ).map((name) => ({ name, weight: FAKER_ONLY_SURNAME })),
];

const pickSurname = weightedPick(surnames, ({ weight }) => weight);

const givenPickers = {
  F: pickersByDecade('F'),
  M: pickersByDecade('M'),
};

/**
 * Composes the name of a person: a given name that was popular in the decade of birth, often a
 * second one, one to three surnames with their particles, sometimes a suffix.
 *
 * @param birthYear years outside those known count as the nearest decade
 */
export function personName(sex: Sex, birthYear: number, draws: NameDraws): PersonName {
  const decade = Math.floor((birthYear - firstDecade) / 10);
  const pickGiven = givenPickers[sex][Math.max(0, Math.min(DECADES - 1, decade))];
  if (pickGiven === undefined) throw new TypeError(`no names for the decade ${decade}`);
  const first = pickGiven(draws.given);
  // Percent and thousandths of one integer: the choices below do not overlap.
  const percent = draws.form % 100;
  const given = [first];
  if (percent < 32 && !first.includes(' ')) given.push(secondGiven(sex, first, draws.secondGiven));

  const count = countOfSurnames(Math.floor(draws.form / 100) % 100);
  const family = [
    ...new Set(
      [draws.surname, draws.secondSurname, draws.thirdSurname]
        .slice(0, count)
        .map((draw) => pickSurname(draw).name),
    ),
  ];
  const last = family.at(-1) ?? '';
  const words = [...given, ...family.map(withParticle)];
  const suffixes = Math.floor(draws.form / 10_000) % 1000;
  if (sex === 'M' && suffixes < 30) {
    words.push(fakerNameSuffixes[suffixes % fakerNameSuffixes.length] ?? '');
  }
  return { full: words.join(' '), first: given[0] ?? '', last };
}

function secondGiven(sex: Sex, first: string, draw: number): string {
  const candidates = secondGivenNames[sex].filter((name) => name !== first);
  return candidates[draw % candidates.length] ?? '';
}

/** Of a hundred people, 14 have one surname, 62 have two and 24 have three (approximate). */
function countOfSurnames(percent: number): number {
  if (percent < 14) return 1;
  return percent < 76 ? 2 : 3;
}

function withParticle(surname: string): string {
  const particle = particles[surname];
  return particle === undefined ? surname : `${particle} ${surname}`;
}

function pickersByDecade(sex: Sex): readonly ((uint32: number) => string)[] {
  const rows = givenNameRows.filter((row) => row[1] === sex);
  const others = missingFrom(
    fakerGivenNames[sex],
    rows.map(([name]) => name),
  );
  return Array.from({ length: DECADES }, (_, decade) => {
    const known = rows.map((row) => ({ name: row[0], weight: Number(row[2 + decade]) }));
    const all = [...known, ...others.map((name) => ({ name, weight: FAKER_ONLY }))];
    const pick = weightedPick(all, ({ weight }) => weight);
    return (uint32) => pick(uint32).name;
  });
}

function missingFrom(names: readonly string[], known: readonly string[]): string[] {
  const there = new Set(known);
  return names.filter((name) => !there.has(name));
}
