import { encoded } from '../model/encoded-text.ts';
import type { RandomStream } from '../model/keyed-random.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerNameSuffixes, fakerSurnames } from './faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from './given-names.ts';
import { plainAscii } from './plain-ascii.ts';
import { particles, surnameRows } from './surnames.ts';
import { type NameWord, nameWordOf, type Word, wordOf } from './words.ts';

/** As registered at birth. */
export type Sex = 'F' | 'M';

/** The parts of a name, as {@link writeName} puts them together. */
export interface PersonName {
  readonly first: GivenName;
  readonly second: GivenName | undefined;
  /** One to three. */
  readonly family: readonly Surname[];
  /** Bit n: whether the n-th surname is written with its particle, if it has one. */
  readonly particles: number;
  /** `Filho`, `Neto`, `Júnior` */
  readonly suffix: Word | undefined;
}

/** A given name, maybe of several words: `Ana`, `Maria Eduarda`. */
export interface GivenName extends NameWord {
  /** Each of its words in ASCII: a surname that sounds like one of them does not go with it. */
  readonly sounds: readonly string[];
  /** Those that go with it as a second one; none with one that has several words already. */
  readonly seconds: readonly GivenName[];
}

/** A surname. */
export interface Surname extends NameWord {
  readonly sound: string;
  /** With its particle, `da Silva`, or as it is. In UTF-8. */
  readonly withParticle: Uint8Array;
}

/** What a name is drawn from: a stream for each choice. */
export interface NameStreams {
  readonly given: RandomStream;
  readonly 'second-given': RandomStream;
  readonly 'name-form': RandomStream;
  readonly surname: RandomStream;
  readonly 'second-surname': RandomStream;
  readonly 'third-surname': RandomStream;
  readonly particles: RandomStream;
}

/** Names that only @faker-js/faker knows come seldom; a double one is as old as its first part. */
const FAKER_ONLY_SHARE = 0.02;
const FAKER_ONLY = 0.5;
const FAKER_ONLY_SURNAME = 5;

const DECADES = 8;

/** Of a hundred people, so many have a second given name (approximate). */
const SECOND_GIVEN = 32;

/** Of a hundred men, so many are called Filho, Neto or Júnior (approximate). */
const SUFFIXED = 3;

const surnames = [
  ...surnameRows.map(([name, weight]) => ({ surname: surnameOf(name), weight })),
  ...missingFrom(
    fakerSurnames,
    surnameRows.map(([name]) => name),
  ).map((name) => ({ surname: surnameOf(name), weight: FAKER_ONLY_SURNAME })),
];

const COMMONEST_SURNAME = surnameOf('Silva');

const pickSurname = weightedPick(surnames, ({ weight }) => tempered(weight));

const givenPickers = {
  F: pickersByDecade('F'),
  M: pickersByDecade('M'),
};

const suffixes = fakerNameSuffixes.map(wordOf);

const SPACE = 32;

/**
 * Draws the name of a person: a given name that was popular in the decade of birth, often a second
 * one, one to three surnames with their particles, sometimes a suffix.
 *
 * @param birthYear years outside those known count as the nearest decade
 * @param account number of the account in its hour
 */
export function personName(
  sex: Sex,
  birthYear: number,
  streams: NameStreams,
  account: number,
): PersonName {
  const decade = Math.floor((birthYear - firstDecade) / 10);
  const pickGiven = givenPickers[sex][Math.max(0, Math.min(DECADES - 1, decade))];
  if (pickGiven === undefined) throw new TypeError(`no names for the decade ${decade}`);
  const first = pickGiven(streams.given.uint32(account)).name;
  const { seconds } = first;
  // Two digits each of one integer: the choices do not depend on each other.
  const form = streams['name-form'].uint32(account);
  const hasSecond = form % 100 < SECOND_GIVEN && seconds.length > 0;
  const hasSuffix = sex === 'M' && Math.floor(form / 10_000) % 100 < SUFFIXED;
  const draw = hasSecond || hasSuffix ? streams['second-given'].uint32(account) : 0;
  const second = hasSecond ? seconds[draw % seconds.length] : undefined;
  return {
    first,
    second,
    family: surnamesOf(
      countOfSurnames(Math.floor(form / 100) % 100),
      first,
      second,
      streams,
      account,
    ),
    particles: streams.particles.uint32(account),
    suffix: hasSuffix ? suffixes[draw % suffixes.length] : undefined,
  };
}

