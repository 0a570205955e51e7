import { encoded } from '../model/encoded-text.ts';
import { weightedPick } from '../model/weighted.ts';
import { wordsOfTexts } from '../model/word-column.ts';
import { municipalityRows } from './municipalities.ts';
import { type State, stateOf, states } from './states.ts';

/** A city, with the data for addresses and phone numbers in it. */
export interface Place {
  readonly city: string;
  readonly state: State;
  readonly areaCode: number;
  /** First five digits of its postal codes as integers, both inclusive. */
  readonly cepFrom: number;
  readonly cepTo: number;
  /** City, state, and both as written in an address: `Niterói - RJ`. In UTF-8. */
  readonly bytes: { readonly city: Uint8Array; readonly uf: Uint8Array; readonly both: Uint8Array };
  /** Positions in {@link cityWords} and {@link ufWords}. */
  readonly words: { readonly city: number; readonly uf: number };
}

/** The names of all cities; some are in several states. */
export const cityWords = wordsOfTexts([...new Set(municipalityRows.map(([city]) => city))]);

/** The abbreviations of all states. */
export const ufWords = wordsOfTexts(states.map(({ uf }) => uf));

const cityNumbers = new Map(cityWords.texts.map((city, number) => [city, number]));
const ufNumbers = new Map(ufWords.texts.map((uf, number) => [uf, number]));

interface WeightedPlace extends Place {
  readonly population: number;
}

const places: readonly WeightedPlace[] = municipalityRows.map(
  ([city, uf, population, areaCode, cepFrom, cepTo]) => ({
    city,
    state: stateOf(uf),
    population,
    areaCode,
    cepFrom,
    cepTo,
    bytes: bytesOfPlace(city, uf),
    words: { city: cityNumbers.get(city) ?? 0, uf: ufNumbers.get(uf) ?? 0 },
  }),
);

/** Returns a city and its state in UTF-8, separately and as written in an address. */
export function bytesOfPlace(city: string, uf: string): Place['bytes'] {
  return { city: encoded(city), uf: encoded(uf), both: encoded(`${city} - ${uf}`) };
}

const placePickers = new Map(
  states.map((state) => [
    state.uf,
    weightedPick(
      places.filter((place) => place.state === state),
      ({ population }) => population,
    ),
  ]),
);

/** Picks a state in proportion to its population, from one 32-bit integer. */
export const pickState: (uint32: number) => State = weightedPick(
  states,
  ({ population }) => population,
);

/**
 * Picks a city of a state in proportion to its population, from one 32-bit integer.
 *
 * @example
 * pickPlace(stateOf('DF'), 0).city // => 'Brasília'
 */
export function pickPlace(state: State, uint32: number): Place {
  const pick = placePickers.get(state.uf);
  if (pick === undefined) throw new TypeError(`no picker for state ${state.uf}`);
  return pick(uint32);
}
