import { encoded } from '../model/encoded-text.ts';
import { weightedPick } from '../model/weighted.ts';
import { municipalityRows } from './municipalities.ts';
import { type State, stateOf, states } from './states.ts';

/** A city with what an address and a phone number in it need. */
export interface Place {
  readonly city: string;
  readonly state: State;
  readonly areaCode: number;
  /** First five digits of its postal codes, both ends included. */
  readonly cepFrom: number;
  readonly cepTo: number;
  /** Its name, its state, and both as an address has them: `Niterói - RJ`. In UTF-8. */
  readonly bytes: { readonly city: Uint8Array; readonly uf: Uint8Array; readonly both: Uint8Array };
}

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
  }),
);

/** A city and its state as an address has them. */
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

/**
 * Picks a state as often as its share of Brazil's population, from one 32-bit integer.
 */
export const pickState: (uint32: number) => State = weightedPick(
  states,
  ({ population }) => population,
);

/**
 * Picks a city of a state, big ones more often, from one 32-bit integer.
 *
 * @example
 * pickPlace(stateOf('DF'), 0).city // => 'Brasília'
 */
export function pickPlace(state: State, uint32: number): Place {
  const pick = placePickers.get(state.uf);
  if (pick === undefined) throw new TypeError(`no picker for state ${state.uf}`);
  return pick(uint32);
}
