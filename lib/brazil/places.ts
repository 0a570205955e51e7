import { encoded } from '../model/encoded-text.ts';
import { weightedPick } from '../model/weighted.ts';
import { type CityStreets, cityStreets } from './city-streets.ts';
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
  /** City, state, and both as written in an address: `Niterói - RJ`. In UTF-8. */
  readonly bytes: { readonly city: Uint8Array; readonly uf: Uint8Array; readonly both: Uint8Array };
  /** Its streets. They are laid out when they are read for the first time. */
  readonly streets: CityStreets;
}

/** All cities, in the order of their list. */
export const places: readonly Place[] = municipalityRows.map(
  ([city, uf, population, areaCode, cepFrom, cepTo], index) => {
    let streets: CityStreets | undefined;
    return {
      index,
      city,
      state: stateOf(uf),
      population,
      areaCode,
      cepFrom,
      cepTo,
      bytes: { city: encoded(city), uf: encoded(uf), both: encoded(`${city} - ${uf}`) },
      get streets() {
        streets ??= cityStreets({ city, uf, population, cepFrom, cepTo });
        return streets;
      },
    };
  },
);

const pickState = weightedPick(
  states.map(({ uf, population }) => ({
    population,
    pickCity: weightedPick(
      places.filter(({ state }) => state.uf === uf),
      (place) => place.population,
    ),
  })),
  ({ population }) => population,
);

/**
 * Picks a state in proportion to its population, and a city of that state in proportion to its
 * population, from two 32-bit integers.
 *
 * @example
 * pickPlace(0, 0).city // => 'Rio Branco'
 */
export function pickPlace(ofState: number, ofCity: number): Place {
  return pickState(ofState).pickCity(ofCity);
}
