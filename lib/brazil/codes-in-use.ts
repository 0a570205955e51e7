import { scale } from '../model/keyed-random.ts';
import { type CityStreets, cepOf, cityStreets, codesInUse, namedBy } from './city-streets.ts';
import { type Place, places } from './places.ts';

/**
 * All postal codes in use, those of one place after those of the other. What a code names is worked
 * out when the first account needs it.
 */

/** For each place the number of its first code, and that of the code after the last. */
const firstCodes = firstCodesOf(places.map(codesInUse));

/**
 * For each code its eight digits as a number, and what it names. Both are 0 until they are known.
 * They are next to each other, because they are read together.
 */
const known = new Int32Array((firstCodes.at(-1) ?? 0) * 2);

/** The streets of each place, from the first time that somebody asks for them. */
const laidOut: (CityStreets | undefined)[] = places.map(() => undefined);

/**
 * Picks a postal code of a place, from one 32-bit integer. All are equally likely, so more people
 * live in a neighbourhood with more codes.
 *
 * @param place position in `places`
 * @returns the number of the code among those of all places
 */
export function pickCode(place: number, uint32: number): number {
  const first = firstCodes[place] as number;
  return first + scale(uint32, (firstCodes[place + 1] as number) - first);
}

/** Returns the eight digits of a postal code from {@link pickCode} for the same place, as a number. */
export function cepOfCode(place: number, code: number): number {
  if (known[code * 2] === 0) learn(place, code);
  return known[code * 2] as number;
}

/**
 * Returns what a postal code from {@link pickCode} for the same place names, as one integer for
 * `streetIn` and `neighbourhoodIn`.
 */
export function namedByCode(place: number, code: number): number {
  if (known[code * 2] === 0) learn(place, code);
  return known[code * 2 + 1] as number;
}

/** Postal codes of some people. Each array has one element for each person. */
export interface HomeCodes {
  /** The eight digits of each, as a number. */
  readonly ceps: Int32Array;
  /** What each names, as one integer for `streetIn` and `neighbourhoodIn`. */
  readonly named: Int32Array;
}

/** The postal codes of people who live in some places, each from one 32-bit integer. */
export function drawCodes(placesOfPeople: Uint16Array, draws: Uint32Array): HomeCodes {
  const ceps = new Int32Array(draws.length);
  const named = new Int32Array(draws.length);
  for (let row = 0; row < draws.length; row += 1) {
    const place = placesOfPeople[row] as number;
    const code = pickCode(place, draws[row] as number);
    ceps[row] = cepOfCode(place, code);
    named[row] = namedByCode(place, code);
  }
  return { ceps, named };
}

/**
 * Returns the streets of a place. They are laid out at the first call.
 *
 * @param place position in `places`
 * @example
 * streetsOf(pickPlace(0, 0)).neighbourhoods.length // => 35
 */
export function streetsOf(place: number): CityStreets {
  laidOut[place] ??= laidOutFor(places[place] as Place);
  return laidOut[place];
}

function laidOutFor({ city, state, population, cepFrom, cepTo }: Place): CityStreets {
  return cityStreets({ city, uf: state.uf, population, cepFrom, cepTo });
}

function learn(place: number, code: number): void {
  const streets = streetsOf(place);
  const inPlace = code - (firstCodes[place] as number);
  known[code * 2] = cepOf(streets, inPlace);
  known[code * 2 + 1] = namedBy(streets, inPlace);
}

function firstCodesOf(counts: readonly number[]): Int32Array {
  let before = 0;
  const firsts = counts.map((count) => {
    before += count;
    return before - count;
  });
  return Int32Array.of(...firsts, before);
}
