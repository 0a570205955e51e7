import { scale } from '../model/keyed-random.ts';
import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerStreetKinds } from './faker-words.ts';
import type { Place } from './places.ts';
import { cepOf, STREET_SUFFIXES } from './postal-code.ts';
import { neighbourhoods, streetNames } from './streets.ts';
import { surnameRows } from './surnames.ts';

/** An address in one line, and the part of it that queries group by. */
export interface Address {
  /** `Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005` */
  readonly line: string;
  /** `24020-005` */
  readonly cep: string;
}

/** What an address is drawn from: one 32-bit integer for each choice. */
export interface AddressDraws {
  readonly street: number;
  readonly streetKind: number;
  readonly number: number;
  readonly neighbourhood: number;
  readonly cep: number;
}

/** Streets that are called after a person, of which every city has its own. */
const namesakes = [...fakerGivenNames.F, ...fakerGivenNames.M];

/** Of a hundred streets, so many bear a name that recurs all over the country. */
const RECURRING = 60;

/** Every city has a Centro, where more people live than in any other neighbourhood of it (approximate). */
const pickNeighbourhood = weightedPick(neighbourhoods, (name) => (name === 'Centro' ? 30 : 1));

/** House numbers go up to this; small ones are commoner, as there are more short streets. */
const LAST_NUMBER = 3000;

/**
 * An address in a place: its postal code lies in the range of the place.
 */
export function addressIn(place: Place, draws: AddressDraws): Address {
  const street = streetOf(draws);
  const number = 1 + scale(draws.number, 1 + (draws.number % LAST_NUMBER));
  const neighbourhood = pickNeighbourhood(draws.neighbourhood);
  const prefixes = place.cepTo - place.cepFrom + 1;
  const position = scale(draws.cep, prefixes * STREET_SUFFIXES);
  const cep = cepOf(
    place.cepFrom + Math.floor(position / STREET_SUFFIXES),
    position % STREET_SUFFIXES,
  );
  const city = `${place.city} - ${place.state.uf}`;
  return { line: `${street}, ${number}, ${neighbourhood}, ${city}, ${cep}`, cep };
}

function streetOf({ street, streetKind }: AddressDraws): string {
  if (streetKind % 100 < RECURRING) return streetNames[scale(street, streetNames.length)] ?? '';
  const kind = fakerStreetKinds[Math.floor(streetKind / 100) % fakerStreetKinds.length];
  const given = namesakes[scale(street, namesakes.length)];
  const surname = surnameRows[street % surnameRows.length]?.[0];
  return `${kind} ${given} ${surname}`;
}