/** Writes a full name: `João Vítor da Conceição Lima Filho`. */
export function writeName(
  out: TextWriter,
  { first, second, family, particles, suffix }: PersonName,
): void {
  out.piece(first.bytes);
  if (second !== undefined) {
    out.ascii(SPACE);
    out.piece(second.bytes);
  }
  for (let position = 0; position < family.length; position += 1) {
    const surname = family[position] as Surname;
    out.ascii(SPACE);
    out.piece((particles >>> position) & 1 ? surname.withParticle : surname.bytes);
  }
  if (suffix !== undefined) {
    out.ascii(SPACE);
    out.piece(suffix.bytes);
  }
}

/**
 * As many as asked for, none twice, and none that is a given name of the person too, as in Ana Paula
 * Paula: fewer, where too few of three are left.
 */
function surnamesOf(
  count: number,
  first: GivenName,
  second: GivenName | undefined,
  streams: NameStreams,
  account: number,
): readonly Surname[] {
  const family: Surname[] = [];
  for (let position = 0; position < 3 && family.length < count; position += 1) {
    const { surname } = pickSurname(streamAt(streams, position).uint32(account));
    const isGiven =
      first.sounds.includes(surname.sound) || second?.sounds.includes(surname.sound) === true;
    if (!isGiven && !family.includes(surname)) family.push(surname);
  }
  return family.length === 0 ? [COMMONEST_SURNAME] : family;
}

function streamAt(streams: NameStreams, position: number): RandomStream {
  if (position === 0) return streams.surname;
  return position === 1 ? streams['second-surname'] : streams['third-surname'];
}

/** Of a hundred people, 16 have one surname, 70 have two and 14 have three (approximate). */
function countOfSurnames(percent: number): number {
  if (percent < 16) return 1;
  return percent < 86 ? 2 : 3;
}

/** Families of one name are written with and without its particle. */
function surnameOf(name: string): Surname {
  const particle = particles[name];
  const withParticle = encoded(particle === undefined ? name : `${particle} ${name}`);
  return { ...nameWordOf(name), sound: plainAscii(name), withParticle };
}

function pickersByDecade(sex: Sex): readonly ((uint32: number) => { name: GivenName })[] {
  const rows = givenNameRows.filter((row) => row[1] === sex);
  const byName = new Map(rows.map((row) => [row[0], row]));
  const others = missingFrom(fakerGivenNames[sex], [...byName.keys()]);
  const nameOf = givenNamesOf(sex);
  const known = rows.map((row) => ({ name: nameOf(row[0]), row, share: 1 }));
  const fakerOnly = others.map((name) => ({
    name: nameOf(name),
    row: byName.get(name.split(' ')[0] ?? ''),
    share: FAKER_ONLY_SHARE,
  }));
  return Array.from({ length: DECADES }, (_, decade) =>
    weightedPick([...known, ...fakerOnly], ({ row, share }) =>
      tempered(row === undefined ? FAKER_ONLY : Number(row[2 + decade]) * share),
    ),
  );
}

/** Gives a function that makes given names of a sex, each with the second ones that go with it. */
function givenNamesOf(sex: Sex): (name: string) => GivenName {
  const simple = (name: string): GivenName => ({
    ...nameWordOf(name),
    sounds: name.split(' ').map(plainAscii),
    seconds: [],
  });
  const seconds = secondGivenNames[sex].map((name) => ({
    name: simple(name),
    sound: plainAscii(name),
  }));
  return (name) => {
    const sound = plainAscii(name);
    const others = seconds.filter((second) => second.sound !== sound).map((second) => second.name);
    return { ...simple(name), seconds: name.includes(' ') ? [] : others };
  };
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
