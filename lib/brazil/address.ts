import { encoded } from '../model/encoded-text.ts';
import { type RandomStream, scale } from '../model/keyed-random.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { cepOf, namedBy, neighbourhoodIn, streetIn } from './city-streets.ts';
import { type Place, streetsOf } from './places.ts';
import { writeCep } from './postal-code.ts';
import { writeStreetName } from './street-names.ts';

/** The random streams of an address: one for each choice besides the postal code. */
export interface AddressStreams {
  readonly 'street-number': RandomStream;
}

const COMMA = encoded(', ');

/** Highest house number. Low numbers are more common, because most streets are short. */
const LAST_NUMBER = 3000;

/**
 * Writes an address on one line: `Rua das Dálias, 123, Centro, Niterói - RJ, 24000-040`. The
 * postal code decides the street and the neighbourhood.
 *
 * @param code number of the postal code in the city, from `pickCode`
 * @param account index of the account in its hour, from 0
 */
export function writeAddress(
  out: TextWriter,
  place: Place,
  code: number,
  streams: AddressStreams,
  account: number,
): void {
  const streets = streetsOf(place);
  const named = namedBy(streets, code);
  const draw = streams['street-number'].uint32(account);
  const number = 1 + scale(draw, 1 + (draw % LAST_NUMBER));
  writeStreetName(out, streetIn(named));
  out.piece(COMMA);
  out.digits(number, number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4);
  out.piece(COMMA);
  out.piece(neighbourhoodIn(named));
  out.piece(COMMA);
  out.piece(place.label);
  out.piece(COMMA);
  writeCep(out, cepOf(streets, code));
}
