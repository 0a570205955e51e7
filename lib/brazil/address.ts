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

/** The random streams of an address: one for each choice. */
export interface AddressStreams {
  readonly street: RandomStream;
  readonly 'street-kind': RandomStream;
  readonly 'street-number': RandomStream;
  readonly neighbourhood: RandomStream;
}

/** Street names that are common all over Brazil. */
const streets = streetNames.map(encoded);

/** Parts of a street named after a person: a kind of street, a given name and a surname. */
const kinds = fakerStreetKinds.map(encoded);
const namesakes = [...fakerGivenNames.F, ...fakerGivenNames.M].map(encoded);
const surnames = surnameRows.map(([name]) => encoded(name));

const SPACE = 32;
const COMMA = encoded(', ');

/** Percentage of streets that have one of the common names. */
const RECURRING = 60;

/**
 * Every city has a Centro, and more people live there than in any other neighbourhood
 * (approximate).
 */
const pickNeighbourhood = weightedPick(neighbourhoods.map(wordOf), ({ text }) =>
  text === 'Centro' ? 30 : 1,
);

/** Highest house number. Low numbers are more common, because most streets are short. */
const LAST_NUMBER = 3000;

/**
 * Picks the postal code of a street in a place, from one 32-bit integer. Returns its eight digits
 * as a number.
 */
export function pickCep({ cepFrom, cepTo }: Place, uint32: number): number {
  const position = scale(uint32, (cepTo - cepFrom + 1) * STREET_SUFFIXES);
  const prefix = Math.floor(position / STREET_SUFFIXES);
  return (cepFrom + prefix) * 1000 + position - prefix * STREET_SUFFIXES;
}

/**
 * Writes an address on one line: `Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005`.
 *
 * @param cep postal code as a number, from {@link pickCep}
 * @param account index of the account in its hour, from 0
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

/** Writes one of the common street names, or a kind of street followed by the name of a person. */
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
