import { scale } from '../model/keyed-random.ts';
import { encodedAll } from '../model/piece.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { neighbourhoodIn, streetIn } from './city-streets.ts';
import { placeColumns } from './places.ts';
import { writeCep } from './postal-code.ts';
import { writeStreetName } from './street-names.ts';

/** Highest house number. Low numbers are more common, because most streets are short. */
const LAST_NUMBER = 3000;

const houseNumbers = encodedAll(
  Array.from({ length: LAST_NUMBER + 1 }, (_, number) => `, ${number}`),
);

/**
 * Writes an address on one line: `Rua São Gabriel, 123, Centro, Niterói - RJ, 24000-040`. The
 * postal code decides the street and the neighbourhood.
 *
 * @param place position in `places`
 * @param named what the postal code names, from `namedBy`
 * @param number of the house, from {@link houseNumberOf}
 * @param cep the eight digits of the postal code, as a number
 */
export function writeAddress(
  out: TextWriter,
  place: number,
  named: number,
  number: number,
  cep: number,
): void {
  writeStreetName(out, streetIn(named));
  out.piece(houseNumbers[number] as number);
  out.piece(neighbourhoodIn(named));
  out.piece(placeColumns.label[place] as number);
  writeCep(out, cep);
}

/** Picks a house number, 1 to 3000, from one 32-bit integer. */
export function houseNumberOf(uint32: number): number {
  return 1 + scale(uint32, 1 + (uint32 % LAST_NUMBER));
}
