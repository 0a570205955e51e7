import { encoded } from '../model/encoded-text.ts';
import type { RandomStream } from '../model/keyed-random.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerNameSuffixes, fakerSurnames } from './faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from './given-names.ts';
import { plainAscii } from './plain-ascii.ts';
import { particles, surnameRows } from './surnames.ts';
import { type NameWord, nameWordOf, type Word, wordOf } from './words.ts';

/** Sex as registered at birth. */
export type Sex = 'F' | 'M';

/** The parts of a name, which {@link writeName} joins. */
export interface PersonName {
  readonly first: GivenName;
  readonly second: GivenName | undefined;
  /** One to three surnames. */
  readonly family: readonly Surname[];
  /** Bit n is set if the n-th surname is written with its particle, where it has one. */
  readonly particles: number;
  /** `Filho`, `Neto` or `Júnior`. */
  readonly suffix: Word | undefined;
}

/** A given name of one or more words: `Ana`, `Maria Eduarda`. */
export interface GivenName extends NameWord {
  /**
   * Each of its words in lower-case ASCII. A surname with the same letters is never combined with
   * it.
   */
  readonly sounds: readonly string[];
  /** Names that can follow it as a second given name. Empty if it already has several words. */
  readonly seconds: readonly GivenName[];
}

/** A surname, with and without its particle. */
export interface Surname extends NameWord {
  /** In lower-case ASCII, for comparison with given names. */
  readonly sound: string;
  /** `da Silva`, or the surname unchanged if it has no particle. In UTF-8. */
  readonly withParticle: Uint8Array;
}

/** The random streams of a name: one for each choice. */
export interface NameStreams {
  readonly given: RandomStream;
  readonly 'second-given': RandomStream;
  readonly 'name-form': RandomStream;
  readonly surname: RandomStream;
  readonly 'second-surname': RandomStream;
  readonly 'third-surname': RandomStream;
  readonly particles: RandomStream;
}

/**
 * Weight of a given name that only @faker-js/faker lists, as a share of the weight of its first
 * word.
 */
const FAKER_ONLY_SHARE = 0.02;

/** Weight of such a name if its first word has no weight either. */
const FAKER_ONLY = 0.5;

/** Weight of a surname that only @faker-js/faker lists. */
const FAKER_ONLY_SURNAME = 5;

const DECADES = 8;

/** Percentage of people with a second given name (approximate). */
const SECOND_GIVEN = 32;

/** Percentage of men with the suffix Filho, Neto or Júnior (approximate). */
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
 * given name, one to three surnames, and sometimes a suffix.
 *
 * @param birthYear a year outside the listed decades counts as the nearest one
 * @param account index of the account in its hour, from 0
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
  // Each choice takes its own two digits of one integer, so the choices are independent.
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
 * Up to `count` different surnames, at least one. None repeats a given name of the person, as in
 * Ana Paula Paula. There are fewer than `count` if three draws do not give enough.
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

/** 16% of people have one surname, 70% have two and 14% have three (approximate). */
function countOfSurnames(percent: number): number {
  if (percent < 16) return 1;
  return percent < 86 ? 2 : 3;
}

/** A surname in both forms, because families use it with and without its particle. */
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

/** Returns a function that makes given names of a sex, each with the second names that fit it. */
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
 * A weight to the power of 3/4. The lists contain only the most common names, and most people draw
 * two surnames: with the plain weights, the first names of a list would occur far more often than
 * they do among Brazilians (measured in docs/data.md).
 */
function tempered(weight: number): number {
  // Square roots are exact on every platform (IEEE 754); powers are not.
  return Math.sqrt(weight * Math.sqrt(weight));
}

function missingFrom(names: readonly string[], known: readonly string[]): string[] {
  const there = new Set(known);
  return names.filter((name) => !there.has(name));
}
