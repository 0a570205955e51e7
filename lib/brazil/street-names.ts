import { finalize } from '../model/keyed-random.ts';
import { permutation } from '../model/permutation.ts';
import { encodedAll } from '../model/piece.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { fakerGivenNames, fakerStreetKinds } from './faker-words.ts';
import { streetNames } from './streets.ts';
import { surnameRows } from './surnames.ts';

/** Names that follow each other in these lists have nothing in common. */
const commonNames = shuffled(streetNames);
const givenNames = shuffled([...fakerGivenNames.F, ...fakerGivenNames.M]);
const surnames = shuffled(surnameRows.map(([name]) => name));

/** Number of street names that are common all over Brazil. */
export const COMMON_STREETS: number = commonNames.length;

/** Number of given names of people after whom streets are named. */
export const STREET_GIVEN_NAMES: number = givenNames.length;

/** Number of surnames of people after whom streets are named. */
export const STREET_SURNAMES: number = surnames.length;

/** Share of each kind of street among 16 that are named after people (approximate). */
const KINDS_OF_16: readonly (readonly [kind: string, streets: number])[] = [
  ['Rua', 11],
  ['Avenida', 2],
  ['Travessa', 2],
  ['Alameda', 1],
];

const kindsOf16 = KINDS_OF_16.flatMap(([kind, streets]) =>
  Array<number>(streets).fill(fakerStreetKinds.indexOf(kind)),
);
const AVENUE = fakerStreetKinds.indexOf('Avenida');

/** People whose street is among the common ones, such as `Rua Carlos Gomes`. */
const famous = new Set(commonNames.flatMap(personIn));

const common = encodedAll(commonNames);
const kinds = encodedAll(fakerStreetKinds);
const KINDS = kinds.length;
const spacedGivenNames = encodedAll(givenNames.map((name) => ` ${name}`));
const spacedSurnames = encodedAll(surnames.map((name) => ` ${name}`));

/**
 * Returns the number of the street that is named after a person. The same person always has the same
 * kind of street.
 *
 * @param givenName below {@link STREET_GIVEN_NAMES}
 * @param surname below {@link STREET_SURNAMES}
 */
export function streetNamedAfter(givenName: number, surname: number): number {
  const person = givenName * STREET_SURNAMES + surname;
  // A person with a common street has an avenue here, so that no two numbers give one name.
  const kind = famous.has(person) ? AVENUE : (kindsOf16[finalize(person) & 15] as number);
  return COMMON_STREETS + person * KINDS + kind;
}

/**
 * Writes the name of a street with its kind. Different numbers give different names.
 *
 * @param street below {@link COMMON_STREETS} for a common name, or from {@link streetNamedAfter}
 * @example
 * stringOf((out) => writeStreetName(out, 0)) // => 'Rua das Azaleias'
 * stringOf((out) => writeStreetName(out, streetNamedAfter(0, 0))) // => 'Rua Félix Donato'
 */
export function writeStreetName(out: TextWriter, street: number): void {
  if (street < COMMON_STREETS) {
    out.piece(common[street] as number);
    return;
  }
  const named = street - COMMON_STREETS;
  const person = (named / KINDS) | 0;
  const givenName = (person / STREET_SURNAMES) | 0;
  out.piece(kinds[named - person * KINDS] as number);
  out.piece(spacedGivenNames[givenName] as number);
  out.piece(spacedSurnames[person - givenName * STREET_SURNAMES] as number);
}

/** The person in a name such as `Rua Carlos Gomes`, if there is one. */
function personIn(name: string): number[] {
  const [, ...words] = name.split(' ');
  const surname = surnames.indexOf(words.pop() ?? '');
  const givenName = givenNames.indexOf(words.join(' '));
  return givenName < 0 || surname < 0 ? [] : [givenName * STREET_SURNAMES + surname];
}

function shuffled(names: readonly string[]): string[] {
  const placeOf = permutation(names.length, ['names of streets', String(names.length)]);
  return names.map((_, number) => names[placeOf(number)] ?? '');
}
