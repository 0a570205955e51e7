import { scale } from '../model/keyed-random.ts';
import { encoded, type TextWriter } from '../model/text-column.ts';
import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerStreetKinds } from './faker-words.ts';
import type { Place } from './places.ts';
import { STREET_SUFFIXES, writeCep } from './postal-code.ts';
import { neighbourhoods, streetNames } from './streets.ts';
import { surnameRows } from './surnames.ts';
import { wordOf } from './words.ts';

/** The parts of an address, as {@link writeAddress} puts them together. */
export interface Address {
  /** The words of the street: `Rua das Laranjeiras`, or kind, given name and surname. */
  readonly street: readonly Uint8Array[];
  readonly number: number;
  readonly neighbourhood: Uint8Array;
  readonly place: Place;
  /** The first five and the last three digits of the postal code. */
  readonly cep: { readonly prefix: number; readonly suffix: number };
}

/** What an address is drawn from: one 32-bit integer for each choice. */
export interface AddressDraws {
  readonly street: number;
  readonly streetKind: number;
  readonly number: number;
  readonly neighbourhood: number;
  readonly cep: number;
}

/** Street names that recur all over the country, each as one word. */
const streets = streetNames.map((name) => [encoded(name)]);

/** Streets that are called after a person, of which every city has its own. */
const kinds = fakerStreetKinds.map(encoded);
const namesakes = [...fakerGivenNames.F, ...fakerGivenNames.M].map(encoded);
const surnames = surnameRows.map(([name]) => encoded(name));

const SPACE = 32;
const COMMA = encoded(', ');

/** Of a hundred streets, so many bear a name that recurs all over the country. */
const RECURRING = 60;

/** Every city has a Centro, where more people live than in any other neighbourhood of it (approximate). */
const pickNeighbourhood = weightedPick(neighbourhoods.map(wordOf), ({ text }) =>
  text === 'Centro' ? 30 : 1,
);

/** House numbers go up to this; small ones are commoner, as there are more short streets. */
const LAST_NUMBER = 3000;

/**
 * Draws an address in a place: its postal code lies in the range of the place.
 */
export function addressIn(place: Place, draws: AddressDraws): Address {
  const prefixes = place.cepTo - place.cepFrom + 1;
  const position = scale(draws.cep, prefixes * STREET_SUFFIXES);
  const prefix = Math.floor(position / STREET_SUFFIXES);
  return {
    street: streetOf(draws),
    number: 1 + scale(draws.number, 1 + (draws.number % LAST_NUMBER)),
    neighbourhood: pickNeighbourhood(draws.neighbourhood).bytes,
    place,
    cep: { prefix: place.cepFrom + prefix, suffix: position - prefix * STREET_SUFFIXES },
  };
}

/** Writes an address in one line: `Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005`. */
export function writeAddress(
  out: TextWriter,
  { street, number, neighbourhood, place, cep }: Address,
): void {
  for (let word = 0; word < street.length; word += 1) {
    if (word > 0) out.ascii(SPACE);
    out.piece(street[word] as Uint8Array);
  }
  out.piece(COMMA);
  out.digits(number, number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4);
  out.piece(COMMA);
  out.piece(neighbourhood);
  out.piece(COMMA);
  out.piece(place.bytes.both);
  out.piece(COMMA);
  writeCep(out, cep.prefix, cep.suffix);
}

function streetOf({ street, streetKind }: AddressDraws): readonly Uint8Array[] {
  if (streetKind % 100 < RECURRING) return streets[scale(street, streets.length)] ?? [];
  return [
    kinds[Math.floor(streetKind / 100) % kinds.length] as Uint8Array,
    namesakes[scale(street, namesakes.length)] as Uint8Array,
    surnames[street % surnames.length] as Uint8Array,
  ];
}
