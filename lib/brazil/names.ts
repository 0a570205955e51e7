import { encodedAll, restOf } from '../model/piece.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { fakerNameSuffixes } from './faker-words.ts';
import { givenNames, NO_NAME, pickGivenName, secondNamesOf } from './given-name-list.ts';
import { MAN, type Sex } from './sex.ts';
import { NO_SURNAME, pickSurname, SILVA, soundsLike, surnames } from './surname-list.ts';

/** The names of some people, which {@link writeName} writes. Each array has one element for each person. */
export class Names {
  /** Numbers of given names; of no name where there is no second one. */
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  /** Numbers of one to three surnames, and then of no surname. */
  readonly family: readonly [Uint16Array, Uint16Array, Uint16Array];
  /** Number of the last surname. */
  readonly last: Uint16Array;
  /** Bit n is set if the n-th surname is written with its particle, where it has one. */
  readonly particles: Uint8Array;
  /** Position of `Filho`, `Neto` or `Júnior`, from 1; 0 for most people. */
  readonly suffix: Uint8Array;

  constructor(people: number) {
    this.first = new Uint16Array(people);
    this.second = new Uint16Array(people);
    this.family = [new Uint16Array(people), new Uint16Array(people), new Uint16Array(people)];
    this.last = new Uint16Array(people);
    this.particles = new Uint8Array(people);
    this.suffix = new Uint8Array(people);
  }
}

/** The choices of a name. */
type NameChoice =
  | 'given'
  | 'second-given'
  | 'name-form'
  | 'surname'
  | 'second-surname'
  | 'third-surname'
  | 'particles';

/** 32 random bits for each choice of a name, looked up by what tells rows apart. */
export type NameStreams<Rows> = Readonly<Record<NameChoice, { uint32s(rows: Rows): Uint32Array }>>;

/** Percentage of people with a second given name (approximate). */
const SECOND_GIVEN = 32;

/** Percentage of men with the suffix Filho, Neto or Júnior (approximate). */
const SUFFIXED = 3;

const suffixes = encodedAll(['', ...fakerNameSuffixes.map((suffix) => ` ${suffix}`)]);

/**
 * Draws the names of people: a given name that was popular in the decade of birth, often a second
 * given name, one to three surnames, and sometimes a suffix.
 *
 * @param sexes of the people
 * @param birthYears of the people
 * @param rows of the people, as the streams look them up
 */
export function drawNames<Rows>(
  sexes: Uint8Array,
  birthYears: Int16Array,
  streams: NameStreams<Rows>,
  rows: Rows,
): Names {
  const names = new Names(sexes.length);
  const forms = streams['name-form'].uint32s(rows);
  drawGivenNames(names, forms, { sexes, birthYears }, streams, rows);
  drawSurnames(names, forms, streams, rows);
  const particles = streams.particles.uint32s(rows);
  for (let row = 0; row < particles.length; row += 1)
    names.particles[row] = particles[row] as number;
  return names;
}

/** Writes the full name of a person: `João Vítor da Conceição Lima Filho`. */
export function writeName(out: TextWriter, names: Names, row: number): void {
  const [one, two, three] = names.family;
  const particles = names.particles[row] as number;
  writeGivenNames(out, names, row);
  out.piece(surnamePiece(one[row] as number, particles & 1));
  out.piece(surnamePiece(two[row] as number, particles & 2));
  out.piece(surnamePiece(three[row] as number, particles & 4));
  out.piece(suffixes[names.suffix[row] as number] as number);
}

/** Writes the given names of a person: `João Vítor`. */
export function writeGivenNames(out: TextWriter, names: Names, row: number): void {
  out.piece(givenNames.texts[names.first[row] as number] as number);
  out.piece(givenNames.spaced[names.second[row] as number] as number);
}

/** Writes the rest of the name of a person: `da Conceição Lima Filho`. */
export function writeSurnames(out: TextWriter, names: Names, row: number): void {
  const [one, two, three] = names.family;
  const particles = names.particles[row] as number;
  out.piece(restOf(surnamePiece(one[row] as number, particles & 1)));
  out.piece(surnamePiece(two[row] as number, particles & 2));
  out.piece(surnamePiece(three[row] as number, particles & 4));
  out.piece(suffixes[names.suffix[row] as number] as number);
}

function surnamePiece(surname: number, withParticle: number): number {
  const { spaced, withParticle: long } = surnames;
  return (withParticle === 0 ? spaced[surname] : long[surname]) as number;
}

/** Each choice takes its own two digits of the form, so that the choices are independent. */
function drawGivenNames<Rows>(
  { first, second, suffix }: Names,
  forms: Uint32Array,
  { sexes, birthYears }: { readonly sexes: Uint8Array; readonly birthYears: Int16Array },
  streams: NameStreams<Rows>,
  rows: Rows,
): void {
  const draws = streams.given.uint32s(rows);
  const others = streams['second-given'].uint32s(rows);
  for (let row = 0; row < draws.length; row += 1) {
    const sex = sexes[row] as Sex;
    const form = forms[row] as number;
    const draw = others[row] as number;
    const name = pickGivenName(sex, birthYears[row] as number, draws[row] as number);
    first[row] = name;
    second[row] = form % 100 < SECOND_GIVEN ? secondName(name, draw) : NO_NAME;
    const isSuffixed = sex === MAN && ((form / 10_000) >>> 0) % 100 < SUFFIXED;
    suffix[row] = isSuffixed ? 1 + (draw % (suffixes.length - 1)) : 0;
  }
}

function secondName(name: number, draw: number): number {
  const possible = secondNamesOf(name);
  return possible.length === 0 ? NO_NAME : (possible[draw % possible.length] as number);
}

/**
 * One to three different surnames. None repeats a given name of the person, as in Ana Paula Paula.
 * There are fewer than wanted if three draws do not give enough.
 */
function drawSurnames<Rows>(
  { first, second, family, last }: Names,
  forms: Uint32Array,
  streams: NameStreams<Rows>,
  rows: Rows,
): void {
  const [one, two, three] = family;
  const draws = [
    streams.surname.uint32s(rows),
    streams['second-surname'].uint32s(rows),
    streams['third-surname'].uint32s(rows),
  ] as const;
  for (let row = 0; row < forms.length; row += 1) {
    const wanted = countOfSurnames(((forms[row] as number) / 100) >>> 0);
    let [a, b, c] = [NO_SURNAME, NO_SURNAME, NO_SURNAME];
    let count = 0;
    for (let draw = 0; draw < 3 && count < wanted; draw += 1) {
      const surname = pickSurname((draws[draw] as Uint32Array)[row] as number);
      if (surname === a || surname === b) continue;
      if (soundsLike(surname, first[row] as number)) continue;
      if (soundsLike(surname, second[row] as number)) continue;
      if (count === 0) a = surname;
      else if (count === 1) b = surname;
      else c = surname;
      count += 1;
    }
    if (count === 0) a = SILVA;
    one[row] = a;
    two[row] = b;
    three[row] = c;
    last[row] = c !== NO_SURNAME ? c : b !== NO_SURNAME ? b : a;
  }
}

/** 16% of people have one surname, 70% have two and 14% have three (approximate). */
function countOfSurnames(digits: number): number {
  const percent = digits % 100;
  if (percent < 16) return 1;
  return percent < 86 ? 2 : 3;
}
