import { encodedAll } from '../model/piece.ts';
import { WeightedNumbers } from '../model/weighted.ts';
import { fakerGivenNames } from './faker-words.ts';
import { firstDecade, givenNameRows, secondGivenNames } from './given-names.ts';
import { plainAscii } from './plain-ascii.ts';
import { MAN, type Sex, WOMAN } from './sex.ts';
import { missingFrom, tempered } from './word-weights.ts';

/** Number of no given name. Its texts are empty. */
export const NO_NAME = 0;

/**
 * Weight of a given name that only @faker-js/faker lists, as a share of the weight of its first
 * word.
 */
const FAKER_ONLY_SHARE = 0.02;

/** Weight of such a name if its first word has no weight either. */
const FAKER_ONLY = 0.5;

const DECADES = 8;

/** Letters of a sex in the lists. */
const LETTERS = ['F', 'M'] as const;

/** The given names of a list, by number. A name of both sexes has two numbers. */
const names: string[] = [''];

/** For each number, the numbers of the names that can follow it as a second given name. */
const seconds: (readonly number[])[] = [[]];

const pickers = [pickersByDecade(WOMAN), pickersByDecade(MAN)];

/** The texts of all given names, by number. */
export const givenNames: {
  /** `Maria Eduarda` */
  readonly texts: Int32Array;
  /** ` Maria Eduarda` */
  readonly spaced: Int32Array;
  /** `mariaeduarda`: in lower-case ASCII letters, for e-mail addresses. */
  readonly plain: Int32Array;
} = {
  texts: encodedAll(names),
  spaced: encodedAll(names.map((name) => name && ` ${name}`)),
  plain: encodedAll(names.map(plainAscii)),
};

/**
 * For each number, the words of the name in lower-case ASCII. A surname with the same letters is
 * never combined with it.
 */
export const givenSounds: readonly (readonly string[])[] = names.map((name) =>
  name === '' ? [] : name.split(' ').map(plainAscii),
);

/**
 * Picks a given name that was popular in the decade of birth, from one 32-bit integer.
 *
 * @param birthYear a year outside the listed decades counts as the nearest one
 * @returns its number
 */
export function pickGivenName(sex: Sex, birthYear: number, uint32: number): number {
  const decade = Math.floor((birthYear - firstDecade) / 10);
  const listed = Math.max(0, Math.min(DECADES - 1, decade));
  return ((pickers[sex] as WeightedNumbers[])[listed] as WeightedNumbers).pick(uint32);
}

/** The numbers of the names that can follow a name. None if it already has several words. */
export function secondNamesOf(name: number): readonly number[] {
  return seconds[name] as readonly number[];
}

function pickersByDecade(sex: Sex): WeightedNumbers[] {
  const letter = LETTERS[sex];
  const rows = givenNameRows.filter((row) => row[1] === letter);
  const byName = new Map(rows.map((row) => [row[0], row]));
  const known = rows.map((row) => ({ name: row[0], row, share: 1 }));
  const fakerOnly = missingFrom(fakerGivenNames[letter], [...byName.keys()]).map((name) => ({
    name,
    row: byName.get(name.split(' ')[0] ?? ''),
    share: FAKER_ONLY_SHARE,
  }));
  const all = [...known, ...fakerOnly];
  const numberOf = numberedWithSeconds(letter);
  const numbers = all.map(({ name }) => numberOf(name));
  return Array.from({ length: DECADES }, (_, decade) => {
    const weights = all.map(({ row, share }) =>
      tempered(row === undefined ? FAKER_ONLY : Number(row[2 + decade]) * share),
    );
    return new WeightedNumbers(numbers, weights);
  });
}

/** Returns a function that numbers a given name of a sex, and notes the second names that fit it. */
function numberedWithSeconds(letter: (typeof LETTERS)[number]): (name: string) => number {
  const possible = secondGivenNames[letter].map((name) => {
    return { number: numbered(name, []), sound: plainAscii(name) };
  });
  return (name) => {
    if (name.includes(' ')) return numbered(name, []);
    const sound = plainAscii(name);
    const others = possible.filter((second) => second.sound !== sound);
    return numbered(
      name,
      others.map(({ number }) => number),
    );
  };
}

function numbered(name: string, followers: readonly number[]): number {
  seconds.push(followers);
  return names.push(name) - 1;
}
