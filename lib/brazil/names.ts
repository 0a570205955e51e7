import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerNameSuffixes, fakerSurnames } from './faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from './given-names.ts';
import { plainAscii } from './plain-ascii.ts';
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
  readonly particles: number;
}

/** Names that only @faker-js/faker knows come seldom; a double one is as old as its first part. */
const FAKER_ONLY_SHARE = 0.02;
const FAKER_ONLY = 0.5;
const FAKER_ONLY_SURNAME = 5;

const DECADES = 8;

const COMMONEST_SURNAME = 'Silva';

/** Of a hundred people, so many have a second given name (approximate). */
const SECOND_GIVEN = 32;

/** Of a hundred men, so many are called Filho, Neto or Júnior (approximate). */
const SUFFIXED = 3;

const surnames = [
  ...surnameRows.map(([name, weight]) => ({ name, weight })),
  ...missingFrom(
    fakerSurnames,
    surnameRows.map(([name]) => name),
  ).map((name) => ({ name, weight: FAKER_ONLY_SURNAME })),
];

const pickSurname = weightedPick(surnames, ({ weight }) => tempered(weight));

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
  // Two digits each of one integer: the choices do not depend on each other.
  const hasSecond = draws.form % 100 < SECOND_GIVEN && !first.includes(' ');
  const hasSuffix = sex === 'M' && Math.floor(draws.form / 10_000) % 100 < SUFFIXED;
  const given = [first, ...(hasSecond ? [secondGiven(sex, first, draws.secondGiven)] : [])];
  const family = surnamesOf(draws, given);
  const words = [
    ...given,
    ...family.map((surname, position) => withParticle(surname, (draws.particles >>> position) & 1)),
    ...(hasSuffix ? [fakerNameSuffixes[draws.secondGiven % fakerNameSuffixes.length]] : []),
  ];
  return { full: words.join(' '), first, last: family.at(-1) ?? '' };
}

/** One to three, none twice, and none that is a given name of the person too, as in Ana Paula Paula. */
function surnamesOf(draws: NameDraws, given: readonly string[]): string[] {
  const count = countOfSurnames(Math.floor(draws.form / 100) % 100);
  const drawn = [draws.surname, draws.secondSurname, draws.thirdSurname].map(
    (draw) => pickSurname(draw).name,
  );
  const spoken = new Set(given.flatMap((name) => name.split(' ')).map(plainAscii));
  const others = [...new Set(drawn)].filter((surname) => !spoken.has(plainAscii(surname)));
  return others.length === 0 ? [COMMONEST_SURNAME] : others.slice(0, count);
}

function secondGiven(sex: Sex, first: string, draw: number): string {
  const candidates = secondGivenNames[sex].filter((name) => plainAscii(name) !== plainAscii(first));
  return candidates[draw % candidates.length] ?? '';
}

/** Of a hundred people, 16 have one surname, 70 have two and 14 have three (approximate). */
function countOfSurnames(percent: number): number {
  if (percent < 16) return 1;
  return percent < 86 ? 2 : 3;
}

/** Families of one name are written with and without its particle. */
function withParticle(surname: string, bit: number): string {
  const particle = particles[surname];
  return particle === undefined || bit === 0 ? surname : `${particle} ${surname}`;
}

function pickersByDecade(sex: Sex): readonly ((uint32: number) => string)[] {
  const rows = givenNameRows.filter((row) => row[1] === sex);
  const byName = new Map(rows.map((row) => [row[0], row]));
  const others = missingFrom(fakerGivenNames[sex], [...byName.keys()]);
  return Array.from({ length: DECADES }, (_, decade) => {
    const known = rows.map((row) => ({ name: row[0], weight: Number(row[2 + decade]) }));
    const fakerOnly = others.map((name) => {
      const row = byName.get(name.split(' ')[0] ?? '');
      const weight = row === undefined ? FAKER_ONLY : Number(row[2 + decade]) * FAKER_ONLY_SHARE;
      return { name, weight };
    });
    const pick = weightedPick([...known, ...fakerOnly], ({ weight }) => tempered(weight));
    return (uint32) => pick(uint32).name;
  });
}

/**
 * A weight to the power of 3/4. The lists have the commonest names alone, and people draw two
 * surnames: with the plain weights the first of a list would come far more often than they do
 * among Brazilians (measured: docs/data.md).
 */
function tempered(weight: number): number {
  // Square roots are exact everywhere (IEEE 754), powers are not.
  return Math.sqrt(weight * Math.sqrt(weight));
}

function missingFrom(names: readonly string[], known: readonly string[]): string[] {
  const there = new Set(known);
  return names.filter((name) => !there.has(name));
}
