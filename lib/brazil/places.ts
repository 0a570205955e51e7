import { encodedAll } from '../model/piece.ts';
import { WeightedNumbers } from '../model/weighted.ts';
import { wordsOfTexts } from '../model/word-column.ts';
import { municipalityRows } from './municipalities.ts';
import { type State, stateOf, states } from './states.ts';

/** A city, with the data for addresses and phone numbers in it. */
export interface Place {
  /** Position in {@link places}. */
  readonly index: number;
  readonly city: string;
  readonly state: State;
  /** Residents. */
  readonly population: number;
  readonly areaCode: number;
  /** First five digits of its postal codes as integers, both inclusive. */
  readonly cepFrom: number;
  readonly cepTo: number;
}

/** What the rows of accounts take from each of {@link places}, by position. */
export interface PlaceColumns {
  readonly fiscalRegion: Uint8Array;
  readonly areaCode: Uint8Array;
  /** City and state as they end an address, before the postal code: `Niterói - RJ, `. */
  readonly label: Int32Array;
  /** Positions in {@link cityWords} and {@link ufWords}. */
  readonly city: Uint16Array;
  readonly uf: Uint16Array;
}

/** The names of all cities; some are in several states. */
export const cityWords = wordsOfTexts([...new Set(municipalityRows.map(([city]) => city))]);

/** The abbreviations of all states. */
export const ufWords = wordsOfTexts(states.map(({ uf }) => uf));

const cityNumbers = new Map(cityWords.texts.map((city, number) => [city, number]));
const ufNumbers = new Map(ufWords.texts.map((uf, number) => [uf, number]));

/** All cities, in the order of their list. */
export const places: readonly Place[] = municipalityRows.map(
  ([city, uf, population, areaCode, cepFrom, cepTo], index) => ({
    index,
    city,
    state: stateOf(uf),
    population,
    areaCode,
    cepFrom,
    cepTo,
  }),
);

/** For the loops over rows: typed arrays are read faster than {@link places}. */
export const placeColumns: PlaceColumns = {
  fiscalRegion: Uint8Array.from(places, ({ state }) => state.fiscalRegion),
  areaCode: Uint8Array.from(places, ({ areaCode }) => areaCode),
  label: encodedAll(places.map(({ city, state }) => `${city} - ${state.uf}, `)),
  city: Uint16Array.from(places, ({ city }) => cityNumbers.get(city) ?? 0),
  uf: Uint16Array.from(places, ({ state }) => ufNumbers.get(state.uf) ?? 0),
};

const weightedStates = new WeightedNumbers(
  states.map((_, state) => state),
  states.map(({ population }) => population),
);

const weightedPlaces = states.map(({ uf }) => {
  const there = places.filter(({ state }) => state.uf === uf);
  return new WeightedNumbers(
    there.map(({ index }) => index),
    there.map(({ population }) => population),
  );
});

/**
 * Picks a state in proportion to its population, and a city of that state in proportion to its
 * population, from two 32-bit integers.
 *
 * @returns its position in {@link places}
 * @example
 * places[pickPlace(0, 0)].city // => 'Rio Branco'
 */
export function pickPlace(ofState: number, ofCity: number): number {
  const state = weightedStates.pick(ofState);
  return (weightedPlaces[state] as WeightedNumbers).pick(ofCity);
}
