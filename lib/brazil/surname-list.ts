import { encodedAll } from '../model/piece.ts';
import { WeightedNumbers } from '../model/weighted.ts';
import { fakerSurnames } from './faker-words.ts';
import { givenSounds } from './given-name-list.ts';
import { plainAscii } from './plain-ascii.ts';
import { particles, surnameRows } from './surnames.ts';
import { missingFrom, tempered } from './word-weights.ts';

/** Number of no surname. Its texts are empty. */
export const NO_SURNAME = 0;

/** Weight of a surname that only @faker-js/faker lists. */
const FAKER_ONLY = 5;

const rows: readonly (readonly [name: string, weight: number])[] = [
  ...surnameRows,
  ...missingFrom(
    fakerSurnames,
    surnameRows.map(([name]) => name),
  ).map((name) => [name, FAKER_ONLY] as const),
];

const names = ['', ...rows.map(([name]) => name)];

const numbers = new WeightedNumbers(
  rows.map((_, index) => index + 1),
  rows.map(([, weight]) => tempered(weight)),
);

/** The texts of all surnames, by number. */
export const surnames: {
  /** ` Silva` */
  readonly spaced: Int32Array;
  /** ` da Silva`, because families use it with and without; ` Lima` where there is no particle. */
  readonly withParticle: Int32Array;
  /** `silva`: in lower-case ASCII letters, for e-mail addresses. */
  readonly plain: Int32Array;
} = {
  spaced: encodedAll(names.map((name) => name && ` ${name}`)),
  withParticle: encodedAll(
    names.map(
      (name) => name && ` ${particles[name] === undefined ? '' : `${particles[name]} `}${name}`,
    ),
  ),
  plain: encodedAll(names.map(plainAscii)),
};

/** The most common one. */
export const SILVA: number = names.indexOf('Silva');

/** For each surname with the letters of a given name, the numbers of these given names. */
const givenAlike = namesakes();

/** Picks a surname, from one 32-bit integer. Returns its number. */
export function pickSurname(uint32: number): number {
  return numbers.pick(uint32);
}

/**
 * Whether a surname has the same letters as a word of a given name, as in Ana Paula Paula. Both by
 * their numbers.
 */
export function soundsLike(surname: number, givenName: number): boolean {
  const alike = givenAlike[surname];
  return alike !== undefined && alike[givenName] === 1;
}

function namesakes(): (Uint8Array | undefined)[] {
  return names.map((name) => {
    const sound = plainAscii(name);
    const alike = Uint8Array.from(givenSounds, (sounds) => (sounds.includes(sound) ? 1 : 0));
    return alike.includes(1) ? alike : undefined;
  });
}
