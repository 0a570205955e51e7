import { encoded } from '../model/encoded-text.ts';
import { type RandomStream, scale } from '../model/keyed-random.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { weightedPick } from '../model/weighted.ts';
import { fakerGivenNames, fakerStreetKinds } from './faker-words.ts';
import type { Place } from './places.ts';
import { STREET_SUFFIXES, writeCep } from './postal-code.ts';
import { neighbourhoods, streetNames } from './streets.ts';
import { surnameRows } from './surnames.ts';
import { wordOf } from './words.ts';

/** What an address is drawn from: a stream for each choice. */
export interface AddressStreams {
  readonly street: RandomStream;
  readonly 'street-kind': RandomStream;
  readonly 'street-number': RandomStream;
  readonly neighbourhood: RandomStream;
}

/** Street names that recur all over the country. */
const streets = streetNames.map(encoded);

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
 * Picks a postal code of a street in a place, from one 32-bit integer: as the number that its eight
 * digits make.
 */
export function pickCep({ cepFrom, cepTo }: Place, uint32: number): number {
  const position = scale(uint32, (cepTo - cepFrom + 1) * STREET_SUFFIXES);
  const prefix = Math.floor(position / STREET_SUFFIXES);
  return (cepFrom + prefix) * 1000 + position - prefix * STREET_SUFFIXES;
}

/**
 * Writes an address in a place in one line: `Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005`.
 *
 * @param cep postal code, as {@link pickCep} gives it
 * @param account number of the account in its hour
 */
export function writeAddress(
  out: TextWriter,
  place: Place,
  cep: number,
  streams: AddressStreams,
  account: number,
): void {
  writeStreet(out, streams.street.uint32(account), streams['street-kind'].uint32(account));
  out.piece(COMMA);
  const draw = streams['street-number'].uint32(account);
  const number = 1 + scale(draw, 1 + (draw % LAST_NUMBER));
  out.digits(number, number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4);
  out.piece(COMMA);
  out.piece(pickNeighbourhood(streams.neighbourhood.uint32(account)).bytes);
  out.piece(COMMA);
  out.piece(place.bytes.both);
  out.piece(COMMA);
  writeCep(out, cep);
}

/** A name that recurs, or a kind of street and the name of a person. */
function writeStreet(out: TextWriter, street: number, kind: number): void {
  if (kind % 100 < RECURRING) {
    out.piece(streets[scale(street, streets.length)] as Uint8Array);
    return;
  }
  out.piece(kinds[Math.floor(kind / 100) % kinds.length] as Uint8Array);
  out.ascii(SPACE);
  out.piece(namesakes[scale(street, namesakes.length)] as Uint8Array);
  out.ascii(SPACE);
  out.piece(surnames[street % surnames.length] as Uint8Array);
}
